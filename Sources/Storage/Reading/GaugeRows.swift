package import LeadEngine
import LeadRules

/// Counts for monitoring. Each is over an index that holds only what is under way.
extension SQLTransaction {
    package func gauges() throws -> Gauges {
        var gauges = Gauges()
        gauges.runningClocks = try count("clocks WHERE next_at IS NOT NULL")
        gauges.overdueClocks = try count(
            "clocks WHERE breached_at IS NOT NULL AND ended_at IS NULL")
        gauges.nextDue = try nextDue()
        gauges.waitingMessages = try count("outbox WHERE next_at IS NOT NULL")
        gauges.oldestMessage = try connection.first(
            "SELECT min(created_at) FROM outbox WHERE next_at IS NOT NULL", []
        ) { $0.integer(0) }.flatMap { $0 }.map { Instant(milliseconds: $0) }
        gauges.endpointsOff = try endpoints().count { $0.disabledBecause != nil }
        gauges.heldLeads = try count("leads WHERE held_in IS NOT NULL")
        gauges.suspectLeads = try count("leads WHERE verification = 'suspect'")
        gauges.waitingHandoffs = try count("handoffs WHERE handoff_state IN ('pending', 'review')")
        gauges.disputes = try count("handoffs WHERE handoff_state = 'disputed'")
        gauges.mergeProposals = try count("merges WHERE merge_state = 'open'")
        return gauges
    }

    private func count(_ rows: String) throws -> Int {
        try connection.first("SELECT count(*) FROM \(rows)", []) { Int($0.int(0)) } ?? 0
    }
}
