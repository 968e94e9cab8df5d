package import LeadEngine

/// Counts for monitoring. Each is over a partial index, which holds only what is under way.
extension SQLTransaction {
    package func gauges() throws -> Gauges {
        Gauges(
            runningClocks: try count("clocks WHERE next_at IS NOT NULL"),
            overdueClocks: try count("clocks WHERE breached_at IS NOT NULL AND ended_at IS NULL"),
            waitingMessages: try count("outbox WHERE next_at IS NOT NULL"),
            heldLeads: try count("leads WHERE held_in IS NOT NULL"))
    }

    private func count(_ rows: String) throws -> Int {
        try connection.first("SELECT count(*) FROM \(rows)", []) { Int($0.int(0)) } ?? 0
    }
}
