/// Something that is known of every row of a noun: what measures test, and what they are told apart by.
///
/// A store names the column that each fact is kept in. So what is said in facts can be asked of a row in
/// memory, of a query, and of the key of a sum.
package protocol Fact: Hashable, Sendable {
    associatedtype Row

    /// Where it follows from other facts; nil for one that stands in the row.
    var origin: FactOrigin<Self>? { get }

    /// What the row says of a fact that has no origin; nil where it says nothing.
    func stated(of row: Row) -> FactValue?
}

/// How a fact follows from others.
package indirect enum FactOrigin<F: Fact>: Hashable, Sendable {
    /// It is there, as 1, when the criterion is met.
    case met(Criterion<F>)
    /// One fact when the criterion is met, else another.
    case either(Criterion<F>, F, F)
    /// The first of these that is there.
    case first([F])
}

package enum FactValue: Hashable, Sendable {
    case text(String)
    /// Ids, moments in milliseconds since 1970, and 0 and 1.
    case number(Int64)
    case real(Double)

    static func flag(_ flag: Bool) -> FactValue { .number(flag ? 1 : 0) }
    static func moment(_ moment: Instant?) -> FactValue? {
        moment.map { .number($0.milliseconds) }
    }
    static func member(_ id: MemberID?) -> FactValue? { id.map { .number($0.number) } }

    package var text: String? { if case .text(let text) = self { text } else { nil } }
    package var number: Int64? { if case .number(let number) = self { number } else { nil } }
    package var real: Double? { if case .real(let real) = self { real } else { nil } }
}

extension Fact {
    /// What a row says of it.
    package func value(of row: Row) -> FactValue? {
        guard let origin else { return stated(of: row) }
        return origin.value { $0.value(of: row) }
    }
}

extension FactOrigin {
    /// - Parameter known: says the value of another fact.
    package func value(_ known: (F) -> FactValue?) -> FactValue? {
        switch self {
        case .met(let criterion): criterion.isMet(by: known) ? .number(1) : nil
        case .either(let criterion, let a, let b): known(criterion.isMet(by: known) ? a : b)
        case .first(let facts): facts.lazy.compactMap(known).first
        }
    }
}
