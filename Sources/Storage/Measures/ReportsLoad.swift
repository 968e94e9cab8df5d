import LeadEngine
package import LeadRules

/// Counting clocks and assignments for reports.
extension SQLTransaction {
    package func clockTallies(_ query: ReportQuery) throws -> [ClockTally] {
        try measured([.started], by: [.purpose, .owner], query).map(ClockTally.init)
    }

    /// The tallies counted from the clocks themselves.
    package func countedClocks(_ query: ReportQuery) throws -> [ClockTally] {
        try counted(.started, by: [.purpose, .owner], query).map(ClockTally.init)
    }

    package func assignments(_ query: ReportQuery) throws -> [MemberID: Int] {
        let sums = try figures(.assigned, FigurePeriod(query.from, query.to).parts)
        var counts: [MemberID: Int] = [:]
        for figure in sums {
            guard let owner = figure.part(0).flatMap({ Int64($0) }) else { continue }
            counts[MemberID(owner), default: 0] += figure.count
        }
        for edge in FigurePeriod.edges(of: query) {
            counts.merge(try countedAssignments(edge)) { $0 + $1 }
        }
        return counts
    }

    /// The assignments counted from the journal.
    package func countedAssignments(_ query: ReportQuery) throws -> [MemberID: Int] {
        let scope = try scope(query).adding("e.name = 'lead.assigned'").during("e.at")
        let owners = try connection.rows(
            "SELECT e.name, e.data FROM events e \(scope.clause)", scope.values
        ) { try json.event($0.string(0), $0.string(1)).assignedOwner }
        return owners.reduce(into: [:]) { counts, owner in
            if let owner { counts[owner, default: 0] += 1 }
        }
    }

    package func heldTallies(_ query: ReportQuery) throws -> [HeldTally] {
        let scope = try scope(query, .held)
            .adding(CriterionSQL.report.text(StandingMeasure.held.criterion))
        return try connection.rows(
            """
            SELECT l.held_in, count(*), min(l.stage_since) FROM leads l \(scope.clause) \
            GROUP BY l.held_in
            """, scope.values
        ) { row in
            HeldTally(
                pool: row.string(0), leads: Int(row.int(1)),
                oldest: Instant(milliseconds: row.int(2)))
        }
    }

    package func clockLoads(_ query: ReportQuery) throws -> [ClockLoad] {
        ClockLoad.all(
            underway: try measured([.underway], by: [.owner], query),
            breached: try measured([.breached], by: [.owner], query))
    }

    /// The loads counted from the clocks themselves.
    package func countedLoads(_ query: ReportQuery) throws -> [ClockLoad] {
        ClockLoad.all(
            underway: try counted(.underway, by: [.owner], query),
            breached: try counted(.breached, by: [.owner], query))
    }

    package func breachCount(_ query: ReportQuery) throws -> Int {
        try measured([.breached], by: [], query).total(\.counts)[.breached]
    }

    package func breaches(_ query: ReportQuery, limit: Int) throws -> [Clock] {
        let scope = try scope(query, Cohort<ClockMeasure>.breached)
        return try states(
            """
            SELECT c.state FROM \(ClockFact.rows) \(scope.clause) \
            ORDER BY c.breached_at DESC, c.id DESC LIMIT ?
            """, scope.values + [.integer(Int64(limit))])
    }
}

extension ClockTally {
    fileprivate init(_ row: MeasuredRow<ClockMeasure>) {
        self.init()
        purpose = row.text(.purpose).flatMap { Clock.Purpose(rawValue: $0) } ?? .task
        owner = row.member(.owner)
        counts = row.counts
    }
}

extension ClockLoad {
    fileprivate static func all(
        underway: [MeasuredRow<ClockMeasure>], breached: [MeasuredRow<ClockMeasure>]
    ) -> [ClockLoad] {
        var counts: [MemberID: Counts<ClockMeasure>] = [:]
        for row in underway + breached {
            if let owner = row.member(.owner) { counts[owner, default: Counts()] += row.counts }
        }
        return counts.map { owner, counts in
            ClockLoad(
                owner: owner, open: counts[.open], overdue: counts[.overdue],
                breaches: counts[.breached])
        }.sorted { $0.owner < $1.owner }
    }
}
