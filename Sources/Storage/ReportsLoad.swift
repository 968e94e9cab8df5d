import LeadEngine
package import LeadRules

/// Counting clocks and assignments for reports.
extension SQLTransaction {
    package func clockTallies(_ query: ReportQuery) throws -> [ClockTally] {
        let scope = try scope(query).during("c.started_at").ofLeads().ofMembers("c.owner_id")
        return try connection.rows(
            """
            SELECT c.purpose, c.owner_id, \
            \(LeadTest.count("c.clock_state = 'met'", "c.ended_at <= c.due_at")), \
            \(LeadTest.count("c.breached_at IS NOT NULL OR c.clock_state = 'met'",
                "c.breached_at IS NOT NULL OR c.ended_at > c.due_at")), \
            \(LeadTest.count("c.clock_state IN ('running', 'paused')")) \
            FROM clocks c JOIN leads l ON l.id = c.lead_id \(scope.clause) \
            GROUP BY c.purpose, c.owner_id
            """, scope.values
        ) { row in
            var tally = ClockTally()
            tally.purpose = Clock.Purpose(rawValue: row.string(0)) ?? .task
            tally.owner = row.integer(1).map { MemberID($0) }
            tally.inTime = Int(row.int(2))
            tally.late = Int(row.int(3))
            tally.open = Int(row.int(4))
            return tally
        }
    }

    package func assignments(_ query: ReportQuery) throws -> [MemberID: Int] {
        let scope = try scope(query).adding("e.name = 'lead.assigned'").during("e.at")
        let owners = try connection.rows(
            "SELECT e.name, e.data FROM events e \(scope.clause)", scope.values
        ) { try json.event($0.string(0), $0.string(1)).assignedOwner }
        return owners.reduce(into: [:]) { counts, owner in
            if let owner { counts[owner, default: 0] += 1 }
        }
    }

    package func heldTallies(_ query: ReportQuery) throws -> [HeldTally] {
        let scope = try scope(query).ofLeads().adding("l.held_in IS NOT NULL")
            .adding("l.stage = 'held'")
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
        let now = try scope(query).ofLeads().ofMembers("c.owner_id")
            .adding("c.owner_id IS NOT NULL").adding("c.ended_at IS NULL")
        let open = try connection.rows(
            """
            SELECT c.owner_id, \(LeadTest.count("c.clock_state IN ('running', 'paused')")), \
            \(LeadTest.count("c.clock_state = 'breached'")) \
            FROM clocks c JOIN leads l ON l.id = c.lead_id \(now.clause) GROUP BY c.owner_id
            """, now.values
        ) { (MemberID($0.int(0)), Int($0.int(1)), Int($0.int(2))) }
        let ranOut = try breached(query).adding("c.owner_id IS NOT NULL")
        let breaches = try connection.rows(
            """
            SELECT c.owner_id, count(*) FROM clocks c JOIN leads l ON l.id = c.lead_id \
            \(ranOut.clause) GROUP BY c.owner_id
            """, ranOut.values
        ) { (MemberID($0.int(0)), Int($0.int(1))) }
        var loads: [MemberID: ClockLoad] = [:]
        for (owner, open, overdue) in open {
            loads[owner] = ClockLoad(owner: owner, open: open, overdue: overdue, breaches: 0)
        }
        for (owner, count) in breaches {
            loads[owner, default: ClockLoad(owner: owner, open: 0, overdue: 0, breaches: 0)]
                .breaches = count
        }
        return loads.values.sorted { $0.owner < $1.owner }
    }

    package func breachCount(_ query: ReportQuery) throws -> Int {
        let scope = try breached(query)
        return try connection.first(
            "SELECT count(*) FROM clocks c JOIN leads l ON l.id = c.lead_id \(scope.clause)",
            scope.values
        ) { Int($0.int(0)) } ?? 0
    }

    package func breaches(_ query: ReportQuery, limit: Int) throws -> [Clock] {
        let scope = try breached(query)
        return try states(
            """
            SELECT c.state FROM clocks c JOIN leads l ON l.id = c.lead_id \(scope.clause) \
            ORDER BY c.breached_at DESC, c.id DESC LIMIT ?
            """, scope.values + [.integer(Int64(limit))])
    }

    private func breached(_ query: ReportQuery) throws -> ReportScope {
        try scope(query).adding("c.breached_at IS NOT NULL").during("c.breached_at").ofLeads()
            .ofMembers("c.owner_id")
    }
}
