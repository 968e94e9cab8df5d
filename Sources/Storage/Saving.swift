package import LeadRules
import Synchronization

/// Writing what a decision changed, in an order that suits the foreign keys.
extension SQLTransaction {
    package func save(_ world: World, at now: Instant) throws {
        for row in world.members.changed { try save(row) }
        for row in world.accounts.changed { try save(row) }
        for row in world.leads.changed { try save(row, before: world.leads.before[row.id]) }
        for key in world.records.changedKeys {
            if let record = world.records.all[key] { try save(record, of: key) }
        }
        for row in world.handoffs.changed { try save(row) }
        for row in world.clocks.changed { try save(row) }
        for row in world.seats.changed { try save(row) }
        for row in world.visitors.changed { try save(row) }
        for row in world.merges.changed { try save(row) }
        for id in world.messages { try remember(message: id, at: now) }
        try noteFigures(of: world)
        cache?.keep(world)
    }

    private func save(_ lead: Lead, before: Lead?) throws {
        guard let before else {
            let key: [SQLValue] = [.integer(lead.id.number), .time(lead.capturedAt)]
            let row = try LeadRows.progress(lead, json) + LeadRows.profile(lead, json) + key
            try connection.run(LeadRows.insert, row)
            return try saveWords(of: lead)
        }
        let key = [SQLValue.integer(lead.id.number)]
        if lead.hasSamePlace(as: before) {
            try connection.run(LeadRows.updateScore, try LeadRows.score(lead, json) + key)
        } else {
            try connection.run(LeadRows.updateProgress, try LeadRows.progress(lead, json) + key)
        }
        if !lead.hasSameProfile(as: before) {
            try connection.run(LeadRows.updateProfile, try LeadRows.profile(lead, json) + key)
            if lead.soughtWords != before.soughtWords { try saveWords(of: lead) }
        }
    }

    private func save(_ member: Member) throws {
        try upsert(
            "members", ["id", "email", "role", "load", "left_at", "state"],
            [
                .integer(member.id.number), .text(member.profile.email),
                .text(member.profile.role.rawValue), .integer(Int64(member.load)),
                .time(member.leftAt), .text(try json.text(member)),
            ])
    }

    private func save(_ account: Account) throws {
        try upsert(
            "accounts", ["id", "domain", "name", "state"],
            [
                .integer(account.id.number), .text(account.domain), .text(account.name),
                .text(try json.text(account)),
            ])
    }

    private func save(_ record: QualificationRecord, of lead: LeadID) throws {
        try upsert(
            "qualifications", ["lead_id", "state"],
            [.integer(lead.number), .text(try json.text(record))])
    }

    private func save(_ handoff: Handoff) throws {
        try upsert(
            "handoffs",
            [
                "id", "lead_id", "kind", "handoff_state", "opened_at", "giver_id", "receiver_id",
                "points", "automatic", "decided_at", "reason", "disputed", "overturned",
                "first_contact_at", "state",
            ],
            [
                .integer(handoff.id.number), .integer(handoff.lead.number), .text(handoff.kind),
                .text(handoff.state.rawValue), .time(handoff.openedAt), .id(handoff.giver),
                .integer(handoff.receiver.number), .real(handoff.points),
                .flag(handoff.automatic), .time(handoff.decidedAt),
                .optional(handoff.rejection?.reason), .flag(handoff.dispute != nil),
                handoff.dispute?.overturned.map(SQLValue.flag) ?? .null,
                .time(handoff.firstContactAt), .text(try json.text(handoff)),
            ])
    }

    private func save(_ clock: Clock) throws {
        try upsert(
            "clocks",
            [
                "id", "lead_id", "handoff_id", "rule", "purpose", "clock_state", "owner_id",
                "started_at", "due_at", "next_at", "breached_at", "ended_at", "state",
            ],
            [
                .integer(clock.id.number), .integer(clock.lead.number), .id(clock.handoff),
                .text(clock.rule), .text(clock.purpose.rawValue), .text(clock.state.rawValue),
                .id(clock.owner), .time(clock.startedAt), .time(clock.dueAt),
                .time(clock.nextAt), .time(clock.breachedAt), .time(clock.endedAt),
                .text(try json.text(clock)),
            ])
    }

    private func save(_ seat: Seat) throws {
        try connection.run(
            """
            INSERT INTO seats (pool, member_id, credit, given) VALUES (?, ?, ?, ?) \
            ON CONFLICT (pool, member_id) DO UPDATE SET credit = excluded.credit, \
            given = excluded.given
            """,
            [
                .text(seat.pool), .integer(seat.member.number), .real(seat.credit),
                .integer(Int64(seat.given)),
            ])
    }

    private func save(_ visitor: Visitor) throws {
        try upsert(
            "visitors", ["id", "lead_id", "carried_to", "state"],
            [
                .text(visitor.id), .id(visitor.lead), .id(visitor.carriedTo),
                .text(try json.text(visitor)),
            ])
    }

    private func save(_ merge: MergeProposal) throws {
        try upsert(
            "merges", ["id", "keep_id", "absorb_id", "merge_state", "state"],
            [
                .integer(merge.id.number), .integer(merge.keep.number),
                .integer(merge.absorb.number), .text(merge.state.rawValue),
                .text(try json.text(merge)),
            ])
    }

    private func remember(message: String, at now: Instant) throws {
        try connection.run(
            "INSERT INTO messages (id, at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING",
            [.text(message), .time(now)])
    }

    /// Inserts a row, or replaces the one with the same first column.
    func upsert(_ table: String, _ columns: [String], _ values: [SQLValue]) throws {
        try connection.run(UpsertText.of(table, columns), values)
    }
}

/// The texts of upserts. Built from constants, the same for the same table, and each only once.
private enum UpsertText {
    private static let known = Mutex<[String: (columns: [String], text: String)]>([:])

    static func of(_ table: String, _ columns: [String]) -> String {
        known.withLock { known in
            if let found = known[table], found.columns == columns { return found.text }
            let text = build(table, columns)
            known[table] = (columns, text)
            return text
        }
    }

    private static func build(_ table: String, _ columns: [String]) -> String {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let sets = columns.dropFirst().map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks)) "
            + "ON CONFLICT (\(columns[0])) DO UPDATE SET \(sets)"
    }
}
