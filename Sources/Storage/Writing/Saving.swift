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
            world.messages.map { [.text($0), .time(now)] }, into: .messages, onConflict: .keep)
        try noteFigures(of: world)
        cache?.keep(world)
    }

    private func save(_ lead: Lead, before: Lead?) throws {
        guard let before else {
            try connection.run(LeadRows.insert.text, try LeadRows.insert.values(of: lead, json))
            return try saveWords(of: lead)
        }
        let update = lead.hasSamePlace(as: before) ? LeadRows.updateScore : LeadRows.updatePlace
        try connection.run(update.text, try update.values(of: lead, json))
        if !lead.hasSameProfile(as: before) {
            let update = LeadRows.updateProfile
            try connection.run(update.text, try update.values(of: lead, json))
            if lead.soughtWords != before.soughtWords { try saveWords(of: lead) }
        }
    }

    private func save(_ account: Account) throws {
        try upsert(
            .accounts,
            [
                .integer(account.id.number), .text(account.domain), .text(account.name),
                .text(try json.text(account)),
            ])
    }

    private func save(_ record: QualificationRecord, of lead: LeadID) throws {
        try upsert(.qualifications, [.integer(lead.number), .text(try json.text(record))])
    }

    private func save(_ handoff: Handoff) throws {
        try upsert(
            .handoffs,
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
        try insert(rows, into: .clocks, onConflict: .replace)
    }

    private func save(_ visitor: Visitor) throws {
        try upsert(
            .visitors,
            [
                .text(visitor.id), .id(visitor.lead), .id(visitor.carriedTo),
                .text(try json.text(visitor)),
            ])
    }

    private func save(_ merge: MergeProposal) throws {
        try upsert(
            .merges,
            [
                .integer(merge.id.number), .integer(merge.keep.number),
                .integer(merge.absorb.number), .text(merge.state.rawValue),
                .text(try json.text(merge)),
            ])
    }

    /// Inserts a row, or replaces the one with the same key.
    ///
    /// - Parameter row: a value for each column that the table declares, in its order.
    func upsert(_ table: Table, _ row: [SQLValue]) throws {
        try insert([row], into: table, onConflict: .replace)
    }

    /// Inserts rows, as many by one statement as suits the store.
    ///
    /// - Parameters:
    ///   - rows: a value for each column that the table declares, in its order.
    ///   - onConflict: what is done when a row with the same key is there.
    func insert(_ rows: [[SQLValue]], into table: Table, onConflict: OnConflict = .fail) throws {
        assert(rows.allSatisfy { $0.count == table.columns.count })
        var rest = rows[...]
        while !rest.isEmpty {
            // Few sizes, so that there are few statements to prepare.
            var count = Connection.rowsPerInsert
            while count > rest.count { count /= 2 }
            try connection.run(
                InsertText.of(table, count, onConflict), Array(rest.prefix(count).joined()))
            rest = rest.dropFirst(count)
        }
    }
}

/// What an insert does when a row with the same key is there already.
enum OnConflict {
    case fail
    /// The new row takes its place.
    case replace
    /// The new row is passed over.
    case keep
}

/// The texts of inserts. Built from the declared columns, the same for the same table, and each only
/// once.
private enum InsertText {
    private struct Kind: Hashable {
        let table: String
        let rows: Int
        let onConflict: OnConflict
    }
    private static let known = Mutex<[Kind: String]>([:])

    static func of(_ table: Table, _ rows: Int, _ onConflict: OnConflict) -> String {
        let kind = Kind(table: table.name, rows: rows, onConflict: onConflict)
        return known.withLock { known in
            if let found = known[kind] { return found }
            let text = build(table, rows, onConflict)
            known[kind] = text
            return text
        }
    }

    private static func build(_ table: Table, _ rows: Int, _ onConflict: OnConflict) -> String {
        let row = "(" + table.columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let rows = Array(repeating: row, count: rows).joined(separator: ", ")
        let insert = "INSERT INTO \(table.name) (\(table.list)) VALUES \(rows)"
        let key = table.key.joined(separator: ", ")
        switch onConflict {
        case .fail: return insert
        case .keep: return insert + " ON CONFLICT (\(key)) DO NOTHING"
        case .replace:
            let sets = table.columns.map(\.name).filter { !table.key.contains($0) }
                .map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
            return insert + " ON CONFLICT (\(key)) DO UPDATE SET \(sets)"
        }
    }
}
