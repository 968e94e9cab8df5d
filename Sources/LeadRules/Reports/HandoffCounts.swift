package typealias HandoffCounts = Counts<HandoffMeasure>

/// Handoffs that share their people, their lead's source and the reason for a rejection.
package struct HandoffTally: Hashable, Sendable {
    package var kind = ""
    package var giver: MemberID?
    package var receiver: MemberID?
    /// The source of the lead.
    package var source = ""
    package var reason: String?
    package var counts = HandoffCounts()
    package init() {}
}

/// The handoffs of one kind, giver or receiver.
package struct HandoffRow: Hashable, Codable, Sendable {
    package var key: String?
    package var title: String
    package var role: Role?
    package var counts: HandoffCounts
    package var acceptance: Share
    package var rejection: Share
    package var overturn: Share
    /// For a receiver: rejects far more than others of the role, as `Coaching` has it.
    package var needsCoaching = false

    init(key: String?, title: String, role: Role?, _ tallies: [HandoffTally]) {
        self.key = key
        self.title = title
        self.role = role
        counts = tallies.total(\.counts)
        acceptance = HandoffRate.acceptance.share(of: counts)
        rejection = HandoffRate.rejection.share(of: counts)
        overturn = HandoffRate.overturn.share(of: counts)
    }
}

/// A rejection reason and how often it was given.
package struct ReasonRow: Hashable, Codable, Sendable {
    package var reason: String
    package var title: String
    /// Its part of all rejections by receivers.
    package var share: Share
}

/// Handoffs of one score, and how their leads ended.
package struct ScoreOutcome: Hashable, Sendable {
    /// Ten-point score at the handoff.
    package var points = 0.0
    package var won = 0
    package var lost = 0
    /// Neither won nor lost yet.
    package var open = 0
    package init() {}
}

/// A band of the ten-point score against the win rate.
package struct ScoreBand: Hashable, Codable, Sendable {
    /// `0-4`, `5-6`, `7-8`, `9-10`: below a joint review, joint review, and two of auto-accept in the
    /// default playbook. A fraction belongs to the band below it.
    package var band: String
    package var won: Int
    package var lost: Int
    package var open: Int
    /// Wins, of the leads that were won or lost.
    package var winRate: Share

    private static let limits = [("0-4", 5.0), ("5-6", 7.0), ("7-8", 9.0), ("9-10", .infinity)]

    /// The points of a band; its end is not in it. Nil for none of the bands.
    package static func points(of band: String) -> Range<Double>? {
        limits.firstIndex { $0.0 == band }.map { place in
            (place == 0 ? -.infinity : limits[place - 1].1)..<limits[place].1
        }
    }

    static func all(_ outcomes: [ScoreOutcome]) -> [ScoreBand] {
        var from = -Double.infinity
        return limits.map { band, limit in
            let within = outcomes.filter { $0.points >= from && $0.points < limit }
            from = limit
            let (won, lost) = (within.sum(\.won), within.sum(\.lost))
            return ScoreBand(
                band: band, won: won, lost: lost, open: within.sum(\.open),
                winRate: Share(won, of: won + lost))
        }
    }
}

extension Sequence {
    func sum(_ value: (Element) -> Int) -> Int { reduce(0) { $0 + value($1) } }

    package func total<M: Measure>(_ counts: (Element) -> Counts<M>) -> Counts<M> {
        reduce(into: Counts()) { $0 += counts($1) }
    }
}
