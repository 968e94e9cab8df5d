import LeadRules

/// A figure of one person that stands out so much that a talk is worth it. No verdict.
struct CoachingSignal: Hashable, Sendable {
    enum Kind: String, Sendable {
        /// Rejects far more handoffs than others of the role.
        case rejections
        /// Gets far more handoffs back.
        case returns
        /// Lets far more clocks run out.
        case breaches
    }

    let kind: Kind
    let member: MemberID
    let count: Int
    /// Of how many; nil for a plain count.
    let of: Int?
    /// What compares: the rate, or the count.
    let value: Double
    /// The middle of the role.
    let usual: Double

    static func all(_ quality: HandoffReport, _ load: LoadReport, in sight: Sight)
        -> [CoachingSignal]
    {
        let receivers = quality.byReceiver.compactMap { row in
            Figure(row, row.rejection.count, row.rejection.of)
        }
        let givers = quality.byGiver.compactMap { row in
            let counts = row.counts
            return Figure(
                row, counts[.returned] + counts[.rejected],
                counts[.opened] - counts[.pending] - counts[.withdrawn])
        }
        let clocks = load.members.map { row in
            Figure(role: row.role, member: row.member, count: row.breaches, of: nil)
        }
        return
            (standingOut(receivers, .rejections) + standingOut(givers, .returns)
            + standingOut(clocks, .breaches)).filter { sight.includes($0.member) }
    }

    private struct Figure {
        let role: Role?
        let member: MemberID
        let count: Int
        let of: Int?

        init(role: Role?, member: MemberID, count: Int, of: Int?) {
            self.role = role
            self.member = member
            self.count = count
            self.of = of
        }

        init?(_ row: HandoffRow, _ count: Int, _ whole: Int) {
            guard let member = row.key.flatMap({ MemberID($0) }), whole > 0 else { return nil }
            self.init(role: row.role, member: member, count: count, of: whole)
        }

        var value: Double { Coaching.value(count, of: of) }
    }

    private static func standingOut(_ figures: [Figure], _ kind: Kind) -> [CoachingSignal] {
        let peers = Dictionary(grouping: figures, by: \.role).mapValues { $0.map(\.value) }
        return figures.compactMap { figure in
            let values = peers[figure.role] ?? []
            guard Coaching.standsOut(figure.count, of: figure.of, among: values) else { return nil }
            return CoachingSignal(
                kind: kind, member: figure.member, count: figure.count, of: figure.of,
                value: figure.value, usual: Coaching.middle(of: values))
        }.sorted { $0.value > $1.value }
    }
}
