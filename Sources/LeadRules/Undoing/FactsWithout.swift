/// The facts of now, but as if one lead with its handoffs and clocks were still to come: its story
/// is told on top of them.
struct FactsWithout: Facts {
    let lead: LeadID
    let facts: any Facts

    func lead(_ id: LeadID) throws -> Lead? { id == lead ? nil : try facts.lead(id) }
    func record(of id: LeadID) throws -> QualificationRecord? {
        id == lead ? nil : try facts.record(of: id)
    }
    func handoff(_ id: HandoffID) throws -> Handoff? {
        try facts.handoff(id).flatMap { $0.lead == lead ? nil : $0 }
    }
    func handoffs(of id: LeadID) throws -> [Handoff] {
        id == lead ? [] : try facts.handoffs(of: id)
    }
    func clock(_ id: ClockID) throws -> Clock? {
        try facts.clock(id).flatMap { $0.lead == lead ? nil : $0 }
    }
    func unendedClocks(of id: LeadID) throws -> [Clock] {
        id == lead ? [] : try facts.unendedClocks(of: id)
    }
}

extension FactsWithout {
    func account(_ id: AccountID) throws -> Account? { try facts.account(id) }
    func account(domain: String) throws -> Account? { try facts.account(domain: domain) }
    func members() throws -> [Member] { try facts.members() }
    func seats(of pool: String) throws -> [Seat] { try facts.seats(of: pool) }
    func visitor(_ id: String) throws -> Visitor? { try facts.visitor(id) }
    func merge(_ id: MergeID) throws -> MergeProposal? { try facts.merge(id) }
    func merges(of lead: LeadID) throws -> [MergeProposal] { try facts.merges(of: lead) }
    func leads(emailKey: String) throws -> [LeadID] { try facts.leads(emailKey: emailKey) }
    func leads(phone: String) throws -> [LeadID] { try facts.leads(phone: phone) }
    func leads(nameKey: String, account: AccountID) throws -> [LeadID] {
        try facts.leads(nameKey: nameKey, account: account)
    }
    func leads(externalID: String, source: String) throws -> [LeadID] {
        try facts.leads(externalID: externalID, source: source)
    }
    func leads(externalID: String) throws -> [LeadID] { try facts.leads(externalID: externalID) }
    func latestOwner(of account: AccountID, excluding lead: LeadID, in role: Role) throws
        -> MemberID?
    {
        try facts.latestOwner(of: account, excluding: lead, in: role)
    }
    func captures(ip: String, from: Instant, to: Instant) throws -> Int {
        try facts.captures(ip: ip, from: from, to: to)
    }
    func heldLeads(pool: String, limit: Int) throws -> [LeadID] {
        try facts.heldLeads(pool: pool, limit: limit)
    }
    func workedLeads(of member: MemberID, limit: Int) throws -> [LeadID] {
        try facts.workedLeads(of: member, limit: limit)
    }
    func soldLeads(of member: MemberID, limit: Int) throws -> [LeadID] {
        try facts.soldLeads(of: member, limit: limit)
    }
    func event(_ id: EventID) throws -> Recorded? { try facts.event(id) }
    func events(of lead: LeadID) throws -> [Recorded] { try facts.events(of: lead) }
    func known(messages: [String]) throws -> Set<String> { try facts.known(messages: messages) }
    func playbook(version: Int) throws -> Playbook { try facts.playbook(version: version) }
}
