/// Whose turn it is: weighted fair shares, and nobody ever further than one lead from theirs.
///
/// With each lead every available member i of the pool is owed its share w_i / W, and the one who
/// gets it pays 1. Among those whom the lead would not put ahead by a whole lead, the one who would
/// be behind by a whole lead soonest comes first. For a fixed set of members the distance from the
/// fair share stays below 1 - 1 / (2n - 2).
/// Source of the rule: R. Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980).
package enum Turn {
    package struct Candidate: Hashable, Sendable {
        package let member: MemberID
        package let weight: Double
        /// What the member is owed before this lead.
        package let credit: Double

        package init(member: MemberID, weight: Double, credit: Double) {
            self.member = member
            self.weight = weight
            self.credit = credit
        }
    }

    /// The candidates in the order of their turns, the first one gets the lead.
    package static func order(_ candidates: [Candidate]) -> [Candidate] {
        let total = candidates.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return [] }
        let slack = candidates.count > 1 ? 1 / (2 * Double(candidates.count) - 2) : 0
        func key(_ c: Candidate) -> (Int, Double, MemberID) {
            let share = c.weight / total
            let owed = c.credit + share
            // A tolerance far above rounding and far below any share keeps ties exact.
            let ready = owed >= slack - 1e-9
            let untilLate = (1 - slack - c.credit) / share
            return (ready ? 0 : 1, (untilLate * 1e6).rounded() / 1e6, c.member)
        }
        return candidates.filter { $0.weight > 0 }.map { ($0, key($0)) }
            .sorted { $0.1 < $1.1 }.map(\.0)
    }

    /// Credits after the first of `order` got the lead.
    package static func credits(after chosen: MemberID, _ candidates: [Candidate]) -> [MemberID:
        Double]
    {
        let total = candidates.reduce(0) { $0 + $1.weight }
        return candidates.reduce(into: [:]) { credits, c in
            credits[c.member] = c.credit + c.weight / total - (c.member == chosen ? 1 : 0)
        }
    }

    /// Credits after one lead of `member` is taken back: as if it had never been given.
    package static func credits(refunding member: MemberID, _ candidates: [Candidate]) -> [MemberID:
        Double]
    {
        let total = candidates.reduce(0) { $0 + $1.weight }
        return candidates.reduce(into: [:]) { credits, c in
            credits[c.member] = c.credit - c.weight / total + (c.member == member ? 1 : 0)
        }
    }
}
