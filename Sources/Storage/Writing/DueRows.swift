import LeadRules

/// Clocks that were read together because they are due, the others of their leads, and the handoffs of
/// these. Clocks are decoded when they are asked for.
final class DueRows {
    private var states: [ClockID: String] = [:]
    private var decoded: [ClockID: Clock] = [:]
    private var leads: [LeadID: [ClockID]] = [:]
    private var leadsOfClocks: [ClockID: LeadID] = [:]
    private var handoffs: [LeadID: [Handoff]] = [:]

    func forget() {
        handoffs = [:]
        states = [:]
        decoded = [:]
        leads = [:]
        leadsOfClocks = [:]
    }

    /// All clocks of the lead that are not over will follow.
    func begin(_ lead: LeadID) { leads[lead] = [] }

    func note(_ clock: ClockID, of lead: LeadID, state: String) {
        guard states.updateValue(state, forKey: clock) == nil else { return }
        leadsOfClocks[clock] = lead
        leads[lead]?.append(clock)
    }

    /// A clock was changed or is new. A merge may have brought it from another lead.
    func forget(_ clock: Clock) {
        for lead in Set([clock.lead, leadsOfClocks[clock.id] ?? clock.lead]) {
            for other in leads.removeValue(forKey: lead) ?? [] { forget(other) }
        }
        forget(clock.id)
    }

    private func forget(_ clock: ClockID) {
        states[clock] = nil
        decoded[clock] = nil
        leadsOfClocks[clock] = nil
    }

    func note(handoffs: [Handoff], of lead: LeadID) { self.handoffs[lead] = handoffs }
    /// Likewise.
    func forget(_ handoff: Handoff) {
        handoffs = handoffs.filter { lead, rows in
            lead != handoff.lead && !rows.contains { $0.id == handoff.id }
        }
    }
    func handoffs(of lead: LeadID) -> [Handoff]? { handoffs[lead] }

    func clock(_ id: ClockID, _ json: RowJSON) throws -> Clock? {
        if let known = decoded[id] { return known }
        guard let state = states[id] else { return nil }
        let clock = try json.value(Clock.self, state)
        decoded[id] = clock
        return clock
    }

    /// The clocks of a lead that are not over, by number; nil when they were not read.
    func clocks(of lead: LeadID, _ json: RowJSON) throws -> [Clock]? {
        try leads[lead]?.compactMap { try clock($0, json) }
    }
}
