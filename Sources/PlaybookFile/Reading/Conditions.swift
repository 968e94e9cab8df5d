import LeadRules

/// The facts that a condition may ask about by name, besides those that a team adds itself.
struct Vocabulary {
    var names: Set<String>
    /// For facts of few values: which.
    var values: [String: Values] = [:]

    enum Values {
        case listed([String])
        /// Whatever the file defines of a kind.
        case defined(Name)
    }

    /// Facts of a lead and its account.
    static var lead: Vocabulary {
        func cases<T: CaseIterable & RawRepresentable<String>>(_ type: T.Type) -> Values {
            .listed(T.allCases.map(\.rawValue))
        }
        return Vocabulary(
            names: Lead.factNames,
            values: [
                "source": .defined(.source), "source-grade": .defined(.grade),
                "segment": .defined(.segment), "source-group": cases(SourceGroup.self),
                "temperature": cases(Temperature.self),
                "verification": cases(VerificationState.self), "stage": cases(Stage.self),
                "free-mail": .listed(["true", "false"]), "pql": .listed(["true", "false"]),
            ])
    }

    /// Facts of an event of the tracking intake.
    static var event: Vocabulary {
        Vocabulary(
            names: ["type", "event", "page", "path", "url"],
            values: ["type": .listed(["track", "page"])])
    }

    /// Properties of an activity: any.
    static var activity: Vocabulary { Vocabulary(names: []) }
}

extension Condition {
    var isAlways: Bool { self == .always }
}

extension YAMLValue {
    /// A condition: facts with what they must be, all of which must hold; `any:`, `all:`, `not:`.
    func condition(_ vocabulary: Vocabulary = .lead) -> Condition? {
        let parts = pairs { key, value -> [Condition]? in
            switch key.scalar {
            case "any": value.conditions(vocabulary).map { [.any($0)] }
            case "all": value.conditions(vocabulary).map { [.all($0)] }
            case "not": value.condition(vocabulary).map { [.not($0)] }
            default: key.fact(vocabulary, is: value)
            }
        }
        guard let flat = parts?.flatMap(\.self) else { return nil }
        return flat.count == 1 ? flat[0] : .all(flat)
    }

    private func conditions(_ vocabulary: Vocabulary) -> [Condition]? {
        filledList { $0.condition(vocabulary) }
    }

    /// Reads this as the name of a fact, and the tests that it must pass.
    private func fact(_ vocabulary: Vocabulary, is value: YAMLValue) -> [Condition]? {
        let name = scalar ?? ""
        guard !name.isEmpty else { return expected("the name of a fact") }
        if !vocabulary.names.contains(name),
            let meant = vocabulary.names.sorted().first(where: { name.isSlip(of: $0) })
        {
            report("Unknown fact \(name.quoted). Did you mean \(meant)?")
            return nil
        }
        return value.tests(allowed: vocabulary.values[name])?.map { .fact(name, $0) }
    }

    private func tests(allowed: Vocabulary.Values?) -> [Condition.Test]? {
        if isList || count == nil { return texts(allowed).map { [.oneOf($0)] } }
        if count == 0 { return expected("at least one test") }
        return map("the test of '\(name)'") { map in
            var tests: [Condition.Test] = []
            func test<T>(_ key: String, _ make: (T) -> Condition.Test, _ read: (YAMLValue) -> T?) {
                if let value = map[key], let operand = read(value) { tests.append(make(operand)) }
            }
            test("is", Condition.Test.oneOf) { $0.texts(allowed) }
            test("at-least", Condition.Test.atLeast) { $0.number() }
            test("at-most", Condition.Test.atMost) { $0.number() }
            test("above", Condition.Test.above) { $0.number() }
            test("below", Condition.Test.below) { $0.number() }
            test("contains", Condition.Test.contains) { $0.texts(nil) }
            test("starts-with", Condition.Test.startsWith) { $0.texts(nil) }
            test("exists", Condition.Test.exists) { $0.flag() }
            return tests
        }
    }

    /// One text or a list of them. Numbers and flags stand as they are written.
    private func texts(_ allowed: Vocabulary.Values?) -> [String]? {
        isList ? filledList { $0.value(allowed) } : value(allowed).map { [$0] }
    }

    private func value(_ allowed: Vocabulary.Values?) -> String? {
        guard let text = text("a value") else { return nil }
        switch allowed {
        case .listed(let known) where !known.contains(text.lowercased()):
            report("\(name.quoted) is never \(text.quoted). \(hint(text, known: known))")
        case .defined(let kind): reading.use(kind, text, at: place)
        case .listed, nil: break
        }
        return text
    }
}
