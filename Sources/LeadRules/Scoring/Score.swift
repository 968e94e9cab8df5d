#if canImport(Glibc)
    private import Glibc
#endif

/// What a lead's points rest on. Totals are always derived from it, together with the playbook.
package struct Score: Hashable, Codable, Sendable {
    /// How often each behaviour rule counted.
    package var tallies: [String: Tally] = [:]
    /// Product counts by name.
    package var counts: [String: Double] = [:]
    /// Days on which one action was repeated too often.
    package var repetitions: [CivilDate] = []
    /// Actions of the latest day with any, to find repetitions.
    package var today: DayCount?
    /// The total when it was last derived.
    package var total = 0.0
    package init() {}
}

/// How often a behaviour rule counted, decayed to a moment.
package struct Tally: Hashable, Codable, Sendable {
    /// Number of times, each halved once for every half-life of the rule that has passed.
    package var count: Double
    package var asOf: Instant
    package var lastAt: Instant

    package init(count: Double, asOf: Instant, lastAt: Instant) {
        self.count = count
        self.asOf = asOf
        self.lastAt = lastAt
    }

    /// The count as of another moment: c x 2^(-t / half-life).
    package func count(at now: Instant, halfLife: TimeSpan?) -> Double {
        guard let halfLife, halfLife > .zero else { return count }
        let milliseconds = Double(now.milliseconds - asOf.milliseconds)
        return count * exp2(-milliseconds / (Double(halfLife.seconds) * 1000))
    }

    /// One more occurrence at `at`, which may lie before the latest.
    package func adding(_ times: Double, at: Instant, halfLife: TimeSpan?) -> Tally {
        let moment = max(asOf, at)
        let added = Tally(count: times, asOf: at, lastAt: at)
        return Tally(
            count: count(at: moment, halfLife: halfLife)
                + added.count(at: moment, halfLife: halfLife),
            asOf: moment, lastAt: max(lastAt, at))
    }
}

/// How often each activity happened on one day.
package struct DayCount: Hashable, Codable, Sendable {
    package var day: CivilDate
    package var times: [String: Int]

    package init(day: CivilDate, times: [String: Int]) {
        self.day = day
        self.times = times
    }
}

/// One line of a breakdown: which rule, by which fact, gave how many points.
package struct ScoreLine: Hashable, Codable, Sendable {
    package var rule: String
    package var title: String
    package var points: Double
    /// The fact in words: `industry is telecom`, `4 times, last on 2026-03-01`.
    package var fact: String

    package init(rule: String, title: String, points: Double, fact: String) {
        self.rule = rule
        self.title = title
        self.points = points
        self.fact = fact
    }
}

/// A score taken apart.
package struct ScoreBreakdown: Hashable, Codable, Sendable {
    package var attribute: [ScoreLine]
    package var behaviour: [ScoreLine]
    package var threshold: Double
    package var attributeGate: Double

    package var attributePoints: Double { attribute.reduce(0) { $0 + $1.points } }
    package var behaviourPoints: Double { behaviour.reduce(0) { $0 + $1.points } }
    /// To the hundredth, as the lines are.
    package var total: Double { ScorePoints.total(attributePoints, behaviourPoints) }
    package var passesGate: Bool { attributePoints >= attributeGate }
    package var passes: Bool { passesGate && total >= threshold }
}
