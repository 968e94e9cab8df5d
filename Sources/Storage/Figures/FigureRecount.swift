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
        try eachRow("SELECT \(LeadRows.columns) FROM leads WHERE id > ?") { row in
            let lead = try LeadRows.read(row, json)
            lead.figures { sums.add($0, $1) }
            try saveWords(of: lead)
        }
        let owned = "CASE WHEN l.merged_into IS NULL THEN l.source END"
        try eachRow(
            """
            SELECT x.id, x.state, \(owned) FROM handoffs x JOIN leads l ON l.id = x.lead_id \
            WHERE x.id > ?
            """
        ) { row in
            try json.value(Handoff.self, row.string(1)).figures(source: row.text(2)) {
                sums.add($0, $1)
            }
        }
        try eachRow(
            """
            SELECT x.id, x.state, \(owned) FROM clocks x JOIN leads l ON l.id = x.lead_id \
            WHERE x.id > ?
            """
        ) { row in
            try json.value(Clock.self, row.string(1)).figures(source: row.text(2)) {
                sums.add($0, $1)
            }
        }
        try recountAssignments(into: &sums)
        _ = try connection.rows(
            """
            SELECT CASE WHEN lead_id IS NULL THEN '0' ELSE '1' END, count(*) FROM visitors \
            WHERE id NOT LIKE 'user:%' GROUP BY CASE WHEN lead_id IS NULL THEN '0' ELSE '1' END
            """, []
        ) { row in
            sums.add(
                FigureCell(.visitor, nil, FigureKey.of(row.string(0))),
                FigureSum(count: row.int(1)))
        }
        try post(sums)
    }

    private func recountAssignments(into sums: inout FigureSums) throws {
        try eachRow(
            "SELECT id, at, name, data FROM events WHERE name = 'lead.assigned' AND id > ?"
        ) { row in
            let stamp = Stamp(
                id: EventID(row.int(0)), at: Instant(milliseconds: row.int(1)), actor: .system,
                playbook: 0)
            Recorded(stamp: stamp, event: try json.event(row.string(2), row.string(3))).figures {
                sums.add($0, $1)
            }
        }
    }

    /// Reads rows by their first column, so many at a time that none of them fills the memory.
    private func eachRow(_ sql: String, _ read: (any SQLRow) throws -> Void) throws {
        var last: Int64 = -1
        while true {
            let ids = try connection.rows(
                "\(sql) ORDER BY 1 LIMIT 2000", [.integer(last)]
            ) { row in
                try read(row)
                return row.int(0)
            }
            guard let end = ids.last else { return }
            last = end
        }
    }
}
