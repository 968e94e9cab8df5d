/// A test on named facts, as a playbook writes it under `when:`.
package indirect enum Condition: Hashable, Sendable {
    /// Every part holds; an empty list always holds.
    case all([Condition])
    /// At least one part holds.
    case any([Condition])
    case not(Condition)
    /// The fact of this name passes the test; an unknown fact passes only `exists: false`.
    case fact(String, Test)

    package static let always = Condition.all([])

    package enum Test: Hashable, Sendable {
        /// Equal to one of these texts, without regard to case.
        case oneOf([String])
        /// Contains one of these texts, without regard to case.
        case contains([String])
        /// Begins with one of these texts, without regard to case.
        case startsWith([String])
        case atLeast(Double)
        case atMost(Double)
        case above(Double)
        case below(Double)
        case exists(Bool)
    }

    /// Whether the condition holds for the facts that `lookup` knows by name.
    package func holds(_ lookup: (String) -> Value?) -> Bool {
        switch self {
        case .all(let parts):
            for part in parts where !part.holds(lookup) { return false }
            return true
        case .any(let parts):
            for part in parts where part.holds(lookup) { return true }
            return false
        case .not(let part): return !part.holds(lookup)
        case .fact(let name, let test): return test.passes(lookup(name))
        }
    }

    /// The names of all facts that the condition asks about.
    package var factNames: Set<String> {
        switch self {
        case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.factNames) }
        case .not(let part): part.factNames
        case .fact(let name, _): [name]
        }
    }
}

extension Condition.Test {
    package func passes(_ value: Value?) -> Bool {
        guard let value else {
            if case .exists(let wanted) = self { return !wanted }
            return false
        }
        switch self {
        case .oneOf(let texts):
            let text = CaselessText(value.text)
            return texts.contains { text.equals($0) }
        case .contains(let texts):
            let text = CaselessText(value.text)
            return texts.contains { text.contains($0) }
        case .startsWith(let texts):
            let text = CaselessText(value.text)
            return texts.contains { text.hasPrefix($0) }
        case .atLeast(let limit): return value.number.map { $0 >= limit } ?? false
        case .atMost(let limit): return value.number.map { $0 <= limit } ?? false
        case .above(let limit): return value.number.map { $0 > limit } ?? false
        case .below(let limit): return value.number.map { $0 < limit } ?? false
        case .exists(let wanted): return wanted != value.text.isEmpty
        }
    }
}

extension Condition: CustomStringConvertible {
    /// The condition in words: `industry is manufacturing or telecom, and employees at least 100`.
    package var description: String {
        switch self {
        case .all(let parts):
            parts.isEmpty ? "always" : parts.map(\.description).joined(separator: ", and ")
        case .any(let parts): "(" + parts.map(\.description).joined(separator: ", or ") + ")"
        case .not(let part): "not (\(part))"
        case .fact(let name, let test): "\(name) \(test)"
        }
    }
}

extension Condition.Test: CustomStringConvertible {
    package var description: String {
        switch self {
        case .oneOf(let texts): "is " + texts.joined(separator: " or ")
        case .contains(let texts): "contains " + texts.joined(separator: " or ")
        case .startsWith(let texts): "starts with " + texts.joined(separator: " or ")
        case .atLeast(let limit): "at least \(Value.written(limit))"
        case .atMost(let limit): "at most \(Value.written(limit))"
        case .above(let limit): "above \(Value.written(limit))"
        case .below(let limit): "below \(Value.written(limit))"
        case .exists(let wanted): wanted ? "is known" : "is unknown"
        }
    }
}
