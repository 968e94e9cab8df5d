extension Playbook {
    /// Takes a lead's score apart at a moment: each line names its rule and its fact.
    ///
    /// - Parameter inWords: whether facts are put into words; the points are the same without.
    package func breakdown(
        of lead: Lead, account: Account?, at now: Instant, inWords: Bool = true
    ) -> ScoreBreakdown {
        let facts = LeadFacts(lead: lead, account: account)
        let variant = scoring.variants.first { $0.when.holds { facts($0) } }
        return ScoreBreakdown(
            attribute: attributeLines(facts, inWords),
            behaviour: behaviourLines(lead, at: now, inWords)
                + inactivityLines(lead, at: now, inWords) + repetitionLines(lead, inWords),
            threshold: variant?.threshold ?? scoring.threshold,
            attributeGate: variant?.attributeGate ?? scoring.attributeGate)
    }

    private func attributeLines(_ facts: LeadFacts, _ inWords: Bool) -> [ScoreLine] {
        scoring.attributes.filter { $0.when.holds { facts($0) } }.map { rule in
            ScoreLine(
                rule: rule.id, title: rule.title, points: rule.points,
                fact: inWords ? words(rule.when, facts) : "")
        }
    }

    /// The facts that a condition asks for, as they are.
    func words(_ condition: Condition, _ facts: LeadFacts) -> String {
        let known = condition.factNames.sorted().compactMap { name in
            facts(name).map { "\(name) is \($0.text)" }
        }
        return known.isEmpty ? condition.description : known.joined(separator: ", ")
    }

    private func behaviourLines(_ lead: Lead, at now: Instant, _ inWords: Bool) -> [ScoreLine] {
        scoring.behaviours.compactMap { rule in
            guard let tally = lead.score.tallies[rule.id] else { return nil }
            let count = tally.count(at: max(now, tally.asOf), halfLife: rule.halfLife)
            let raw = rule.points * count
            let capped = rule.cap.map { raw < 0 ? max(raw, -$0) : min(raw, $0) } ?? raw
            let points = (capped * 100).rounded() / 100
            guard points != 0 else { return nil }
            return ScoreLine(
                rule: rule.id, title: rule.title, points: points,
                fact: inWords ? words(rule, tally, count, isCapped: capped != raw) : "")
        }
    }

    private func words(
        _ rule: BehaviourScoreRule, _ tally: Tally, _ count: Double, isCapped: Bool
    ) -> String {
        let times = Value.written((count * 10).rounded() / 10)
        return "\(times) x \(Value.written(rule.points)), last on "
            + "\(homeDay(of: tally.lastAt))\(isCapped ? ", capped" : "")"
    }

    private func inactivityLines(_ lead: Lead, at now: Instant, _ inWords: Bool) -> [ScoreLine] {
        scoring.inactivity.compactMap { rule in
            let seen = scoring.behaviours.filter { rule.without.contains($0.activity) }
                .compactMap { lead.score.tallies[$0.id]?.lastAt }
            let last = seen.max() ?? lead.capturedAt
            guard now - last >= rule.after else { return nil }
            return ScoreLine(
                rule: rule.id, title: rule.title, points: rule.points,
                fact: inWords ? "nothing since \(homeDay(of: last))" : "")
        }
    }

    private func repetitionLines(_ lead: Lead, _ inWords: Bool) -> [ScoreLine] {
        guard let rule = scoring.repetition, !lead.score.repetitions.isEmpty else { return [] }
        let days = inWords ? lead.score.repetitions.map(\.description).joined(separator: ", ") : ""
        return [
            ScoreLine(
                rule: "repetition", title: "Same action \(rule.times) times or more in one day",
                points: rule.points * Double(lead.score.repetitions.count), fact: "on \(days)")
        ]
    }

    /// The first product rule all of whose counts are reached.
    func productQualifies(_ lead: Lead) -> ProductRule? {
        scoring.pql.first { rule in
            !rule.counts.isEmpty
                && rule.counts.allSatisfy { (lead.score.counts[$0.key] ?? 0) >= $0.value }
        }
    }
}
