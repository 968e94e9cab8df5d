import LeadEngine
package import LeadRules

/// Counting clocks and assignments for reports.
extension SQLTransaction {
    package func clockTallies(_ query: ReportQuery) throws -> [ClockTally] {
        guard !query.isAboutOrigin else { return try countedClocks(query) }
        let (sums, edges) = try figures(.clock, query)
        let people = try members(of: query)
        let kept = sums.filter { Self.isOf($0.member(1), people) }.map(ClockTally.init)
        return kept + (try edges.flatMap { try countedClocks($0) })
    }

    private static func isOf(_ owner: MemberID?, _ people: Set<MemberID>?) -> Bool {
        people.map { people in owner.map(people.contains) ?? false } ?? true
    }

    /// The tallies counted from the clocks themselves.
    package func countedClocks(_ query: ReportQuery) throws -> [ClockTally] {
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
        let (sums, edges) = try figures(.assigned, query)
        var counts: [MemberID: Int] = [:]
        for figure in sums {
            if let owner = figure.member(0) { counts[owner, default: 0] += figure.count }
        }
        for edge in edges { counts.merge(try countedAssignments(edge)) { $0 + $1 } }
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
        guard !query.isAboutOrigin else { return try countedLoads(query) }
        let people = try members(of: query)
        var loads: [MemberID: ClockLoad] = [:]
        for figure in try figures(.unended, FigurePeriod.timeless) {
            guard let owner = figure.member(0), Self.isOf(owner, people) else { continue }
            loads.change(owner) {
                if figure[1] == "1" { $0.overdue = figure.count } else { $0.open = figure.count }
            }
        }
        for (owner, count) in try breachesByOwner(query) {
            guard let owner else { continue }
            loads.change(owner) { $0.breaches = count }
        }
        return loads.values.sorted { $0.owner < $1.owner }
    }

    /// How many clocks of each owner ran out in the period.
    private func breachesByOwner(_ query: ReportQuery) throws -> [MemberID?: Int] {
        let people = try members(of: query)
        let (sums, edges) = try figures(.breach, query)
        var counts: [MemberID?: Int] = [:]
        for figure in sums where Self.isOf(figure.member(0), people) {
            counts[figure.member(0), default: 0] += figure.count
        }
        for edge in edges { counts.merge(try countedBreaches(edge)) { $0 + $1 } }
        return counts
    }

    /// The loads counted from the clocks themselves.
    package func countedLoads(_ query: ReportQuery) throws -> [ClockLoad] {
        let now = try scope(query).ofLeads().ofMembers("c.owner_id")
            .adding("c.owner_id IS NOT NULL").adding("c.ended_at IS NULL")
        let open = try connection.rows(
            """
            SELECT c.owner_id, \(LeadTest.count("c.clock_state IN ('running', 'paused')")), \
            \(LeadTest.count("c.clock_state = 'breached'")) \
            FROM clocks c JOIN leads l ON l.id = c.lead_id \(now.clause) GROUP BY c.owner_id
            """, now.values
        ) { (MemberID($0.int(0)), Int($0.int(1)), Int($0.int(2))) }
        var loads: [MemberID: ClockLoad] = [:]
        for (owner, open, overdue) in open {
            loads.change(owner) { ($0.open, $0.overdue) = (open, overdue) }
        }
        for (owner, count) in try countedBreaches(query) {
            if let owner { loads.change(owner) { $0.breaches = count } }
        }
        return loads.values.sorted { $0.owner < $1.owner }
    }

    package func breachCount(_ query: ReportQuery) throws -> Int {
        let counts =
            query.isAboutOrigin ? try countedBreaches(query) : try breachesByOwner(query)
        return counts.values.reduce(0, +)
    }

    /// The same, counted from the clocks themselves.
    package func countedBreaches(_ query: ReportQuery) throws -> [MemberID?: Int] {
        let scope = try breached(query)
        let counts = try connection.rows(
            """
            SELECT c.owner_id, count(*) FROM clocks c JOIN leads l ON l.id = c.lead_id \
            \(scope.clause) GROUP BY c.owner_id
            """, scope.values
        ) { ($0.integer(0).map { MemberID($0) }, Int($0.int(1))) }
        return Dictionary(uniqueKeysWithValues: counts)
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

extension ClockTally {
    /// From a sum of `Figure.clock`.
    fileprivate init(_ figure: ReadFigure) {
        self.init()
        purpose = Clock.Purpose(rawValue: figure[0]) ?? .task
        owner = figure.member(1)
        let standing = figure[2]
        inTime = standing.contains("t") ? figure.count : 0
        late = standing.contains("l") ? figure.count : 0
        open = standing.contains("o") ? figure.count : 0
    }
}

extension [MemberID: ClockLoad] {
    fileprivate mutating func change(_ owner: MemberID, _ body: (inout ClockLoad) -> Void) {
        body(&self[owner, default: ClockLoad(owner: owner, open: 0, overdue: 0, breaches: 0)])
    }
}
