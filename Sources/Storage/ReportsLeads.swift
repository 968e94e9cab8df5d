package import LeadRules

/// Counting leads for reports.
extension SQLTransaction {
    package func visitors(_ query: ReportQuery) throws -> Share {
        let seen = try scope(query).adding("e.visitor IS NOT NULL").during("e.at")
        // Everybody who is known has a key of their own beside the browser's; it is no visitor.
        let count = "SELECT count(*), count(v.lead_id) FROM visitors v"
        let sql =
            query.from == nil && query.to == nil
            ? "\(count) WHERE v.id NOT LIKE 'user:%'"
            : """
            \(count) JOIN (SELECT DISTINCT e.visitor AS id FROM events e \(seen.clause)) s \
            ON s.id = v.id WHERE v.id NOT LIKE 'user:%'
            """
        let values = query.from == nil && query.to == nil ? [] : seen.values
        return try connection.first(sql, values) { Share(Int($0.int(1)), of: Int($0.int(0))) }
            ?? .none
    }

    package func funnel(_ query: ReportQuery) throws -> [FunnelTally] {
        let scope = try scope(query).capturedLeads()
        let keys = "l.source, l.source_group, l.campaign, l.segment, l.sdr_id, l.ae_id"
        return try connection.rows(
            "SELECT \(keys), \(FunnelColumns.text) FROM leads l \(scope.clause) GROUP BY \(keys)",
            scope.values
        ) { row in
            var tally = FunnelTally()
            tally.source = row.string(0)
            tally.sourceGroup = row.string(1)
            tally.campaign = row.text(2)
            tally.segment = row.text(3)
            tally.sdr = row.integer(4).map { MemberID($0) }
            tally.ae = row.integer(5).map { MemberID($0) }
            tally.counts = FunnelColumns.read(row, from: 6)
            return tally
        }
    }

    package func responses(_ query: ReportQuery) throws -> [ResponseTime] {
        let scope = try scope(query).capturedLeads().adding(LeadTest.real).adding(
            """
            (l.first_assigned_at IS NOT NULL OR l.first_touch_at IS NOT NULL \
            OR l.stage = 'held')
            """)
        return try connection.rows(
            """
            SELECT coalesce(l.sdr_id, l.owner_id), l.temperature, l.captured_at, \
            l.first_assigned_at, l.first_touch_at, CASE WHEN l.sql_at IS NULL THEN 0 ELSE 1 END, \
            CASE WHEN \(LeadTest.won) THEN 1 ELSE 0 END FROM leads l \(scope.clause)
            """, scope.values
        ) { row in
            var response = ResponseTime(capturedAt: Instant(milliseconds: row.int(2)))
            response.member = row.integer(0).map { MemberID($0) }
            response.temperature = Temperature(rawValue: row.string(1)) ?? .warm
            response.assignedAt = row.time(3)
            response.touchedAt = row.time(4)
            response.isSQL = row.int(5) == 1
            response.isWon = row.int(6) == 1
            return response
        }
    }

    package func intake(_ query: ReportQuery) throws -> [IntakeTally] {
        // Every zone's days begin at a quarter of an hour, so days can be told from these.
        let quarter: Int64 = 900_000
        let scope = try scope(query).capturedLeads()
        return try connection.rows(
            """
            SELECT l.captured_at / \(quarter), l.source, count(*) FROM leads l \(scope.clause) \
            GROUP BY l.captured_at / \(quarter), l.source
            """, scope.values
        ) { row in
            IntakeTally(
                at: Instant(milliseconds: row.int(0) * quarter), source: row.string(1),
                leads: Int(row.int(2)))
        }
    }

    package func stageTallies(_ query: ReportQuery) throws -> [StageTally] {
        let scope = try scope(query).theirLeads().adding(LeadTest.real)
            .adding("l.won_at IS NULL AND l.lost_at IS NULL")
        let counts = try connection.rows(
            """
            SELECT l.stage, count(*), min(l.stage_since) FROM leads l \(scope.clause) \
            GROUP BY l.stage
            """, scope.values
        ) { ($0.string(0), Int($0.int(1)), Instant(milliseconds: $0.int(2))) }
        return try counts.compactMap { name, count, oldest in
            guard let stage = Stage(rawValue: name) else { return nil }
            return StageTally(
                stage: stage, leads: count,
                medianSince: try medianSince(scope, stage, of: count), oldestSince: oldest)
        }
    }

    /// The middle of the leads in a stage, found by its place in their order.
    private func medianSince(_ scope: ReportScope, _ stage: Stage, of count: Int) throws
        -> Instant
    {
        let scope = scope.adding("l.stage = ?", .text(stage.rawValue))
        let middle = try connection.rows(
            """
            SELECT l.stage_since FROM leads l \(scope.clause) ORDER BY l.stage_since \
            LIMIT ? OFFSET ?
            """,
            scope.values + [
                .integer(count % 2 == 0 ? 2 : 1), .integer(Int64((count - 1) / 2)),
            ]
        ) { $0.int(0) }
        return Instant(milliseconds: middle.reduce(0, +) / Int64(max(1, middle.count)))
    }
}

/// The columns of a funnel, in the order in which they are read.
private enum FunnelColumns {
    static let text = [
        LeadTest.count(LeadTest.real), LeadTest.count("l.verification = 'fake'"),
        reached("l.mql_at"), reached("l.pql_at"), reached("l.sql_at"), reached("l.sal_at"),
        LeadTest.count(LeadTest.real, LeadTest.won), LeadTest.count(LeadTest.real, LeadTest.lost),
        reached("l.mql_at", "l.sql_at"), reached("l.pql_at", "l.sql_at"),
        reached("l.sql_at", "l.sal_at"),
        LeadTest.count(LeadTest.real, "l.sal_at IS NOT NULL", LeadTest.won),
        LeadTest.count(LeadTest.real, "l.sql_at IS NOT NULL", LeadTest.won),
        "sum(CASE WHEN \(LeadTest.real) AND \(LeadTest.won) THEN l.amount ELSE 0 END)",
    ].joined(separator: ", ")

    private static func reached(_ columns: String...) -> String {
        LeadTest.count(
            LeadTest.real, columns.map { "\($0) IS NOT NULL" }.joined(separator: " AND "))
    }

    static func read(_ row: any SQLRow, from first: Int) -> FunnelCounts {
        func number(_ column: Int) -> Int { Int(row.int(first + column)) }
        var counts = FunnelCounts()
        counts.leads = number(0)
        counts.fake = number(1)
        counts.mql = number(2)
        counts.pql = number(3)
        counts.sql = number(4)
        counts.sal = number(5)
        counts.won = number(6)
        counts.lost = number(7)
        counts.mqlAndSQL = number(8)
        counts.pqlAndSQL = number(9)
        counts.sqlAndSAL = number(10)
        counts.salAndWon = number(11)
        counts.sqlAndWon = number(12)
        counts.wonAmount = row.real(first + 13) ?? 0
        return counts
    }
}

extension SQLRow {
    /// A column of times.
    func time(_ column: Int) -> Instant? {
        integer(column).map { Instant(milliseconds: $0) }
    }
}
