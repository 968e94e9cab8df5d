package import LeadRules

/// Counting leads for reports.
extension SQLTransaction {
    package func visitors(_ query: ReportQuery) throws -> Share {
        guard query.from != nil || query.to != nil else {
            return try figures(.visitor, FigurePeriod.timeless).reduce(.none) { sum, figure in
                sum + Share(figure[0] == "1" ? figure.count : 0, of: figure.count)
            }
        }
        return try countedVisitors(query)
    }

    /// The visitors counted from what they did.
    package func countedVisitors(_ query: ReportQuery) throws -> Share {
        // An index has just these events.
        let seen = try scope(query).adding("e.visitor IS NOT NULL")
            .adding("e.visitor NOT LIKE 'user:%'").during("e.at")
        return try connection.first(
            """
            SELECT count(*), count(v.lead_id) FROM visitors v \
            JOIN (SELECT DISTINCT e.visitor AS id FROM events e \(seen.clause)) s ON s.id = v.id
            """, seen.values
        ) { Share(Int($0.int(1)), of: Int($0.int(0))) } ?? .none
    }

    /// The funnel counted from the leads themselves.
    package func countedFunnel(_ query: ReportQuery) throws -> [FunnelTally] {
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

    /// The response times read from the leads themselves.
    package func countedResponses(_ query: ReportQuery) throws -> [ResponseTime] {
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

    package func intake(_ query: ReportQuery, finely: Bool) throws -> [IntakeTally] {
        let isKept = !finely && !query.isAboutMembers && !query.isAboutMoreThanSource
        guard isKept else { return try countedIntake(query) }
        return try keptIntake(query)
            + FigurePeriod.edges(of: query).flatMap { try countedIntake($0) }
    }

    private func keptIntake(_ query: ReportQuery) throws -> [IntakeTally] {
        let (first, last) = FigurePeriod.hours(query.from, query.to)
        return try connection.rows(
            """
            SELECT at, key, n FROM figures WHERE figure = ? AND span = ? AND at >= ? AND at < ? \
            AND n <> 0
            """,
            [
                .text(Figure.intake.rawValue), .integer(FigureSpan.hour), .integer(first),
                .integer(last),
            ]
        ) { row in
            IntakeTally(
                at: Instant(milliseconds: row.int(0) * FigureSpan.milliseconds),
                source: (FigureKey.parts(row.string(1)).first ?? nil) ?? "",
                leads: Int(row.int(2)))
        }.filter { query.source == nil || query.source == $0.source }
    }

    /// The intake counted from the leads themselves, by quarters of an hour.
    package func countedIntake(_ query: ReportQuery) throws -> [IntakeTally] {
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
