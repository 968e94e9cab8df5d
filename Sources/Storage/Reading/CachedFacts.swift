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
        try writeLate()
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
        try writeLate()
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

    package func handoffs(of lead: LeadID) throws -> [Handoff] {
        if let known = cache?.due.handoffs(of: lead) { return known }
        return try states(
            "SELECT state FROM handoffs WHERE lead_id = ? ORDER BY id", [.integer(lead.number)])
    }

    package func endpoints() throws -> [Endpoint] {
        if let known = cache?.endpoints { return known }
        let all: [Endpoint] = try states("SELECT state FROM endpoints ORDER BY id", [])
        let endpoints = all.filter { !$0.isDeleted }
        cache?.endpoints = endpoints
        return endpoints
    }
}
