import LeadRules

extension YAMLValue {
    /// - Parameter mostPoints: The best ten-point score that there can be.
    func handoff(mostPoints: Double) -> HandoffRule? {
        map("a handoff") { map in
            var rule = HandoffRule()
            map.identity(.handoff, id: &rule.id, title: &rule.title)
            map.required("from", into: &rule.from) { $0.roles() }
            map.required("to", into: &rule.to) { $0.choice() }
            map.optional("required", into: &rule.required) { $0.fields() }
            map.optional("checklist", into: &rule.checklist) { $0.distinct() }
            map.optional("auto-accept", into: &rule.autoAccept) { $0.number(from: 0) }
            map.optional("joint-review", into: &rule.jointReview) { $0.number(from: 0) }
            map.optional("decision-clock", into: &rule.decisionClock) { $0.name(of: .clock) }
            map.optional("contact-clocks", into: &rule.contactClocks) {
                $0.choices(\.when.isAlways) { $0.conditionalClock() }
            }
            map.optional("rejections", into: &rule.rejections) { $0.rejections() }
            map.optional("makes", into: &rule.makes) { $0.choice() }
            map.optional("after-win-clock", into: &rule.afterWinClock) { $0.name(of: .clock) }
            rule.checkPoints(map, most: mostPoints)
            return rule
        }
    }

    private func roles() -> [Role]? {
        if count == 0 { return expected("at least one role") }
        return isList ? distinct() : choice().map { [$0] }
    }

    private func conditionalClock() -> ConditionalClock? {
        map("a contact clock") { map in
            var rule = ConditionalClock()
            map.optional("when", into: &rule.when) { $0.condition() }
            map.required("clock", into: &rule.clock) { $0.name(of: .clock) }
            return rule
        }
    }
}

extension HandoffRule {
    fileprivate func checkPoints(_ map: YAMLMap, most: Double) {
        if let autoAccept, autoAccept > most {
            map["auto-accept"]?.report(
                "No handoff can reach \(Value.written(autoAccept)) points: the handoff score gives "
                    + "at most \(Value.written(most)).")
        }
        if let jointReview, let autoAccept, jointReview >= autoAccept {
            map["joint-review"]?.report(
                "A joint review must begin below the automatic acceptance at "
                    + "\(Value.written(autoAccept)) points.")
        }
        if let jointReview, autoAccept == nil, jointReview > most {
            map["joint-review"]?.report(
                "No handoff can reach \(Value.written(jointReview)) points: the handoff score "
                    + "gives at most \(Value.written(most)).")
        }
    }
}
