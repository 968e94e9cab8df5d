package import LeadEngine
package import LeadRules

/// The journal.
extension SQLTransaction {
    private var columns: String { "id, at, actor, playbook, name, data, decision" }

    package func event(_ id: EventID) throws -> Recorded? {
        try events("WHERE id = ?", [.integer(id.number)]).first
    }

    package func events(of lead: LeadID) throws -> [Recorded] {
        let visitors = try connection.rows(
            "SELECT id FROM visitors WHERE carried_to = ?", [.integer(lead.number)]
        ) { $0.string(0) }
        var all = try events("WHERE lead_id = ? ORDER BY id", [.integer(lead.number)])
        for visitor in visitors {
            all += try events("WHERE visitor = ? AND lead_id IS NULL ORDER BY id", [.text(visitor)])
        }
        return visitors.isEmpty ? all : all.sorted { $0.id < $1.id }
    }

    package func events(of lead: LeadID, latest limit: Int) throws -> [Recorded] {
        let visitors = try connection.rows(
            "SELECT id FROM visitors WHERE lead_id = ?", [.integer(lead.number)]
        ) { $0.string(0) }
        var all = try events(
            "WHERE lead_id = ? ORDER BY id DESC LIMIT ?",
            [.integer(lead.number), .integer(Int64(limit))])
        for visitor in visitors {
            all += try events(
                "WHERE visitor = ? AND lead_id IS NULL ORDER BY id DESC LIMIT ?",
                [.text(visitor), .integer(Int64(limit))])
        }
        return all.sorted { $0.id < $1.id }.suffix(limit)
    }

    package func journal(after: EventID?, limit: Int) throws -> [Recorded] {
        try events(
            "WHERE id > ? ORDER BY id LIMIT ?",
            [.integer(after?.number ?? 0), .integer(Int64(limit))])
    }

    package func tail(after: EventID?, limit: Int) throws -> [JournalLine] {
        try connection.rows(
            """
            SELECT e.id, e.name, e.lead_id, l.owner_id FROM events e \
            LEFT JOIN leads l ON l.id = e.lead_id WHERE e.id > ? ORDER BY e.id LIMIT ?
            """,
            [.integer(after?.number ?? 0), .integer(Int64(limit))]
        ) { row in
            JournalLine(
                id: EventID(row.int(0)), name: row.string(1),
                lead: row.integer(2).map { LeadID($0) },
                owner: row.integer(3).map { MemberID($0) })
        }
    }

    func events(_ tail: String, _ values: [SQLValue]) throws -> [Recorded] {
        try connection.rows("SELECT \(columns) FROM events \(tail)", values) { row in
            let stamp = Stamp(
                id: EventID(row.int(0)), decision: DecisionID(row.int(6)),
                at: Instant(milliseconds: row.int(1)), actor: Actor(row.string(2)) ?? .system,
                playbook: Int(row.int(3)))
            return Recorded(
                stamp: stamp, event: try json.event(row.string(4), row.string(5), id: stamp.id))
        }
    }

    package func append(_ events: [Recorded]) throws {
        noteFigures(of: events)
        let rows = try events.map { recorded -> [SQLValue] in
            [
                .integer(recorded.id.number), .integer(recorded.stamp.decision.number),
                .time(recorded.stamp.at),
                .text(recorded.stamp.actor.description),
                .integer(Int64(recorded.stamp.playbook)), .text(recorded.name),
                .id(recorded.event.lead), .optional(recorded.event.visitor),
                .text(try json.data(recorded.event)),
            ]
        }
        try insert(rows, into: .events)
    }

    package func nextIDs() throws -> NextIDs {
        func next(_ table: String, _ column: String = "id") throws -> Int64 {
            try connection.first("SELECT max(\(column)) FROM \(table)", []) { $0.int(0) + 1 } ?? 1
        }
        var ids = NextIDs()
        ids.event = try next("events")
        ids.lead = try next("leads")
        ids.account = try next("accounts")
        ids.member = try next("members")
        ids.handoff = try next("handoffs")
        ids.clock = try next("clocks")
        ids.merge = try next("merges")
        ids.timeOff = try nextTimeOff()
        return ids
    }

    /// Time off lives inside its member; the journal knows every one there ever was.
    private func nextTimeOff() throws -> Int64 {
        let counted = try connection.first(
            "SELECT count(*) FROM events WHERE name = 'member.time-off-added'", []
        ) { $0.int(0) }
        return (counted ?? 0) + 1
    }
}
