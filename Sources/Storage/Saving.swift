package import LeadRules
import Synchronization

/// Writing what a decision changed, in an order that suits the foreign keys.
extension SQLTransaction {
    package func save(_ world: World, at now: Instant) throws {
        for row in world.members.changed { try save(row, before: world.members.before[row.id]) }
        for row in world.accounts.changed { try save(row) }
        for row in world.leads.changed { try save(row, before: world.leads.before[row.id]) }
        for key in world.records.changedKeys {
            if let record = world.records.all[key] { try save(record, of: key) }
        }
        for row in world.handoffs.changed { try save(row) }
        try save(world.clocks.changed)
        for row in world.seats.changed { try save(row) }
        for row in world.visitors.changed { try save(row) }
        for row in world.merges.changed { try save(row) }
        try insert(
            world.messages.map { [.text($0), .time(now)] }, into: "messages", ["id", "at"],
            onConflict: .keep)
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

    private func save(_ clocks: [Clock]) throws {
        let rows = try clocks.map { clock -> [SQLValue] in
            [
                .integer(clock.id.number), .integer(clock.lead.number), .id(clock.handoff),
                .text(clock.rule), .text(clock.purpose.rawValue), .text(clock.state.rawValue),
                .id(clock.owner), .time(clock.startedAt), .time(clock.dueAt),
                .time(clock.nextAt), .time(clock.breachedAt), .time(clock.endedAt),
                .text(try json.text(clock)),
            ]
        }
        try insert(
            rows, into: "clocks",
            [
                "id", "lead_id", "handoff_id", "rule", "purpose", "clock_state", "owner_id",
                "started_at", "due_at", "next_at", "breached_at", "ended_at", "state",
            ], onConflict: .replace)
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

    /// Inserts a row, or replaces the one with the same first column.
    func upsert(_ table: String, _ columns: [String], _ values: [SQLValue]) throws {
        try insert([values], into: table, columns, onConflict: .replace)
    }

    /// Inserts rows, as many by one statement as suits the store.
    ///
    /// - Parameter onConflict: what is done when a row with the same first column is there.
    func insert(
        _ rows: [[SQLValue]], into table: String, _ columns: [String],
        onConflict: OnConflict = .fail
    ) throws {
        var rest = rows[...]
        while !rest.isEmpty {
            // Few sizes, so that there are few statements to prepare.
            var count = Connection.rowsPerInsert
            while count > rest.count { count /= 2 }
            try connection.run(
                InsertText.of(table, columns, count, onConflict),
                Array(rest.prefix(count).joined()))
            rest = rest.dropFirst(count)
        }
    }
}

/// What an insert does when a row with the same first column is there already.
enum OnConflict {
    case fail
    /// The new row takes its place.
    case replace
    /// The new row is passed over.
    case keep
}

/// The texts of inserts. Built from constants, the same for the same table, and each only once.
private enum InsertText {
    private struct Kind: Hashable {
        let table: String
        let rows: Int
        let onConflict: OnConflict
    }
    private static let known = Mutex<[Kind: (columns: [String], text: String)]>([:])

    static func of(_ table: String, _ columns: [String], _ rows: Int, _ onConflict: OnConflict)
        -> String
    {
        let kind = Kind(table: table, rows: rows, onConflict: onConflict)
        return known.withLock { known in
            if let found = known[kind], found.columns == columns { return found.text }
            let text = build(kind, columns)
            known[kind] = (columns, text)
            return text
        }
    }

    private static func build(_ kind: Kind, _ columns: [String]) -> String {
        let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
        let rows = Array(repeating: row, count: kind.rows).joined(separator: ", ")
        let insert = "INSERT INTO \(kind.table) (\(columns.joined(separator: ", "))) VALUES \(rows)"
        switch kind.onConflict {
        case .fail: return insert
        case .keep: return insert + " ON CONFLICT (\(columns[0])) DO NOTHING"
        case .replace:
            let sets = columns.dropFirst().map { "\($0) = excluded.\($0)" }
                .joined(separator: ", ")
            return insert + " ON CONFLICT (\(columns[0])) DO UPDATE SET \(sets)"
        }
    }
}
