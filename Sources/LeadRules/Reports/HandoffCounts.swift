/// Handoffs that share their people, state and reason.
package struct HandoffTally: Hashable, Sendable {
    package var kind = ""
    package var giver: MemberID?
    package var receiver: MemberID?
    /// The source of the lead.
    package var source = ""
    package var state = Handoff.State.pending
    /// Decided by the rules, because of the score.
    package var automatic = false
    package var reason: String?
    package var disputed = false
    /// The manager's word on a dispute; nil while there is none.
    package var overturned: Bool?
    package var count = 0
    package init() {}

    /// A person said no, whatever came of it afterwards.
    var isRejection: Bool {
        !automatic && (state == .rejected || state == .disputed || overturned == true)
    }
}

/// What became of the handoffs opened in a period.
package struct HandoffCounts: Hashable, Codable, Sendable {
    package var opened = 0
    /// Accepted by the rules, because of the score.
    package var autoAccepted = 0
    /// Accepted by the receiver.
    package var accepted = 0
    /// Rejected by the receiver, those included that were disputed or overturned later.
    package var rejected = 0
    /// Sent back to the giver by the rules, because of a low score. No rejection.
    package var returned = 0
    /// Waiting for a decision, with or without a joint review.
    package var pending = 0
    /// Given up because the lead was found fake, merged, archived or put to rest.
    package var withdrawn = 0
    /// Rejections that the giver disputed.
    package var disputed = 0
    /// Rejections that the manager overturned: the receiver has the lead after all.
    package var overturned = 0
    package init() {}

    init(_ tallies: [HandoffTally]) {
        for tally in tallies { add(tally) }
    }

    private mutating func add(_ tally: HandoffTally) {
        opened += tally.count
        if tally.disputed { disputed += tally.count }
        if tally.overturned == true { overturned += tally.count }
        if tally.isRejection {
            rejected += tally.count
            return
        }
        switch tally.state {
        case .pending, .review: pending += tally.count
        case .accepted where tally.automatic: autoAccepted += tally.count
        case .accepted: accepted += tally.count
        case .rejected, .disputed: returned += tally.count
        case .withdrawn: withdrawn += tally.count
        }
    }

    /// Handoffs that are accepted in the end, of those decided by the receiver or accepted by the
    /// rules. Low-score returns do not count.
    var acceptance: Share {
        Share(autoAccepted + accepted + overturned, of: autoAccepted + accepted + rejected)
    }

    /// Rejections among the decisions that the receiver made in person.
    var rejection: Share { Share(rejected, of: accepted + rejected) }
}

/// The handoffs of one kind, giver or receiver.
package struct HandoffRow: Hashable, Codable, Sendable {
    package var key: String?
    package var title: String
    package var role: Role?
    package var counts: HandoffCounts
    /// Accepted in the end, of those decided by the receiver or accepted by the rules.
    package var acceptance: Share
    /// Rejected, of those that the receiver decided in person.
    package var rejection: Share
    /// Overturned, of the disputes that the manager decided.
    package var overturn: Share
    /// For a receiver: rejects far more than others of the role, as `Coaching` has it.
    package var needsCoaching = false

    init(key: String?, title: String, role: Role?, _ tallies: [HandoffTally]) {
        self.key = key
        self.title = title
        self.role = role
        counts = HandoffCounts(tallies)
        acceptance = counts.acceptance
        rejection = counts.rejection
        let decided = tallies.filter { $0.overturned != nil }.reduce(0) { $0 + $1.count }
        overturn = Share(counts.overturned, of: decided)
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
}
