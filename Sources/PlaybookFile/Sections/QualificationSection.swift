import LeadRules

extension YAMLValue {
    func qualification() -> QualificationRules? {
        section { map in
            var rules = QualificationRules()
            map.optional("required", into: &rules.required) { $0.fields() }
            map.optional("stakeholders", into: &rules.stakeholders) { $0.whole(from: 0) }
            map.optional("active-within", into: &rules.activeWithin) { $0.positiveDuration() }
            return rules
        }
    }

    /// Fields of the qualification record, each once, in the order of the file.
    func fields() -> [QualificationField]? { distinct() }

    /// Different choices in the order of the file.
    func distinct<T: RawRepresentable<String> & CaseIterable & Equatable>() -> [T]? {
        var seen: [T] = []
        return list { item in
            guard let choice: T = item.choice() else { return nil }
            if seen.contains(choice) { item.report("'\(choice.rawValue)' stands here twice.") }
            seen.append(choice)
            return choice
        }
    }
}
