package import LeadRules

/// Counting leads for reports.
extension SQLTransaction {
    package func visitors(_ query: ReportQuery) throws -> Share {
        guard query.from != nil || query.to != nil else {
            return try figures(.visitor, FigurePeriod.timeless).reduce(.none) { sum, figure in
                sum + Share(figure.part(0) == "1" ? figure.count : 0, of: figure.count)
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

    /// The response times read from the leads themselves.
    package func countedResponses(_ query: ReportQuery) throws -> [ResponseTime] {
        let scope = try scope(query, .answerable)
        let sql = CriterionSQL.report
        return try connection.rows(
            """
            SELECT \(sql.text(LeadFact.handler)), l.temperature, l.captured_at, \
            l.first_assigned_at, l.first_touch_at, \(sql.text(LeadFact.isSQL)), \
            \(sql.text(LeadFact.isWon)) FROM leads l \(scope.clause)
            """, scope.values
        ) { row in
            var response = ResponseTime(capturedAt: Instant(milliseconds: row.int(2)))
            response.member = row.integer(0).map { MemberID($0) }
            response.temperature = Temperature(rawValue: row.string(1)) ?? .warm
            response.assignedAt = row.time(3)
            response.touchedAt = row.time(4)
            response.isSQL = row.integer(5) != nil
            response.isWon = row.integer(6) != nil
            return response
        }
    }

    package func intake(_ query: ReportQuery, finely: Bool) throws -> [IntakeTally] {
        let sum = KeptSum<IntakeMeasure>.intake
        guard !finely, !query.isAboutMembers, sum.tells(query.askedFacts) else {
            return try countedIntake(query)
        }
        return try kept(sum, query)
            + FigurePeriod.edges(of: query).flatMap { try countedIntake($0) }
    }

    private func kept(_ sum: KeptSum<IntakeMeasure>, _ query: ReportQuery) throws
        -> [IntakeTally]
    {
        let (first, last) = FigurePeriod.hours(query.from, query.to)
        let hours = try connection.rows(
            """
            SELECT at, key, n FROM figures WHERE figure = ? AND span = ? AND at >= ? AND at < ? \
            AND n <> 0
            """,
            [
                .text(sum.figure.rawValue), .integer(FigureSpan.hour), .integer(first),
                .integer(last),
            ]
        ) { row in
            (
                Instant(milliseconds: row.int(0) * FigureSpan.milliseconds),
                ReadFigure(
                    parts: FigureKey.parts(row.string(1)), sum: FigureSum(count: row.int(2)))
            )
        }
        return zip(hours, sum.read(hours.map(\.1), by: [.source])).map { hour, row in
            IntakeTally(
                at: hour.0, source: row.text(.source) ?? "", leads: row.counts[.leads])
        }.filter { query.source == nil || query.source == $0.source }
    }

    /// The intake counted from the leads themselves, by quarters of an hour.
    package func countedIntake(_ query: ReportQuery) throws -> [IntakeTally] {
        // Every zone's days begin at a quarter of an hour, so days can be told from these.
        let quarter: Int64 = 900_000
        let scope = try scope(query, .taken)
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
