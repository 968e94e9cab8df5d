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

    /// Only leads of the query's source, campaign and segment, and none that were merged.
    func ofLeads() -> ReportScope {
        var scope = adding("l.merged_into IS NULL")
        if let source = query.source { scope = scope.adding("l.source = ?", .text(source)) }
        if let group = query.sourceGroup {
            scope = scope.adding("l.source_group = ?", .text(group.rawValue))
        }
        if let campaign = query.campaign {
            scope = scope.adding("l.campaign = ?", .text(campaign))
        }
        if let segment = query.segment { scope = scope.adding("l.segment = ?", .text(segment)) }
        return scope
    }

    /// Only what belongs, by one of these columns, to the members asked for.
    func ofMembers(_ columns: String...) -> ReportScope {
        guard let members else { return self }
        guard !members.isEmpty else { return adding("1 = 0") }
        let marks = Array(repeating: "?", count: members.count).joined(separator: ", ")
        var scope = self
        scope.parts.append(
            "(" + columns.map { "\($0) IN (\(marks))" }.joined(separator: " OR ") + ")")
        for _ in columns { scope.values += members.map { .integer($0.number) } }
        return scope
    }

    /// Leads of the query that were captured in its period.
    func capturedLeads() -> ReportScope { during("l.captured_at").theirLeads() }

    /// Leads of the query, whenever they were captured.
    func theirLeads() -> ReportScope {
        ofLeads().ofMembers("l.owner_id", "l.sdr_id", "l.ae_id")
    }
}

/// Conditions on leads that several reports share.
enum LeadTest {
    static let real = "l.verification <> 'fake'"
    static let won = "l.won_at IS NOT NULL AND (l.lost_at IS NULL OR l.lost_at <= l.won_at)"
    /// When a lead ended, for those that did; an index has it so.
    static let end = "(CASE WHEN \(won) THEN l.won_at ELSE l.lost_at END)"
    static let lost = "l.lost_at IS NOT NULL AND (l.won_at IS NULL OR l.lost_at > l.won_at)"

    /// How many rows pass all these conditions.
    static func count(_ conditions: String...) -> String {
        let all = conditions.map { "(\($0))" }.joined(separator: " AND ")
        return "sum(CASE WHEN \(all) THEN 1 ELSE 0 END)"
    }
}

extension SQLTransaction {
    func scope(_ query: ReportQuery) throws -> ReportScope {
        ReportScope(query, members: query.isAboutMembers ? try members() : [])
    }
}
