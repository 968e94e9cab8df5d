/// A member's place in a pool's turn-taking.
package struct Seat: Hashable, Codable, Sendable {
    package let pool: String
    package let member: MemberID
    /// Leads that the member is owed: the fair share up to now less what was given.
    package var credit = 0.0
    /// Leads given so far, less those credited back.
    package var given = 0

    package init(pool: String, member: MemberID) {
        self.pool = pool
        self.member = member
    }
}
