import LeadRules

/// Facts and criteria as a query asks for them.
struct CriterionSQL {
    /// What the query calls its tables.
    let names: [String: String]

    /// As reports call them.
    static let report = CriterionSQL(names: ["leads": "l", "handoffs": "h", "clocks": "c"])
    /// As lists do, which look for handoffs of their leads.
    static let list = CriterionSQL(names: ["handoffs": "h"])

    func text(_ fact: some StoredFact) -> String {
        switch fact.origin {
        case .met(let criterion): return "CASE WHEN \(text(criterion)) THEN 1 END"
        case .either(let criterion, let a, let b):
            return "(CASE WHEN \(text(criterion)) THEN \(text(a)) ELSE \(text(b)) END)"
        case .first(let facts):
            return "coalesce(\(facts.map { text($0) }.joined(separator: ", ")))"
        case nil:
            guard let (table, column) = fact.kept else {
                preconditionFailure("No column keeps \(fact)")
            }
            return "\(names[table.name] ?? table.name).\(column)"
        }
    }

    /// A condition that is never unknown where it stands alone, or under AND and OR.
    func text<F: StoredFact>(_ criterion: Criterion<F>) -> String {
        positive(criterion.pushedDown)
    }

    private func positive<F: StoredFact>(_ criterion: Criterion<F>) -> String {
        switch criterion {
        case .has(let fact):
            if case .met(let criterion) = fact.origin { return text(criterion) }
            return "\(text(fact)) IS NOT NULL"
        case .isOneOf(let fact, let values):
            return "\(text(fact)) \(Self.oneOf(values, isNot: false))"
        case .notAfter(let a, let b): return "\(text(a)) <= \(text(b))"
        case .not(let criterion): return negative(criterion)
        case .all(let criteria):
            return criteria.isEmpty
                ? "1 = 1" : criteria.map { positive($0) }.joined(separator: " AND ")
        case .any(let criteria):
            // In parentheses wherever it stands: conditions are joined by AND.
            return criteria.isEmpty
                ? "1 = 0" : "(\(criteria.map { positive($0) }.joined(separator: " OR ")))"
        }
    }

    private func negative<F: StoredFact>(_ criterion: Criterion<F>) -> String {
        switch criterion {
        case .has(let fact): return "\(text(fact)) IS NULL"
        case .isOneOf(let fact, let values):
            return unless([fact], "\(text(fact)) \(Self.oneOf(values, isNot: true))")
        case .notAfter(let a, let b): return unless([a, b], "\(text(a)) > \(text(b))")
        case .not, .all, .any: return positive(Criterion.not(criterion).pushedDown)
        }
    }

    /// A comparison says nothing of what is not there.
    private func unless<F: StoredFact>(_ facts: [F], _ comparison: String) -> String {
        let missing = facts.filter(\.mayBeMissing).map { "\(text($0)) IS NULL" }
        return missing.isEmpty
            ? comparison : "(\((missing + [comparison]).joined(separator: " OR ")))"
    }

    private static func oneOf(_ values: [FactValue], isNot: Bool) -> String {
        let texts = values.map(literal)
        guard texts.count != 1 else { return "\(isNot ? "<>" : "=") \(texts[0])" }
        return "\(isNot ? "NOT IN" : "IN") (\(texts.joined(separator: ", ")))"
    }

    /// Values of criteria are words of the product, never what somebody typed.
    private static func literal(_ value: FactValue) -> String {
        switch value {
        case .text(let text): "'\(text.replacing("'", with: "''"))'"
        case .number(let number): String(number)
        case .real(let real): String(real)
        }
    }
}

extension StoredFact {
    fileprivate var mayBeMissing: Bool {
        switch origin {
        case .met: true
        case .either(_, let a, let b): a.mayBeMissing || b.mayBeMissing
        case .first(let facts): facts.allSatisfy(\.mayBeMissing)
        case nil: kept.map { $0.table.columns[$0.table.place(of: $0.column)].isNullable } ?? true
        }
    }
}
