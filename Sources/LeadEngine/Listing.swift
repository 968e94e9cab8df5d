package import LeadRules

/// A stretch of a list, by id.
package struct Page: Hashable, Sendable {
    /// Only rows after this id; before it, when `newestFirst`.
    package var after: Int64?
    package var limit: Int
    package var newestFirst: Bool

    package init(after: Int64? = nil, limit: Int = 50, newestFirst: Bool = false) {
        self.after = after
        self.limit = limit
        self.newestFirst = newestFirst
    }
}

/// Which leads; every part that is set must hold.
package struct LeadFilter: Hashable, Sendable {
    package var stage: Stage?
    package var owner: MemberID?
    package var verification: VerificationState?
    package var source: String?
    package var segment: String?
    package var account: AccountID?
    /// Only leads held in some pool.
    package var held = false
    /// Part of the name, company or mail address, without regard to case.
    package var search: String?
    package var email: String?
    /// Only leads that one of these people owns, qualified, closed, gave or received.
    package var people: Set<MemberID>?
    /// With `people`: also leads without an owner.
    package var includesUnowned = false
    /// Only leads that were won.
    package var won = false
    /// Also leads that were merged into others.
    package var merged = false
    package var group: SourceGroup?
    package var campaign: String?
    /// Captured at this moment or later.
    package var from: Instant?
    /// Captured before this moment.
    package var to: Instant?
    /// Only real leads that reached it; of wins and losses the later one counts.
    package var milestone: Milestone?
    /// Who qualified it, and who took it over.
    package var sdr: MemberID?
    package var ae: MemberID?
    /// Only leads that one of these people owns, qualified or closed, as reports credit them.
    package var credited: Set<MemberID>?
    /// Captured from this address.
    package var ip: String?
    /// What a figure of a report counts them by; the period is then that of what it names.
    package var behind = LeadsBehind()
    package init() {}
}

/// What somebody typed to find a lead by, in the forms that the store compares.
package struct Wanted: Hashable, Sendable {
    /// As typed.
    package var text: String
    /// The key of a person's name; nil when there is none in it.
    package var nameKey: String?
    /// Accounts that fit the text, whose leads fit as well; nil when they were not looked for yet.
    package var accounts: [AccountID]?

    package init(_ text: String, nameKey: String?) {
        self.text = text
        self.nameKey = nameKey
    }
}

package struct HandoffFilter: Hashable, Sendable {
    package var states: [Handoff.State] = []
    package var receiver: MemberID?
    package var giver: MemberID?
    package var lead: LeadID?
    /// Only handoffs whose receiver has not made the first contact yet.
    package var uncontacted = false
    /// Only handoffs of leads that have to do with these people.
    package var people: Set<MemberID>?
    /// With `people`: also handoffs of leads without an owner.
    package var includesUnowned = false
    package init() {}
}

package struct ClockFilter: Hashable, Sendable {
    package var states: [Clock.State] = []
    package var owner: MemberID?
    package var lead: LeadID?
    package var purpose: Clock.Purpose?
    /// Only clocks that ran out, whatever came after.
    package var breached = false
    /// Only clocks that ran out at this moment or later.
    package var breachedFrom: Instant?
    /// Only clocks of these people.
    package var owners: Set<MemberID>?
    /// With `owners`: also clocks without an owner.
    package var includesUnowned = false
    /// Only clocks of such leads.
    package var leads: LeadFilter?
    package var startedFrom: Instant?
    /// Only clocks that started before this moment.
    package var startedTo: Instant?
    /// Only clocks that ran out before this moment.
    package var breachedTo: Instant?
    /// Only clocks that such a figure counts.
    package var standing: ClockMeasure?
    package init() {}
}

package struct EventFilter: Hashable, Sendable {
    /// Stored names; a trailing `*` stands for any ending.
    package var names: [String] = []
    package var lead: LeadID?
    package var actor: Actor?
    /// Not before this moment.
    package var from: Instant?
    /// Before this moment.
    package var to: Instant?
    /// Only events of leads that have to do with these people.
    package var people: Set<MemberID>?
    /// With `people`: also events of leads without an owner.
    package var includesUnowned = false
    package init() {}
}

/// A line of the journal without its content.
package struct JournalLine: Hashable, Sendable {
    package let id: EventID
    package let name: String
    package let lead: LeadID?
    /// Who owns the lead now.
    package let owner: MemberID?

    package init(id: EventID, name: String, lead: LeadID?, owner: MemberID?) {
        self.id = id
        self.name = name
        self.lead = lead
        self.owner = owner
    }
}

/// An API key. The secret itself is never kept, only its SHA-256.
package struct Token: Hashable, Sendable {
    package var id: Int64
    package var name: String
    /// SHA-256 of the secret, in hexadecimal.
    package var digest: String
    package var scopes: [String]
    /// On whose behalf it acts; nil acts as the key itself.
    package var member: MemberID?
    /// The lead source of a tracking write key.
    package var source: String?
    package var createdAt: Instant
    package var revokedAt: Instant?

    package init(
        id: Int64, name: String, digest: String, scopes: [String], member: MemberID?,
        source: String?, createdAt: Instant, revokedAt: Instant?
    ) {
        self.id = id
        self.name = name
        self.digest = digest
        self.scopes = scopes
        self.member = member
        self.source = source
        self.createdAt = createdAt
        self.revokedAt = revokedAt
    }
}

/// Lists for pages and reports. Each answers a page at a time, by id.
package protocol Listing {
    func leads(_ filter: LeadFilter, _ page: Page) throws -> [Lead]
    /// How many leads there are, counted no further than the limit.
    func count(_ filter: LeadFilter, upTo limit: Int) throws -> Int
    /// What the won ones among these leads come to.
    func customers(_ filter: LeadFilter, at now: Instant) throws -> CustomerTotals
    /// Leads that a few typed letters may mean, the best matches first.
    func find(_ wanted: Wanted, _ filter: LeadFilter, limit: Int) throws -> [Lead]
    func findAccounts(_ text: String, limit: Int) throws -> [Account]
    func accounts(search: String?, _ page: Page) throws -> [Account]
    /// The campaigns that leads came from, by name.
    func campaigns(limit: Int) throws -> [String]
    func handoffs(_ filter: HandoffFilter, _ page: Page) throws -> [Handoff]
    /// How many handoffs there are, counted no further than the limit.
    func count(_ filter: HandoffFilter, upTo limit: Int) throws -> Int
    func clocks(_ filter: ClockFilter, _ page: Page) throws -> [Clock]
    /// Clocks that are not over, the next to be due first.
    func urgentClocks(_ filter: ClockFilter, limit: Int) throws -> [Clock]
    /// Clocks that ran out, the latest first.
    func latestBreaches(_ filter: ClockFilter, limit: Int) throws -> [Clock]
    func count(_ filter: ClockFilter) throws -> Int
    func events(_ filter: EventFilter, _ page: Page) throws -> [Recorded]
    /// The latest events of a lead and of the visitors that it was, oldest first.
    func events(of lead: LeadID, latest limit: Int) throws -> [Recorded]
    /// Changes of verification, the latest first.
    func verificationChanges(limit: Int) throws -> [Recorded]
    /// The journal's lines after one, without their content, oldest first.
    func tail(after: EventID?, limit: Int) throws -> [JournalLine]
    /// - Parameter leads: which leads both of a proposal are to be; nil for any.
    func merges(state: MergeProposal.State?, of leads: LeadFilter?, _ page: Page) throws
        -> [MergeProposal]
    func messages(endpoint: Int64?, state: OutgoingMessage.State?, _ page: Page) throws
        -> [OutgoingMessage]
    func attempts(of message: Int64) throws -> [DeliveryAttempt]
    /// The member's leads in worked stages, each with the earliest deadline of its running clocks.
    func queue(of member: MemberID) throws -> [(lead: Lead, dueAt: Instant?)]

    /// Counts of what is under way.
    func gauges() throws -> Gauges

    func tokens() throws -> [Token]
    func token(digest: String) throws -> Token?
    /// Keeps a token; answers with its number.
    func add(_ token: Token) throws -> Int64
    func revoke(token: Int64, at: Instant) throws
}
