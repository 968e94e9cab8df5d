import LeadRules

/// Leads in their table. Statements are made of the declared columns, each once.
enum LeadRows {
    /// What `read` expects, in its order.
    static let columns = list(names)

    /// The same, of a table that a query calls by another name.
    static func columns(of table: String) -> String { list(names.map { "\(table).\($0)" }) }

    static func read(_ row: any SQLRow, _ json: RowJSON) throws -> Lead {
        let id = LeadID(row.int(Place.id))
        let capturedAt = Instant(milliseconds: row.int(Place.capturedAt))
        var reading = LeadReading(Lead(id: id, capturedAt: capturedAt), json)
        for (place, read) in readings.enumerated() {
            try read(&reading, row, Place.others + place)
        }
        return reading.whole
    }

    private static let names = (LeadColumn.key + read).map(\.column.name)
    private static let read = LeadColumn.all.filter { $0.read != nil }
    private static let readings = read.compactMap(\.read)

    /// Where columns stand in a row that is read.
    private enum Place {
        static let id = 0
        static let capturedAt = 1
        static let others = LeadColumn.key.count
    }

    static let insert = Statement(
        text: "INSERT INTO leads (\(Table.leads.list)) "
            + "VALUES (\(list(LeadColumn.all.map { _ in "?" })))",
        columns: LeadColumn.all)

    static let updateProfile = update(LeadColumn.profile)

    static let updatePlace = update(LeadColumn.place + LeadColumn.score)

    static let updateScore = update(LeadColumn.score)

    private static func update(_ columns: [LeadColumn]) -> Statement {
        let sets = list(columns.map { $0.column.name + " = ?" })
        return Statement(
            text: "UPDATE leads SET \(sets) WHERE id = ?", columns: columns + [LeadColumn.id])
    }

    /// A statement that writes a lead, and what it is given.
    struct Statement: Sendable {
        let text: String
        let columns: [LeadColumn]

        func values(of lead: Lead, _ json: RowJSON) throws -> [SQLValue] {
            try columns.map { try $0.write(lead, json) }
        }
    }

    private static func list(_ parts: [String]) -> String { parts.joined(separator: ", ") }
}

/// A lead while it is read: some of its parts stand in two columns.
struct LeadReading {
    let json: RowJSON
    var lead: Lead
    var owner: MemberID?
    var assignedAt: Instant?
    var pool: String?

    init(_ lead: Lead, _ json: RowJSON) {
        self.lead = lead
        self.json = json
    }

    var whole: Lead {
        var lead = lead
        if let owner, let assignedAt {
            lead.assignment = Assignment(owner: owner, pool: pool, at: assignedAt)
        }
        return lead
    }
}

extension SQLValue {
    static func time(_ at: Instant?) -> SQLValue { .optional(at?.milliseconds) }
    static func id<K>(_ id: ID<K>?) -> SQLValue { .optional(id?.number) }
    static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
}
