import LeadRules

extension YAMLValue {
    func scoring() -> ScoringRules? {
        section { map in
            var rules = ScoringRules()
            map.optional("threshold", into: &rules.threshold) { $0.number(above: 0) }
            map.optional("attribute-gate", into: &rules.attributeGate) { $0.number(from: 0) }
            map.optional("attributes", into: &rules.attributes) { $0.list { $0.attributeRule() } }
            map.optional("behaviours", into: &rules.behaviours) { $0.list { $0.behaviourRule() } }
            let scored = Set(rules.behaviours.map(\.activity))
            map.optional("inactivity", into: &rules.inactivity) {
                $0.list { $0.inactivityRule(scored: scored) }
            }
            map.optional("repetition", into: &rules.repetition) { $0.repetition() }
            map.optional("pql", into: &rules.pql) { $0.list { $0.productRule() } }
            let points = rules
            map.optional("variants", into: &rules.variants) {
                $0.choices(\.when.isAlways) { $0.scoringVariant(of: points) }
            }
            rules.checkReach(threshold: rules.threshold, gate: rules.attributeGate, in: map)
            return rules
        }
    }

    private func attributeRule() -> AttributeScoreRule? {
        map("an attribute rule") { map in
            var rule = AttributeScoreRule()
            map.identity(.attribute, id: &rule.id, title: &rule.title)
            map.required("when", into: &rule.when) { $0.condition() }
            map.required("points", into: &rule.points) { $0.number() }
            return rule
        }
    }

    private func behaviourRule() -> BehaviourScoreRule? {
        map("a behaviour rule") { map in
            var rule = BehaviourScoreRule()
            map.identity(.behaviour, id: &rule.id, title: &rule.title)
            map.required("activity", into: &rule.activity) { $0.name(of: .activity) }
            map.optional("when", into: &rule.when) { $0.condition(.activity) }
            map.required("points", into: &rule.points) { $0.number() }
            map.optional("cap", into: &rule.cap) { $0.number(above: 0) }
            map.optional("half-life", into: &rule.halfLife) { $0.positiveDuration() }
            return rule
        }
    }

    private func inactivityRule(scored: Set<String>) -> InactivityRule? {
        map("an inactivity rule") { map in
            var rule = InactivityRule()
            map.identity(.inactivity, id: &rule.id, title: &rule.title)
            map.optional("after", into: &rule.after) { $0.positiveDuration() }
            map.required("without", into: &rule.without) {
                $0.filledList { $0.seenActivity(scored: scored) }
            }
            map.optional("points", into: &rule.points) { $0.number() }
            return rule
        }
    }

    /// What no behaviour rule counts leaves no trace in a score, and would always be missing.
    private func seenActivity(scored: Set<String>) -> String? {
        guard let name = name(of: .activity) else { return nil }
        if !scored.contains(name) {
            report(
                "No behaviour rule counts \(name.quoted), so it could never be noticed; add one, "
                    + "with 0 points if need be.")
        }
        return name
    }

    private func repetition() -> RepetitionRule?? {
        section { map in
            var rule = RepetitionRule()
            map.optional("times", into: &rule.times) { $0.whole(from: 2) }
            map.optional("points", into: &rule.points) { $0.number() }
            map.optional("except", into: &rule.except) { $0.list { $0.name(of: .activity) } }
            return rule
        }
    }

    private func productRule() -> ProductRule? {
        map("a PQL rule") { map in
            var rule = ProductRule()
            map.identity(.pql, id: &rule.id, title: &rule.title)
            map.required("counts", into: &rule.counts) { $0.productCounts() }
            return rule
        }
    }

    private func productCounts() -> [String: Double]? {
        let counts = pairs { key, value -> (String, Double)? in
            guard let name = key.name(of: .count), let least = value.number(above: 0) else {
                return nil
            }
            return (name, least)
        }
        if count == 0 { return expected("at least one product count") }
        return counts.map { Dictionary($0) { first, _ in first } }
    }

    private func scoringVariant(of rules: ScoringRules) -> ScoringVariant? {
        map("a scoring variant") { map in
            var variant = ScoringVariant()
            map.identity(.variant, id: &variant.id)
            map.required("when", into: &variant.when) { $0.condition() }
            map.optional("threshold", into: &variant.threshold) { $0.number(above: 0) }
            map.optional("attribute-gate", into: &variant.attributeGate) { $0.number(from: 0) }
            rules.checkReach(threshold: variant.threshold, gate: variant.attributeGate, in: map)
            return variant
        }
    }
}
