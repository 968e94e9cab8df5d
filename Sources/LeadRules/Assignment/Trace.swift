/// How an assignment came about: who was considered, who was skipped and why, who was next.
package struct Trace: Hashable, Codable, Sendable {
    package var rule: Rule
    package var considered: [Considered]

    package enum Rule: String, Codable, CaseIterable, Sendable {
        /// The member whose turn it was.
        case turn
        /// The owner of the account, or of an earlier lead of it.
        case accountOwner = "account-owner"
        /// The owner before the lead was put to rest.
        case formerOwner = "former-owner"
        /// Somebody named this member.
        case named
        /// The backup of the owner whose clock ran out.
        case backup
        /// Nobody could take it.
        case nobody
    }

    package struct Considered: Hashable, Codable, Sendable {
        package var member: MemberID
        package var verdict: Verdict
        /// Why somebody was skipped, in words.
        package var why: String?
        /// What the member was owed before.
        package var credit: Double
        package var load: Int
    }

    package enum Verdict: String, Codable, CaseIterable, Sendable {
        case chosen, next, waiting, skipped
    }
}
