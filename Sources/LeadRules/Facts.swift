/// What is known before a decision. Reads only, and always the same answer within one decision.
///
/// The store's transaction is one; `FactsInMemory` is the one that needs no store.
package protocol Facts {
    func lead(_ id: LeadID) throws -> Lead?
    func record(of lead: LeadID) throws -> QualificationRecord?
    func account(_ id: AccountID) throws -> Account?
    func account(domain: String) throws -> Account?
    func members() throws -> [Member]
    func handoff(_ id: HandoffID) throws -> Handoff?
    /// Every handoff of the lead, oldest first.
    func handoffs(of lead: LeadID) throws -> [Handoff]
    func clock(_ id: ClockID) throws -> Clock?
    /// Clocks of the lead that run, are paused, or are breached and not yet done.
    func unendedClocks(of lead: LeadID) throws -> [Clock]
    func seats(of pool: String) throws -> [Seat]
    func visitor(_ id: String) throws -> Visitor?
    func merge(_ id: MergeID) throws -> MergeProposal?
    func merges(of lead: LeadID) throws -> [MergeProposal]

    /// Live leads with this normalised mail address, oldest first.
    func leads(emailKey: String) throws -> [LeadID]
    func leads(phone: String) throws -> [LeadID]
    /// Live leads of this normalised name at the account.
    func leads(nameKey: String, account: AccountID) throws -> [LeadID]
    func leads(externalID: String, source: String) throws -> [LeadID]
    func leads(externalID: String) throws -> [LeadID]
    /// Whose the latest other lead of the account is in a role, for account-owner-first: the SDR
    /// who qualified it, the AE who took it over, or who received it after the win.
    func latestOwner(of account: AccountID, excluding lead: LeadID, in role: Role) throws
        -> MemberID?
    /// How many leads were captured from this address from one moment to another, both included, as
    /// stored before this decision.
    func captures(ip: String, from: Instant, to: Instant) throws -> Int
    /// Held leads of the pool, oldest first.
    func heldLeads(pool: String, limit: Int) throws -> [LeadID]
    /// Leads that a member owns in worked stages, oldest assignment first.
    func workedLeads(of member: MemberID, limit: Int) throws -> [LeadID]
    /// Converted leads that a member owns, and leads whose handoffs wait for the member: for a
    /// decision, or accepted and for the first contact.
    func soldLeads(of member: MemberID, limit: Int) throws -> [LeadID]
    /// An event of the journal.
    func event(_ id: EventID) throws -> Recorded?
    /// Events of the lead (and of visitors that joined it), oldest first.
    func events(of lead: LeadID) throws -> [Recorded]
    /// Which of these messages of the tracking intake were taken in before.
    func known(messages: [String]) throws -> Set<String>
    /// A playbook that was active once; clocks stay with theirs.
    func playbook(version: Int) throws -> Playbook
}
