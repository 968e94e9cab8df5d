/// A score in points alone: all that most looks at a lead need.
struct ScorePoints {
    var attribute = 0.0
    var behaviour = 0.0
    var threshold = 0.0
    var attributeGate = 0.0

    /// To the hundredth, as the lines of a breakdown are.
    var total: Double { Self.total(attribute, behaviour) }
    var passes: Bool { attribute >= attributeGate && total >= threshold }

    static func total(_ attribute: Double, _ behaviour: Double) -> Double {
        ((attribute + behaviour) * 100).rounded() / 100
    }
}

extension Playbook {
    /// What a lead's score is at a moment, without a word: every event of a lead asks for it.
    func points(of lead: Lead, account: Account?, at now: Instant) -> ScorePoints {
        let facts = LeadFacts(lead: lead, account: account)
        let variant = scoring.variants.first { $0.when.holds { facts($0) } }
        var points = ScorePoints()
        points.threshold = variant?.threshold ?? scoring.threshold
        points.attributeGate = variant?.attributeGate ?? scoring.attributeGate
        for index in scoring.attributes.indices {
            guard scoring.attributes[index].when.holds({ facts($0) }) else { continue }
            points.attribute += scoring.attributes[index].points
        }
        for index in scoring.behaviours.indices {
            guard let tally = lead.score.tallies[scoring.behaviours[index].id] else { continue }
            points.behaviour += BehaviourPoints(scoring.behaviours[index], tally, at: now).points
        }
        for rule in scoring.inactivity where lastSeen(lead, for: rule, at: now) != nil {
            points.behaviour += rule.points
        }
        points.behaviour += repetitionPoints(lead)
        return points
    }

    /// Takes a lead's score apart at a moment: each line names its rule and its fact.
    package func breakdown(of lead: Lead, account: Account?, at now: Instant) -> ScoreBreakdown {
        let facts = LeadFacts(lead: lead, account: account)
        let points = points(of: lead, account: account, at: now)
        return ScoreBreakdown(
            attribute: attributeLines(facts),
            behaviour: behaviourLines(lead, at: now) + inactivityLines(lead, at: now)
                + repetitionLines(lead),
            threshold: points.threshold, attributeGate: points.attributeGate)
    }

    private func attributeLines(_ facts: LeadFacts) -> [ScoreLine] {
        scoring.attributes.filter { $0.when.holds { facts($0) } }.map { rule in
            ScoreLine(
                rule: rule.id, title: rule.title, points: rule.points,
                fact: words(rule.when, facts))
        }
    }

    /// The facts that a condition asks for, as they are.
    func words(_ condition: Condition, _ facts: LeadFacts) -> String {
        let known = condition.factNames.sorted().compactMap { name in
            facts(name).map { "\(name) is \($0.text)" }
        }
        return known.isEmpty ? condition.description : known.joined(separator: ", ")
    }

    private func behaviourLines(_ lead: Lead, at now: Instant) -> [ScoreLine] {
        scoring.behaviours.compactMap { rule in
            guard let tally = lead.score.tallies[rule.id] else { return nil }
            let given = BehaviourPoints(rule, tally, at: now)
            guard given.points != 0 else { return nil }
            return ScoreLine(
                rule: rule.id, title: rule.title, points: given.points,
                fact: words(rule, tally, given))
        }
    }

    private func words(_ rule: BehaviourScoreRule, _ tally: Tally, _ given: BehaviourPoints)
        -> String
    {
        let times = Value.written((given.count * 10).rounded() / 10)
        return "\(times) x \(Value.written(rule.points)), last on "
            + "\(homeDay(of: tally.lastAt))\(given.isCapped ? ", capped" : "")"
    }

    private func inactivityLines(_ lead: Lead, at now: Instant) -> [ScoreLine] {
        scoring.inactivity.compactMap { rule in
            lastSeen(lead, for: rule, at: now).map { last in
                ScoreLine(
                    rule: rule.id, title: rule.title, points: rule.points,
                    fact: "nothing since \(homeDay(of: last))")
            }
        }
    }

    private func repetitionLines(_ lead: Lead) -> [ScoreLine] {
        guard let rule = scoring.repetition, !lead.score.repetitions.isEmpty else { return [] }
        let days = lead.score.repetitions.map(\.description).joined(separator: ", ")
        return [
            ScoreLine(
                rule: "repetition", title: "Same action \(rule.times) times or more in one day",
                points: repetitionPoints(lead), fact: "on \(days)")
        ]
    }

    private func repetitionPoints(_ lead: Lead) -> Double {
        guard let rule = scoring.repetition else { return 0 }
        return rule.points * Double(lead.score.repetitions.count)
    }

    /// When the lead last did any of what the rule waits for; nil when that is not long ago.
    private func lastSeen(_ lead: Lead, for rule: InactivityRule, at now: Instant) -> Instant? {
        var last: Instant?
        for index in scoring.behaviours.indices {
            guard let tally = lead.score.tallies[scoring.behaviours[index].id],
                rule.without.contains(scoring.behaviours[index].activity)
            else { continue }
            // Whatever else there is, this is late enough.
            guard now - tally.lastAt >= rule.after else { return nil }
            last = max(last ?? tally.lastAt, tally.lastAt)
        }
        let seen = last ?? lead.capturedAt
        return now - seen >= rule.after ? seen : nil
    }

    /// The first product rule all of whose counts are reached.
    func productQualifies(_ lead: Lead) -> ProductRule? {
        guard !lead.score.counts.isEmpty else { return nil }
        return scoring.pql.first { rule in
            !rule.counts.isEmpty
                && rule.counts.allSatisfy { (lead.score.counts[$0.key] ?? 0) >= $0.value }
        }
    }
}

/// What a behaviour rule gives for its tally at a moment.
private struct BehaviourPoints {
    /// How often it counts, decayed.
    let count: Double
    let isCapped: Bool
    /// To the hundredth.
    let points: Double

    init(_ rule: BehaviourScoreRule, _ tally: Tally, at now: Instant) {
        count = tally.count(at: max(now, tally.asOf), halfLife: rule.halfLife)
        let raw = rule.points * count
        let capped = rule.cap.map { raw < 0 ? max(raw, -$0) : min(raw, $0) } ?? raw
        isCapped = capped != raw
        points = (capped * 100).rounded() / 100
    }
}
