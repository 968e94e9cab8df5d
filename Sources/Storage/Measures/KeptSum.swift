import LeadRules

/// A figure of which sums are kept: the measures of a cohort, by what its key tells apart.
///
/// What is written for a row, and what a sum that is read back counts, both follow from the measures.
struct KeptSum<M: Measure>: Sendable where M.F: StoredFact {
    /// A part of the key.
    enum Part: Sendable {
        case fact(M.F)
        /// A letter for each of these facts that is there.
        case letters([(M.F, Character)])
    }

    let figure: Figure
    let cohort: Cohort<M>
    let key: [Part]

    init(_ figure: Figure, _ cohort: Cohort<M>, by key: [Part]) {
        self.figure = figure
        self.cohort = cohort
        self.key = key
    }
}

/// Sums of one noun, whatever they measure.
protocol KeptSums<F>: Sendable {
    associatedtype F: StoredFact
    /// Tells the sum that a row is part of; nothing for a row that does not count.
    func note(_ row: F.Row, _ add: (FigureCell, FigureSum) -> Void)
    /// The facts that stand in a row, on which it depends what is told.
    var basis: Set<F> { get }
    /// What a sum is the sum of, in words of the tables.
    var meaning: String { get }
}

/// Writing.
extension KeptSum: KeptSums {
    typealias F = M.F

    func note(_ row: F.Row, _ add: (FigureCell, FigureSum) -> Void) {
        guard cohort.base.isMet(by: row) else { return }
        var at: Instant?
        if let fact = cohort.at {
            guard let moment = fact.value(of: row)?.number else { return }
            at = Instant(milliseconds: moment)
        }
        add(FigureCell(figure, at, FigureKey.of(key.map { $0.text(of: row) })), sum(of: row))
    }

    private func sum(of row: F.Row) -> FigureSum {
        for measure in cohort.measures {
            if let amount = measure.amount, measure.criterion.isMet(by: row) {
                return FigureSum(amount: amount.value(of: row)?.real)
            }
        }
        return .one
    }

    var basis: Set<F> {
        var facts = cohort.base.stated.union(cohort.at?.basis ?? [])
        for part in key { facts.formUnion(part.facts.flatMap(\.basis)) }
        for measure in cohort.measures { facts.formUnion(measure.amount?.basis ?? []) }
        return facts
    }
}

extension KeptSum {
    var meaning: String {
        let sql = CriterionSQL.report
        let parts = key.flatMap { part -> [String] in
            switch part {
            case .fact(let fact): ["by " + (fact.kept == nil ? "\(fact)" : sql.text(fact))]
            case .letters(let letters):
                letters.map { "\($0.1) where \(sql.text(Criterion.has($0.0)))" }
            }
        }
        let amounts = cohort.measures.compactMap { measure in
            measure.amount.map { "\(sql.text($0)) where \(sql.text(measure.criterion))" }
        }
        let at = cohort.at.map { sql.text($0) } ?? "no time"
        return (["\(figure) at \(at) of \(sql.text(cohort.base))"] + parts + amounts)
            .joined(separator: "\n  ")
    }
}

extension KeptSum.Part {
    fileprivate func text(of row: M.F.Row) -> String? {
        switch self {
        case .fact(let fact): fact.value(of: row)?.keyPart
        case .letters(let letters):
            String(letters.filter { $0.0.value(of: row) != nil }.map(\.1))
        }
    }

    fileprivate var facts: [M.F] {
        switch self {
        case .fact(let fact): [fact]
        case .letters(let letters): letters.map(\.0)
        }
    }

    /// What the part says of a fact; nil when it is about others.
    fileprivate func said(_ text: String?, of fact: M.F) -> FactValue?? {
        switch self {
        case .fact(fact):
            return .some(
                text.flatMap { fact.kind == .text ? .text($0) : Int64($0).map { .number($0) } })
        case .letters(let letters):
            guard let letter = letters.first(where: { $0.0 == fact })?.1 else { return nil }
            return .some(text?.contains(letter) == true ? .number(1) : nil)
        default: return nil
        }
    }
}

extension FactValue {
    fileprivate var keyPart: String? {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .real: nil
        }
    }
}

/// Reading.
extension KeptSum {
    /// Whether its key tells all of these apart.
    func tells(_ facts: [F]) -> Bool {
        facts.allSatisfy { fact in
            key.contains { if case .fact(fact) = $0 { true } else { false } }
        }
    }

    /// What a sum that was read says of a fact.
    func value(of fact: F, in figure: ReadFigure) -> FactValue? {
        for (place, part) in key.enumerated() {
            if let said = part.said(figure.part(place), of: fact) { return said }
        }
        if cohort.base.certain.contains(fact) { return .number(1) }
        guard let origin = fact.origin else {
            assertionFailure("The key of \(self.figure) does not tell \(fact)")
            return nil
        }
        return origin.value { value(of: $0, in: figure) }
    }

    /// The sums as counts, by some facts of the key.
    func read(_ figures: [ReadFigure], by facts: [F]) -> [MeasuredRow<M>] {
        let tested = key.indices.filter { place in
            key[place].facts.contains { named.contains($0) }
        }
        // Many sums are alike in all that measures look at.
        var known: [[String?]: [M]] = [:]
        return figures.map { figure in
            let kind = tested.map { figure.part($0) }
            let met =
                known[kind]
                ?? cohort.measures.filter {
                    $0.criterion.isMet { value(of: $0, in: figure) }
                }
            known[kind] = met
            return MeasuredRow(
                facts: facts, values: facts.map { value(of: $0, in: figure) },
                counts: Counts(met, rows: figure.count, amount: figure.sum.amount))
        }
    }

    /// All facts that the measures' criteria name, or that follow on the way.
    private var named: Set<F> {
        cohort.measures.reduce(into: []) { $0.formUnion($1.criterion.named) }
    }
}

extension Criterion {
    fileprivate var named: Set<F> {
        switch self {
        case .has(let fact), .isOneOf(let fact, _): fact.named
        case .notAfter(let a, let b): a.named.union(b.named)
        case .not(let criterion): criterion.named
        case .all(let criteria), .any(let criteria):
            criteria.reduce(into: []) { $0.formUnion($1.named) }
        }
    }
}

extension Fact {
    fileprivate var named: Set<Self> {
        switch origin {
        case nil: [self]
        case .met(let criterion): criterion.named.union([self])
        case .either(let criterion, let a, let b):
            criterion.named.union(a.named).union(b.named).union([self])
        case .first(let facts): facts.reduce(into: [self]) { $0.formUnion($1.named) }
        }
    }
}
