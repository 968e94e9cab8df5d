package import LeadRules

/// Where the rows and the journal are kept.
package protocol Store: Sendable {
    /// False when it has just failed to answer.
    var isReachable: Bool { get }
    /// Runs the body in one transaction and commits. Called by one writer at a time; blocks it.
    ///
    /// The body is also told whether another process has written since this one last did.
    func write(_ body: (any Transaction, Bool) throws -> Void) throws
    /// Runs the body on a consistent, committed view.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
        -> T
}

extension Store {
    package var isReachable: Bool { true }
}

/// Facts, and the writing of what was decided. Synchronous: nothing slow can hide inside.
package protocol Transaction: Facts, Listing, Reporting, SignInStoring {
    /// Runs the body; when it throws, everything it wrote is undone and the error goes on.
    func savepoint(_ body: () throws -> Void) throws
    /// Writes the rows that a decision changed.
    func save(_ world: World, at now: Instant) throws
    func append(_ events: [Recorded]) throws
    func nextIDs() throws -> NextIDs

    func reply(to key: OnceKey) throws -> StoredReply?
    func keep(_ reply: StoredReply, for key: OnceKey, at now: Instant) throws
    /// Forgets message ids and replies that are older than their time.
    func forget(messagesBefore: Instant, repliesBefore: Instant) throws

    func dueClocks(at now: Instant, limit: Int) throws -> [DueClock]
    func dueLeads(at now: Instant, limit: Int) throws -> [DueLead]
    /// When the next clock or lead is due.
    func nextDue() throws -> Instant?

    func playbookVersions() throws -> [PlaybookVersion]
    func playbookText(version: Int) throws -> String?
    func add(_ version: PlaybookVersion, text: String) throws
    /// The versions whose activation stands in the journal.
    func announcedVersions() throws -> Set<Int>

    /// Every endpoint that is not deleted, by id.
    func endpoints() throws -> [Endpoint]
    /// Writes an endpoint; one with id 0 is new and is answered with its number.
    @discardableResult
    func save(_ endpoint: Endpoint) throws -> Endpoint
    func enqueue(_ messages: [OutgoingMessage]) throws
    /// One endpoint's messages that are due, those that wait longest first.
    func dueMessages(of endpoint: Int64, at now: Instant, limit: Int) throws -> [OutgoingMessage]
    /// Messages that wait for an endpoint are sent no more.
    func giveUpMessages(to endpoint: Int64, because reason: String) throws
    func message(_ id: Int64) throws -> OutgoingMessage?
    func save(_ message: OutgoingMessage) throws
    func keep(_ attempt: DeliveryAttempt) throws
    /// Forgets messages that were delivered before a moment, with their tries.
    func forgetMessages(deliveredBefore: Instant) throws

    /// Rows of the journal after an id, oldest first.
    func journal(after: EventID?, limit: Int) throws -> [Recorded]
}

/// A clock whose reminder or end has come.
package struct DueClock: Hashable, Sendable {
    package var clock: ClockID
    package var at: Instant
    package init(clock: ClockID, at: Instant) {
        self.clock = clock
        self.at = at
    }
}

/// A lead whose date has come.
package struct DueLead: Hashable, Sendable {
    package var lead: LeadID
    package var what: LeadDate
    package var at: Instant
    package init(lead: LeadID, what: LeadDate, at: Instant) {
        self.lead = lead
        self.what = what
        self.at = at
    }
}

/// A version of the playbook in the store.
package struct PlaybookVersion: Hashable, Sendable {
    package var version: Int
    package var name: String
    /// SHA-256 of the text, in hexadecimal.
    package var digest: String
    package var addedAt: Instant
    package var addedBy: Actor
    /// From when it is the policy; nil while it is a draft.
    package var activeFrom: Instant?

    package init(
        version: Int, name: String, digest: String, addedAt: Instant, addedBy: Actor,
        activeFrom: Instant?
    ) {
        self.version = version
        self.name = name
        self.digest = digest
        self.addedAt = addedAt
        self.addedBy = addedBy
        self.activeFrom = activeFrom
    }
}

/// A client's own key for a request, so that it takes effect once however often it is sent.
package struct OnceKey: Hashable, Sendable {
    /// The client's key, together with whose it is.
    package var key: String
    /// What was asked, to tell a repeat from another request under the same key.
    package var fingerprint: String

    package init(key: String, fingerprint: String) {
        self.key = key
        self.fingerprint = fingerprint
    }
}

/// What is kept of a request with a key.
package struct StoredReply: Hashable, Sendable {
    package var fingerprint: String
    /// Of HTTP, with the body that was answered; nil when the body is what a command answered.
    package var status: Int?
    package var body: String

    package init(fingerprint: String, status: Int?, body: String) {
        self.fingerprint = fingerprint
        self.status = status
        self.body = body
    }
}
