package import LeadRules

/// Counting where leads stand.
extension SQLTransaction {
    package func stageTallies(_ query: ReportQuery) throws -> [StageTally] {
        guard !query.isAboutLeads else { return try countedStages(query) }
        return try measured([.stages], by: [.stage], ReportQuery()).compactMap { row in
            guard let stage = row.text(.stage).flatMap({ Stage(rawValue: $0) }) else {
                return nil
            }
            let count = row.counts[.open]
            return StageTally(
                stage: stage, leads: count, medianSince: try keptMedianSince(stage, of: count),
                oldestSince: try oldestSince(stage))
        }
    }

    private func oldestSince(_ stage: Stage) throws -> Instant {
        let scope = try openLeads(ReportQuery(), in: stage)
        return try connection.first(
            "SELECT min(l.stage_since) FROM leads l \(scope.clause)", scope.values
        ) { Instant(milliseconds: $0.int(0)) } ?? Instant(milliseconds: 0)
    }

    /// The middle of the leads in a stage: sums tell in which hour it lies, and few leads lie in one.
    private func keptMedianSince(_ stage: Stage, of count: Int) throws -> Instant {
        let places = count % 2 == 0 ? [count / 2 - 1, count / 2] : [count / 2]
        let middle = try places.map { try since(stage, at: Int64($0)) }
        return Instant(milliseconds: middle.reduce(0, +) / Int64(max(1, middle.count)))
    }

    /// When the lead at a place in the order of a stage, counted from 0, came there.
    private func since(_ stage: Stage, at place: Int64) throws -> Int64 {
        var rest = place
        var inside: (first: Int64, last: Int64)?
        for span in FigureSpan.all.reversed() {
            let sums = try stageSums(stage, span, inside)
            guard let found = Self.holding(&rest, sums) else { return 0 }
            inside = (found * span, (found + 1) * span)
        }
        guard let hour = inside?.first else { return 0 }
        let begin = hour * FigureSpan.milliseconds
        let scope = try openLeads(ReportQuery(), in: stage)
            .adding("l.stage_since >= ?", .integer(begin))
            .adding("l.stage_since < ?", .integer(begin + FigureSpan.milliseconds))
        return try connection.first(
            """
            SELECT l.stage_since FROM leads l \(scope.clause) ORDER BY l.stage_since LIMIT 1 \
            OFFSET ?
            """, scope.values + [.integer(rest)]
        ) { $0.int(0) } ?? begin
    }

    /// The span that holds a place in the order; the place is counted from its beginning afterwards.
    private static func holding(_ place: inout Int64, _ sums: [(at: Int64, count: Int64)])
        -> Int64?
    {
        for (at, count) in sums {
            if place < count { return at }
            place -= count
        }
        return nil
    }

    private func stageSums(
        _ stage: Stage, _ span: Int64, _ hours: (first: Int64, last: Int64)?
    ) throws -> [(at: Int64, count: Int64)] {
        let from = hours.map { $0.first / span } ?? FigurePeriod.never
        let to = hours.map { $0.last / span } ?? FigurePeriod.ever
        return try connection.rows(
            """
            SELECT at, n FROM figures WHERE figure = ? AND span = ? AND at >= ? AND at < ? \
            AND key = ? ORDER BY at
            """,
            [
                .text(Figure.stage.rawValue), .integer(span), .integer(from), .integer(to),
                .text(FigureKey.of(stage.rawValue)),
            ]
        ) { ($0.int(0), $0.int(1)) }
    }

    private func openLeads(_ query: ReportQuery, in stage: Stage) throws -> ReportScope {
        try openLeads(query).adding("l.stage = ?", .text(stage.rawValue))
    }

    /// Leads stand in their stage now, whatever period is asked for.
    private func openLeads(_ query: ReportQuery) throws -> ReportScope {
        try scope(query.during(nil, nil), .inStage)
    }

    /// Stages counted from the leads themselves.
    package func countedStages(_ query: ReportQuery) throws -> [StageTally] {
        let scope = try openLeads(query)
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
