import LeadEngine
import LeadRules

/// Counting every figure anew.
extension SQLTransaction {
    /// Counts the figures of all rows that there are, in place of those that are kept: after an older
    /// Baton, which kept none.
    ///
    /// The words that leads are looked up by are written anew as well.
    package func recountFigures() throws {
        try connection.run("DELETE FROM figures", [])
        var sums = FigureSums()
        try eachRow(
            "SELECT \(LeadRows.columns) FROM leads WHERE id > ?",
            read: { try LeadRows.read($0, json) },
            body: { lead in
                lead.figures { sums.add($0, $1) }
                try saveWords(of: lead)
            })
        try recountWork(into: &sums)
        try recountAssignments(into: &sums)
        try recountVisitors(into: &sums)
        try post(sums)
    }

    private func recountWork(into sums: inout FigureSums) throws {
        try eachRow(
            "SELECT id, state FROM handoffs WHERE id > ?",
            read: { try json.value(Handoff.self, $0.string(1)) },
            body: { handoff in
                guard let lead = try lead(handoff.lead) else { return }
                handoff.figures(of: lead) { sums.add($0, $1) }
            })
        try eachRow(
            "SELECT id, state FROM clocks WHERE id > ?",
            read: { try json.value(Clock.self, $0.string(1)) },
            body: { clock in
                guard let lead = try lead(clock.lead) else { return }
                clock.figures(of: lead) { sums.add($0, $1) }
            })
    }

    private func recountAssignments(into sums: inout FigureSums) throws {
        try eachRow(
            "SELECT id, at, name, data FROM events WHERE name = 'lead.assigned' AND id > ?",
            read: { row in
                let stamp = Stamp(
                    id: EventID(row.int(0)), decision: DecisionID(row.int(0)),
                    at: Instant(milliseconds: row.int(1)), actor: .system, playbook: 0)
                return Recorded(
                    stamp: stamp, event: try json.event(row.string(2), row.string(3), id: stamp.id))
            },
            body: { recorded in recorded.figures { sums.add($0, $1) } })
    }

    private func recountVisitors(into sums: inout FigureSums) throws {
        let known = "CASE WHEN lead_id IS NULL THEN '0' ELSE '1' END"
        _ = try connection.rows(
            """
            SELECT \(known), count(*) FROM visitors WHERE id NOT LIKE 'user:%' GROUP BY \(known)
            """, []
        ) { row in
            sums.add(
                FigureCell(.visitor, nil, FigureKey.of(row.string(0))),
                FigureSum(count: row.int(1)))
        }
    }

    /// Reads rows by their first column, so many at a time that none of them fills the memory.
    private func eachRow<T>(
        _ sql: String, read: (any SQLRow) throws -> T, body: (T) throws -> Void
    ) throws {
        var last: Int64 = -1
        while true {
            let page = try connection.rows("\(sql) ORDER BY 1 LIMIT 2000", [.integer(last)]) {
                ($0.int(0), try read($0))
            }
            for (_, row) in page { try body(row) }
            guard let end = page.last else { return }
            last = end.0
        }
    }
}
