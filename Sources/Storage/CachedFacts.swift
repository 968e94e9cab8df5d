package import LeadEngine
package import LeadRules

/// Facts that the connection that writes may know already.
extension SQLTransaction {
    package func lead(_ id: LeadID) throws -> Lead? {
        guard let cache else { return try storedLead(id) }
        return try cache.leads.row(id) { try storedLead(id) }
    }
    private func storedLead(_ id: LeadID) throws -> Lead? {
        try connection.first(
            "SELECT \(LeadRows.columns) FROM leads WHERE id = ?", [.integer(id.number)]
        ) { try LeadRows.read($0, json) }
    }

    package func account(_ id: AccountID) throws -> Account? {
        guard let cache else { return try storedAccount(id) }
        return try cache.accounts.row(id) { try storedAccount(id) }
    }
    private func storedAccount(_ id: AccountID) throws -> Account? {
        try state("SELECT state FROM accounts WHERE id = ?", [.integer(id.number)])
    }
    package func account(domain: String) throws -> Account? {
        if let id = cache?.domains[domain] { return try account(id) }
        let row: Account? = try state(
            "SELECT state FROM accounts WHERE domain = ?", [.text(domain)])
        if let row { cache?.keep(row) }
        return row
    }

    package func members() throws -> [Member] {
        if let known = cache?.members { return known }
        let members: [Member] = try states("SELECT state FROM members ORDER BY id", [])
        cache?.members = members
        return members
    }

    package func visitor(_ id: String) throws -> Visitor? {
        guard let cache else { return try storedVisitor(id) }
        return try cache.visitors.row(id) { try storedVisitor(id) }
    }
    private func storedVisitor(_ id: String) throws -> Visitor? {
        try state("SELECT state FROM visitors WHERE id = ?", [.text(id)])
    }

    package func seats(of pool: String) throws -> [Seat] {
        if let known = cache?.seats[pool] { return known }
        let seats = try connection.rows(
            "SELECT member_id, credit, given FROM seats WHERE pool = ? ORDER BY member_id",
            [.text(pool)]
        ) { row in
            var seat = Seat(pool: pool, member: MemberID(row.int(0)))
            seat.credit = row.real(1) ?? 0
            seat.given = Int(row.int(2))
            return seat
        }
        cache?.seats[pool] = seats
        return seats
    }

    package func heldLeads(pool: String, limit: Int) throws -> [LeadID] {
        if let cache, cache.poolsWithoutHeld.contains(pool) { return [] }
        let held = try connection.rows(
            """
            SELECT id FROM leads WHERE held_in = ? AND merged_into IS NULL \
            ORDER BY captured_at, id LIMIT ?
            """, [.text(pool), .integer(Int64(limit))]
        ) { LeadID($0.int(0)) }
        if held.isEmpty, limit > 0 { cache?.poolsWithoutHeld.insert(pool) }
        return held
    }

    package func clock(_ id: ClockID) throws -> Clock? {
        if let known = try cache?.due.clock(id, json) { return known }
        return try state("SELECT state FROM clocks WHERE id = ?", [.integer(id.number)])
    }
    package func unendedClocks(of lead: LeadID) throws -> [Clock] {
        if let known = try cache?.due.clocks(of: lead, json) { return known }
        return try states(
            "SELECT state FROM clocks WHERE lead_id = ? AND ended_at IS NULL ORDER BY id",
            [.integer(lead.number)])
    }

    package func endpoints() throws -> [Endpoint] {
        if let known = cache?.endpoints { return known }
        let all: [Endpoint] = try states("SELECT state FROM endpoints ORDER BY id", [])
        let endpoints = all.filter { !$0.isDeleted }
        cache?.endpoints = endpoints
        return endpoints
    }
}

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
            try readLeads(leads.filter { cache.leads[$0] == nil }, into: cache)
            try readUnendedClocks(of: leads, into: cache)
            for row in rows { cache.due.note(row.due.clock, of: row.lead, state: row.state) }
        }
        return rows.map(\.due)
    }

    private func readLeads(_ ids: [LeadID], into cache: RowCache) throws {
        guard let (places, values) = Places.of(ids) else { return }
        let leads = try connection.rows(
            "SELECT \(LeadRows.columns) FROM leads WHERE id IN (\(places))", values
        ) { row in
            // What cannot be read is told to whoever asks for it alone.
            try? LeadRows.read(row, json)
        }
        for case let lead? in leads { cache.leads[lead.id] = lead }
    }

    private func readUnendedClocks(of leads: [LeadID], into cache: RowCache) throws {
        guard let (places, values) = Places.of(leads) else { return }
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

/// The places of a list in a statement. Lists are filled up with their last value, so that there are
/// few statements to prepare.
private enum Places {
    /// - Returns: nil for an empty list.
    static func of<Kind>(_ ids: [ID<Kind>]) -> (places: String, values: [SQLValue])? {
        guard let last = ids.last else { return nil }
        var count = 1
        while count < ids.count { count *= 4 }
        let filled = ids + Array(repeating: last, count: count - ids.count)
        return (
            Array(repeating: "?", count: count).joined(separator: ", "),
            filled.map { .integer($0.number) }
        )
    }
}
