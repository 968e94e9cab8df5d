/// What conditions may ask of a lead: its own facts, then those of its account. A class, because
/// dozens of conditions look at it, and a lead has some sixty parts to copy.
final class LeadFacts {
    let lead: Lead
    let account: Account?

    init(lead: Lead, account: Account?) {
        self.lead = lead
        self.account = account
    }

    func callAsFunction(_ name: String) -> Value? {
        lead.fact(name) ?? account?.attributes[name]
    }
}

extension Decision {
    mutating func facts(of lead: LeadID) throws -> LeadFacts {
        let row = try world.lead(lead)
        return LeadFacts(lead: row, account: try row.account.map { try world.account($0) })
    }

    /// The segment of a lead as it stands now: the one that the SDR confirmed, else by its facts.
    mutating func segment(of lead: Lead, account: AccountID?) throws -> String? {
        if let confirmed = try world.record(of: lead.id).segment { return confirmed }
        let facts = LeadFacts(lead: lead, account: try account.map { try world.account($0) })
        return playbook.segment(for: facts)?.id
    }
}

extension Playbook {
    /// The first segment whose condition holds.
    func segment(for facts: LeadFacts) -> SegmentRule? {
        segments.first { $0.when.holds { facts($0) } }
    }
}
