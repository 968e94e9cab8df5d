import Foundation

/// Many running clocks, of which a part runs out in the same second, and others one by one.
struct ClocksBench {
    let site: Site
    let scale: Scale
    /// Leads to which the clocks belong that are far from due.
    private static let parking = 1_000
    private static let firstTouch = "purpose = 'first-touch' AND ended_at IS NULL"

    func run() throws -> [Figure] {
        var figures: [Figure] = []
        let file = try site.workspace()
        figures += try measure(file, SQLiteRows(file), nodes: 1, "SQLite, 1 node")
        guard let database = try PostgresRows.makeDatabase() else {
            say("clocks: no PostgreSQL (start this with bin/bench)")
            return figures
        }
        let shared = try site.workspace(database: database)
        figures += try measure(shared, PostgresRows(database), nodes: 2, "PostgreSQL, 2 nodes")
        return figures
    }

    private func measure(_ workspace: Workspace, _ rows: some Rows, nodes: Int, _ name: String)
        throws -> [Figure]
    {
        say("clocks, \(name): \(scale.runningClocks) running")
        try makeLeads(workspace)
        try multiply(rows)
        try rows.settle()
        let start = Int64(Date.now.timeIntervalSince1970) * 1000 + 15_000
        try setDue(rows, start: start)
        let servers = try (0..<nodes).map { _ in try Server(site, workspace) }
        defer { for server in servers { server.stop() } }
        let seconds = try awaitAll(rows, from: start)
        let lags = try trickleLags(rows)
        return [
            Figure(
                bench: "clocks", name: "\(scale.dueClocks) due at once fired, \(name)",
                value: seconds, unit: "s", goal: "5 s"),
            Figure(
                bench: "clocks", name: "p99 of the lag of one by one, \(name)",
                value: lags[min(lags.count - 1, lags.count * 99 / 100)], unit: "s", goal: "1 s"),
        ]
    }

    private var leads: Int { scale.dueClocks + scale.trickle + Self.parking }

    /// Each lead is a hand-raise, whose first touch has a clock.
    private func makeLeads(_ workspace: Workspace) throws {
        let server = try Server(site, workspace)
        defer { server.stop() }
        _ = try Load.run(
            port: server.port, connections: 64, requests: leads,
            Requests.capture(key: workspace.apiKey, sources: ["demo-request"]))
    }

    /// Copies the clocks of the parked leads until there are enough. They are due in a year.
    private func multiply(_ rows: some Rows) throws {
        let far = Int64(Date.now.timeIntervalSince1970 + 365 * 86_400) * 1000
        try rows.run(
            """
            UPDATE clocks SET \(rows.due(far)) \
            WHERE \(Self.firstTouch) AND lead_id <= \(Self.parking)
            """)
        let copies = scale.runningClocks / Self.parking
        try rows.run(
            """
            WITH RECURSIVE copies (n) AS \
            (SELECT CAST(1 AS BIGINT) UNION ALL SELECT n + 1 FROM copies WHERE n < \(copies)) \
            INSERT INTO clocks SELECT c.id + n * 10000000, c.lead_id, c.handoff_id, c.rule, \
            c.purpose, c.clock_state, c.owner_id, c.started_at, c.due_at, c.next_at, \
            c.breached_at, c.ended_at, c.state FROM clocks c CROSS JOIN copies \
            WHERE \(Self.firstTouch) AND c.lead_id <= \(Self.parking)
            """)
    }

    /// Lets the clocks of the others run out: most at one moment, the rest from ten seconds later on,
    /// fifty milliseconds apart.
    private func setDue(_ rows: some Rows, start: Int64) throws {
        let first = Self.parking
        let last = first + scale.dueClocks
        try rows.run(
            """
            UPDATE clocks SET \(rows.due(start)) \
            WHERE \(Self.firstTouch) AND lead_id > \(first) AND lead_id <= \(last)
            """)
        let later = (0..<scale.trickle).map { number in
            """
            UPDATE clocks SET \(rows.due(start + 10_000 + Int64(number) * 50)) \
            WHERE \(Self.firstTouch) AND lead_id = \(last + 1 + number)
            """
        }
        // The text of a command has its limits.
        for start in stride(from: 0, to: later.count, by: 100) {
            try rows.run(later[start...].prefix(100).joined(separator: ";\n"))
        }
    }

    /// Waits until every clock has fired.
    ///
    /// - Returns: seconds from the moment at which most were due to the commit of the last of them.
    private func awaitAll(_ rows: some Rows, from start: Int64) throws -> Double {
        let most = "lead_id > \(Self.parking) AND lead_id <= \(Self.parking + scale.dueClocks)"
        var allAt: Double?
        for _ in 0..<480 {
            // By an index: what looks for them must not take the time of those that fire them.
            let fired = try rows.numbers(
                """
                SELECT count(*) FROM clocks WHERE breached_at IS NOT NULL AND \(most) \
                UNION ALL SELECT count(*) FROM clocks WHERE breached_at IS NOT NULL
                """)
            if fired[0] >= Double(scale.dueClocks), allAt == nil {
                allAt = Date.now.timeIntervalSince1970 - Double(start) / 1000
            }
            if let allAt, fired[1] >= Double(scale.dueClocks + scale.trickle) {
                try checkOnce(rows)
                return allAt
            }
            usleep(250_000)
        }
        throw BenchFailure("not every clock fired within two minutes")
    }

    private func checkOnce(_ rows: some Rows) throws {
        let twice = try rows.numbers(
            """
            SELECT count(*) FROM (SELECT lead_id FROM events WHERE name = 'clock.breached' \
            GROUP BY lead_id HAVING count(*) > 1) AS doubled
            """)[0]
        guard twice == 0 else { throw BenchFailure("\(twice) clocks fired twice") }
    }

    /// How late each of those was that were due one by one: seconds, sorted.
    private func trickleLags(_ rows: some Rows) throws -> [Double] {
        try rows.numbers(
            """
            SELECT (e.at - c.due_at) / 1000.0 FROM events e \
            JOIN clocks c ON c.lead_id = e.lead_id AND c.breached_at IS NOT NULL \
            WHERE e.name = 'clock.breached' AND e.lead_id > \(Self.parking + scale.dueClocks)
            """
        ).sorted()
    }
}
