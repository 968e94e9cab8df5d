package import LeadEngine
package import LeadRules

extension SQLTransaction {
    /// Reads the clocks that are due, and everything that deciding on them asks for first, in a few
    /// statements for all of them: one for each would be a round trip each.
    package func dueClocks(at now: Instant, limit: Int) throws -> [DueClock] {
        let rows = try connection.rows(
            """
            SELECT id, next_at, lead_id, state FROM clocks WHERE next_at <= ? \
            ORDER BY next_at, id LIMIT ?
            """,
            [.time(now), .integer(Int64(limit))]
        ) { row in
            (
                due: DueClock(clock: ClockID(row.int(0)), at: Instant(milliseconds: row.int(1))),
                lead: LeadID(row.int(2)), state: row.string(3)
            )
        }
        if let cache {
            cache.due.forget()
            let leads = Array(Set(rows.map(\.lead))).sorted()
            try readLeads(leads, into: cache)
            try readUnendedClocks(of: leads, into: cache)
            try readHandoffs(of: leads, into: cache)
            for row in rows { cache.due.note(row.due.clock, of: row.lead, state: row.state) }
        }
        return rows.map(\.due)
    }

    // What cannot be read here is told to whoever asks for it alone.

    private func readLeads(_ ids: [LeadID], into cache: RowCache) throws {
        let unknown = ids.filter { cache.leads[$0] == nil }
        if let (places, values) = InList.of(unknown, SQLValue.id) {
            let leads = try connection.rows(
                "SELECT \(LeadRows.columns) FROM leads WHERE id IN (\(places))", values
            ) { try? LeadRows.read($0, json) }
            for case let lead? in leads { cache.leads[lead.id] = lead }
        }
        let accounts = Set(ids.compactMap { cache.leads[$0]?.account }).sorted()
        guard
            let (places, values) = InList.of(
                accounts.filter { cache.accounts[$0] == nil }, SQLValue.id)
        else { return }
        let rows = try connection.rows(
            "SELECT state FROM accounts WHERE id IN (\(places))", values
        ) { try? json.value(Account.self, $0.string(0)) }
        for case let account? in rows { cache.keep(account) }
    }

    private func readHandoffs(of leads: [LeadID], into cache: RowCache) throws {
        guard let (places, values) = InList.of(leads, SQLValue.id) else { return }
        let rows = try connection.rows(
            "SELECT lead_id, state FROM handoffs WHERE lead_id IN (\(places)) ORDER BY id", values
        ) { row in
            (lead: LeadID(row.int(0)), handoff: try? json.value(Handoff.self, row.string(1)))
        }
        let found = Dictionary(grouping: rows, by: \.lead)
        for lead in leads {
            let handoffs = (found[lead] ?? []).map(\.handoff)
            guard handoffs.allSatisfy({ $0 != nil }) else { continue }
            cache.due.note(handoffs: handoffs.compactMap(\.self), of: lead)
        }
    }

    private func readUnendedClocks(of leads: [LeadID], into cache: RowCache) throws {
        guard let (places, values) = InList.of(leads, SQLValue.id) else { return }
        for lead in leads { cache.due.begin(lead) }
        _ = try connection.rows(
            """
            SELECT id, lead_id, state FROM clocks WHERE ended_at IS NULL \
            AND lead_id IN (\(places)) ORDER BY id
            """, values
        ) { row in
            cache.due.note(ClockID(row.int(0)), of: LeadID(row.int(1)), state: row.string(2))
        }
    }
}
