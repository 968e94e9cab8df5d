import LeadEngine
import LeadRules

/// What the measures of a cohort count for rows that are alike in some facts.
struct MeasuredRow<M: Measure> where M.F: StoredFact {
    let facts: [M.F]
    let values: [FactValue?]
    let counts: Counts<M>

    subscript(_ fact: M.F) -> FactValue? {
        facts.firstIndex(of: fact).flatMap { values[$0] }
    }

    func text(_ fact: M.F) -> String? { self[fact]?.text }
    func member(_ fact: M.F) -> MemberID? { self[fact]?.number.map { MemberID($0) } }
}

extension SQLTransaction {
    /// The measures of a cohort, made of sums where some are kept that tell enough; parts of hours are
    /// counted, and all where none do.
    ///
    /// - Parameters:
    ///   - facts: what the rows are told apart by.
    ///   - sums: those that may be kept, the best first.
    func measured<M: Measure>(
        _ sums: [KeptSum<M>], by facts: [M.F], _ query: ReportQuery
    ) throws -> [MeasuredRow<M>] {
        let asked = query.askedFacts.map(M.F.ofLead)
        let sum = sums.first { sum in
            let people = query.isAboutMembers ? sum.cohort.credited : []
            return sum.tells(facts + asked + people)
        }
        guard let sum else { return try counted(sums[0].cohort, by: facts, query) }
        guard sum.cohort.at != nil else {
            return try kept(sum, FigurePeriod.timeless, by: facts, query)
        }
        let period = FigurePeriod(query.from, query.to)
        return try kept(sum, period.parts, by: facts, query)
            + FigurePeriod.edges(of: query).flatMap {
                try counted(sum.cohort, by: facts, $0)
            }
    }

    func kept<M: Measure>(
        _ sum: KeptSum<M>, _ parts: [FigurePeriod.Part], by facts: [M.F], _ query: ReportQuery
    ) throws -> [MeasuredRow<M>] {
        let people = try members(of: query)
        let asked = query.asked.map { (M.F.ofLead($0.fact), $0.value) }
        let figures = try figures(sum.figure, parts).filter { figure in
            asked.allSatisfy { sum.value(of: $0.0, in: figure)?.text == $0.1 }
                && (people.map { people in
                    sum.cohort.credited.contains { fact in
                        sum.value(of: fact, in: figure)?.number.map {
                            people.contains(MemberID($0))
                        } ?? false
                    }
                } ?? true)
        }
        return sum.read(figures, by: facts)
    }

    /// The measures of a cohort, counted from the rows themselves.
    func counted<M: Measure>(_ cohort: Cohort<M>, by facts: [M.F], _ query: ReportQuery) throws
        -> [MeasuredRow<M>]
    {
        let sql = CriterionSQL.report
        let scope = try scope(query, cohort)
        let keys = facts.map { sql.text($0) }
        let columns = cohort.measures.map { measure in
            let value = measure.amount.map { sql.text($0) } ?? "1"
            return "sum(CASE WHEN \(sql.text(measure.criterion)) THEN \(value) ELSE 0 END)"
        }
        let group = keys.isEmpty ? "" : " GROUP BY \(keys.joined(separator: ", "))"
        return try connection.rows(
            """
            SELECT \((keys + columns).joined(separator: ", ")) FROM \(M.F.rows) \
            \(scope.clause)\(group)
            """, scope.values
        ) { row in
            MeasuredRow(
                facts: facts,
                values: facts.enumerated().map { place, fact in row.value(place, fact.kind) },
                counts: Counts(cohort.measures, row, from: facts.count))
        }
    }
}

extension SQLRow {
    fileprivate func value(_ column: Int, _ kind: Column.Kind) -> FactValue? {
        switch kind {
        case .text: text(column).map { .text($0) }
        case .integer: integer(column).map { .number($0) }
        case .real: real(column).map { .real($0) }
        }
    }
}

extension Counts {
    fileprivate init(_ measures: [M], _ row: any SQLRow, from first: Int) {
        self.init()
        for (place, measure) in measures.enumerated() {
            if measure.amount == nil {
                self[measure] = Int(row.int(first + place))
            } else {
                amount = row.real(first + place) ?? 0
            }
        }
    }
}

extension ReportQuery {
    /// What the query asks of leads' origins, as facts.
    var asked: [(fact: LeadFact, value: String)] {
        let all: [(LeadFact, String?)] = [
            (.source, source), (.sourceGroup, sourceGroup?.rawValue), (.campaign, campaign),
            (.segment, segment),
        ]
        return all.compactMap { fact, value in value.map { (fact, $0) } }
    }

    var askedFacts: [LeadFact] { asked.map(\.fact) }
}
