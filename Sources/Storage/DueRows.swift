import LeadRules

/// Clocks that were read together because they are due, and the others of their leads. They are
/// decoded when they are asked for.
final class DueRows {
    private var states: [ClockID: String] = [:]
    private var decoded: [ClockID: Clock] = [:]
    private var leads: [LeadID: [ClockID]] = [:]

    func forget() {
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
