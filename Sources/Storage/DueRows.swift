import LeadRules

/// Clocks that were read together because they are due, the others of their leads, and the handoffs of
/// these. Clocks are decoded when they are asked for.
final class DueRows {
    private var states: [ClockID: String] = [:]
    private var decoded: [ClockID: Clock] = [:]
    private var leads: [LeadID: [ClockID]] = [:]
    private var handoffs: [LeadID: [Handoff]] = [:]

    func forget() {
        handoffs = [:]
        states = [:]
        decoded = [:]
        leads = [:]
    }

    /// All clocks of the lead that are not over will follow.
    func begin(_ lead: LeadID) { leads[lead] = [] }

    func note(_ clock: ClockID, of lead: LeadID, state: String) {
        guard states.updateValue(state, forKey: clock) == nil else { return }
        leads[lead]?.append(clock)
    }

    /// Clocks of this lead were changed, or came to it.
    func forget(clocksOf lead: LeadID) {
        for clock in leads.removeValue(forKey: lead) ?? [] {
            states[clock] = nil
            decoded[clock] = nil
        }
    }

    func note(handoffs: [Handoff], of lead: LeadID) { self.handoffs[lead] = handoffs }
    func forget(handoffsOf lead: LeadID) { handoffs[lead] = nil }
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
