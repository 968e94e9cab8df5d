import LeadRules

/// The conditions of a report's query. Leads are `l`, handoffs `h`, clocks `c`, events `e`.
struct ReportScope {
    private var parts: [String] = []
    private(set) var values: [SQLValue] = []
    private let query: ReportQuery
    /// The members whose work is asked for; nil is everybody's.
    private let members: [MemberID]?

    init(_ query: ReportQuery, members: [Member]) {
        self.query = query
        self.members =
            query.isAboutMembers ? members.filter { query.includes($0) }.map(\.id) : nil
    }

    /// `WHERE …`, or nothing.
    var clause: String { parts.isEmpty ? "" : "WHERE " + parts.joined(separator: " AND ") }

    func adding(_ condition: String, _ values: SQLValue...) -> ReportScope {
        var scope = self
        scope.parts.append(condition)
        scope.values += values
        return scope
    }

    /// Only what happened in the period, by a column of times.
    func during(_ column: String) -> ReportScope {
        var scope = self
        if let from = query.from { scope = scope.adding("\(column) >= ?", .time(from)) }
        if let to = query.to { scope = scope.adding("\(column) < ?", .time(to)) }
        return scope
    }

    /// Only leads of the query's source, campaign and segment.
    func ofLeads() -> ReportScope {
        query.asked.reduce(self) { scope, asked in
            scope.adding("\(CriterionSQL.report.text(asked.fact)) = ?", .text(asked.value))
        }
    }

    /// Only what belongs, by one of these columns, to the members asked for.
    func ofMembers(_ columns: [String]) -> ReportScope {
        guard let members, !columns.isEmpty else { return self }
        guard !members.isEmpty else { return adding("1 = 0") }
        let marks = Array(repeating: "?", count: members.count).joined(separator: ", ")
        var scope = self
        scope.parts.append(
            "(" + columns.map { "\($0) IN (\(marks))" }.joined(separator: " OR ") + ")")
        for _ in columns { scope.values += members.map { .integer($0.number) } }
        return scope
    }
}

extension SQLTransaction {
    func scope(_ query: ReportQuery) throws -> ReportScope {
        ReportScope(query, members: query.isAboutMembers ? try members() : [])
    }

    /// The rows of a cohort that a query is about.
    func scope<M: Measure>(_ query: ReportQuery, _ cohort: Cohort<M>) throws -> ReportScope
    where M.F: StoredFact {
        let sql = CriterionSQL.report
        let all = try scope(query).ofLeads().ofMembers(cohort.credited.map { sql.text($0) })
            .adding(sql.text(cohort.base))
        return cohort.at.map { all.during(sql.text($0)) } ?? all
    }
}
