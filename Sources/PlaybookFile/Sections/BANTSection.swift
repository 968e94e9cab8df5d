import LeadRules

extension YAMLValue {
    func bant() -> BANTRules? {
        section { map in
            var rules = BANTRules()
            map.optional("budget-points", into: &rules.budgetPoints) { $0.number(from: 0) }
            map.optional("budget-at-least", into: &rules.budgetAtLeast) { $0.number(from: 0) }
            map.optional("currency", into: &rules.currency) {
                $0.capitals(3, "a currency code of three capitals, such as USD")
            }
            map.optional("decision-maker-points", into: &rules.decisionMakerPoints) {
                $0.number(from: 0)
            }
            map.optional("influencer-points", into: &rules.influencerPoints) { $0.number(from: 0) }
            map.optional("need-points", into: &rules.needPoints) { $0.number(from: 0) }
            map.optional("timeline-points", into: &rules.timelinePoints) { $0.number(from: 0) }
            map.optional("timeline-within-days", into: &rules.timelineWithinDays) {
                $0.whole(from: 0)
            }
            map.required("grades", into: &rules.grades) { $0.grades() }
            return rules
        }
    }

    private func grades() -> [BANTGradeRule]? {
        var lowest = Double.infinity
        return filledList { item in
            item.map("a grade") { map in
                var rule = BANTGradeRule()
                map.required("grade", into: &rule.grade) { $0.text() }
                map.optional("at-least", into: &rule.atLeast) { $0.number(from: 0) }
                map.required("action", into: &rule.action) { $0.choice() }
                map.optional("clock", into: &rule.clock) { $0.name(of: .clock) }
                map.optional("track", into: &rule.track) { $0.name(of: .track) }
                if rule.atLeast >= lowest {
                    (map["at-least"] ?? item).report(
                        "Grades go down from the best: '\(rule.grade)' must begin below "
                            + "\(Value.written(lowest)) points.")
                }
                lowest = rule.atLeast
                return rule
            }
        }
    }

    func handoffScore() -> HandoffScoreRules? {
        section { map in
            var rules = HandoffScoreRules()
            func points(_ key: String, _ target: inout Double) {
                map.optional(key, into: &target) { $0.number(from: 0) }
            }
            points("industry-fit", &rules.industryFit)
            points("size-fit", &rules.sizeFit)
            points("stack-fit", &rules.stackFit)
            points("trigger-typed", &rules.triggerTyped)
            points("trigger-untyped", &rules.triggerUntyped)
            points("impact-concrete", &rules.impactConcrete)
            points("impact-stated", &rules.impactStated)
            points("decision-reachable", &rules.decisionReachable)
            points("decision-known", &rules.decisionKnown)
            points("timeline", &rules.timeline)
            map.optional("timeline-within-days", into: &rules.timelineWithinDays) {
                $0.whole(from: 0)
            }
            return rules
        }
    }
}
