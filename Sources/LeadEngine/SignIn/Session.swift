package import LeadRules

/// A browser that somebody signed in with. The secret is in its cookie; only its digest is kept.
package struct Session: Hashable, Sendable {
    package var digest: String
    package var member: MemberID
    /// What forms must send along, so that no other site can post in the member's name.
    package var formKey: String
    package var startedAt: Instant
    package var seenAt: Instant
    package var endsAt: Instant
    /// The browser as it names itself, for the list of sessions.
    package var browser: String

    package init(
        digest: String, member: MemberID, formKey: String, startedAt: Instant, endsAt: Instant,
        browser: String
    ) {
        self.digest = digest
        self.member = member
        self.formKey = formKey
        self.startedAt = startedAt
        self.seenAt = startedAt
        self.endsAt = endsAt
        self.browser = browser
    }

    /// Signed in for this long at most, and for this long without a visit.
    package static let longest = TimeSpan.days(30)
    package static let idle = TimeSpan.days(7)
}

/// How a member likes their pages.
package struct Preferences: Hashable, Sendable {
    package enum Theme: String, CaseIterable, Sendable { case system, light, dark }

    package var theme = Theme.system
    /// IANA name of the zone that times are shown in; the calendar's when nil.
    package var zone: String?
    /// Kinds of notices that are not shown.
    package var muted: Set<Notice.Kind> = []
    package init() {}
}

/// A notice in the store.
package struct KeptNotice: Hashable, Sendable {
    package var id: Int64
    package var notice: Notice
    package var seenAt: Instant?

    package init(id: Int64, notice: Notice, seenAt: Instant?) {
        self.id = id
        self.notice = notice
        self.seenAt = seenAt
    }
}

/// What is kept of the people who use the pages. No projection of the journal.
package protocol SignInStoring {
    func password(of member: MemberID) throws -> Password?
    func save(_ password: Password) throws
    /// Whether anybody can sign in.
    func hasPasswords() throws -> Bool

    func session(digest: String) throws -> Session?
    func sessions(of member: MemberID) throws -> [Session]
    func save(_ session: Session) throws
    func endSession(digest: String) throws
    /// Ends the member's sessions, all but one.
    func endSessions(of member: MemberID, except digest: String?) throws
    func forgetSessions(endedBefore: Instant) throws

    func preferences(of member: MemberID) throws -> Preferences
    func save(_ preferences: Preferences, of member: MemberID) throws

    func add(_ notices: [Notice]) throws
    /// The latest first.
    func notices(of member: MemberID, after: Int64?, limit: Int) throws -> [KeptNotice]
    func unseenNotices(of member: MemberID) throws -> Int
    /// Marks those up to a moment as read.
    func seeNotices(of member: MemberID, upTo: Instant, at: Instant) throws
    func forgetNotices(before: Instant) throws
    /// The newest event of the journal.
    func lastEvent() throws -> EventID?
}
