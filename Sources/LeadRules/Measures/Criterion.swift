/// A question about a row, with yes or no for an answer: never unknown, also where facts are missing.
package indirect enum Criterion<F: Fact>: Hashable, Sendable {
    /// The fact is there.
    case has(F)
    case isOneOf(F, [FactValue])
    /// Both moments are there, and the first one is not after the second.
    case notAfter(F, F)
    case not(Criterion)
    /// Every one of them; of none of them this is a yes.
    case all([Criterion])
    /// At least one of them.
    case any([Criterion])

    package static var always: Criterion { .all([]) }

    static func `is`(_ fact: F, _ value: FactValue) -> Criterion { .isOneOf(fact, [value]) }
    static func && (a: Criterion, b: Criterion) -> Criterion { .all([a, b]) }
    static func || (a: Criterion, b: Criterion) -> Criterion { .any([a, b]) }
    static prefix func ! (a: Criterion) -> Criterion { .not(a) }

    package func isMet(by row: F.Row) -> Bool { isMet { $0.value(of: row) } }

    /// - Parameter known: says the value of a fact.
    package func isMet(by known: (F) -> FactValue?) -> Bool {
        switch self {
        case .has(let fact): return known(fact) != nil
        case .isOneOf(let fact, let values): return known(fact).map(values.contains) ?? false
        case .notAfter(let first, let second):
            guard let a = known(first)?.number, let b = known(second)?.number else { return false }
            return a <= b
        case .not(let criterion): return !criterion.isMet(by: known)
        case .all(let criteria): return criteria.allSatisfy { $0.isMet(by: known) }
        case .any(let criteria): return criteria.contains { $0.isMet(by: known) }
        }
    }

    /// The same without a `not` before `all` and `any`, as a query asks it.
    package var pushedDown: Criterion {
        switch self {
        case .has, .isOneOf, .notAfter: self
        case .all(let criteria): .all(criteria.map(\.pushedDown))
        case .any(let criteria): .any(criteria.map(\.pushedDown))
        case .not(.all(let criteria)): .any(criteria.map { Criterion.not($0).pushedDown })
        case .not(.any(let criteria)): .all(criteria.map { Criterion.not($0).pushedDown })
        case .not(.not(let criterion)): criterion.pushedDown
        case .not(.has(let fact)):
            if case .met(let criterion) = fact.origin {
                Criterion.not(criterion).pushedDown
            } else {
                self
            }
        case .not: self
        }
    }

    /// Facts that are there wherever it is met.
    package var certain: Set<F> {
        switch self {
        case .has(let fact): [fact]
        case .all(let criteria): criteria.reduce(into: []) { $0.formUnion($1.certain) }
        default: []
        }
    }

    /// The facts that stand in a row, of which the answer is made.
    package var stated: Set<F> {
        switch self {
        case .has(let fact), .isOneOf(let fact, _): fact.basis
        case .notAfter(let first, let second): first.basis.union(second.basis)
        case .not(let criterion): criterion.stated
        case .all(let criteria), .any(let criteria):
            criteria.reduce(into: []) { $0.formUnion($1.stated) }
        }
    }
}

extension Fact {
    /// The facts that stand in a row, from which it follows: itself, when it stands there.
    package var basis: Set<Self> {
        switch origin {
        case nil: [self]
        case .met(let criterion): criterion.stated
        case .either(let criterion, let a, let b):
            criterion.stated.union(a.basis).union(b.basis)
        case .first(let facts): facts.reduce(into: []) { $0.formUnion($1.basis) }
        }
    }
}
