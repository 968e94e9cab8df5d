/// A company, known by its mail domain; free-mail domains never make one.
package struct Account: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "A"

    package let id: AccountID
    package let createdAt: Instant
    /// Lower-case mail domain, unique among accounts.
    package let domain: String
    package var name: String
    package var owner: MemberID?
    package var attributes: [String: Value] = [:]
}

extension Account {
    package init(id: AccountID, createdAt: Instant, domain: String, name: String) {
        self.id = id
        self.createdAt = createdAt
        self.domain = domain
        self.name = name
    }
}
