package import Records

/// A table as it is declared: the one place that says what it holds. What copies, compares and checks
/// tables, and what inserts rows, is made from it; migrations are how a database comes to it.
package struct Table: Sendable {
    package let name: String
    package let columns: [Column]
    /// The columns that tell rows apart; none where the same row may stand twice.
    package let key: [String]
    /// What orders rows: the key, where there is one. None of these may be null.
    package let order: [String]
    /// Whether it is made from the journal, so that `verify` can make it again and compare.
    package let isProjection: Bool
    /// Which rows count when rows are compared.
    package let condition: String
    /// The columns' names, as a statement lists them.
    package let list: String

    /// - Parameters:
    ///   - key: the first column, unless others are named.
    ///   - order: needed only where there is no key.
    init(
        _ name: String, projection: Bool = false, key: [String]? = nil, order: [String]? = nil,
        condition: String = "1 = 1", _ columns: [Column]
    ) {
        self.name = name
        self.columns = columns
        self.key = key ?? [columns[0].name]
        self.order = order ?? self.key
        isProjection = projection
        self.condition = condition
        list = columns.map(\.name).joined(separator: ", ")
    }

    /// Where a column stands in a row.
    func place(of column: String) -> Int {
        guard let place = columns.firstIndex(where: { $0.name == column }) else {
            preconditionFailure("\(name) declares no column \(column)")
        }
        return place
    }
}

/// A column as it is declared.
package struct Column: Sendable {
    /// What the database keeps.
    package enum Kind: String, Sendable {
        /// Whole numbers, ids, flags (0 and 1), and times in milliseconds since 1970.
        case integer
        /// Fractions.
        case real
        case text
    }

    /// The type of a record, which any thread may ask.
    package typealias RecordType = any (StoredRecord & SendableMetatype).Type

    package let name: String
    package let kind: Kind
    /// What its JSON is a record of, where it is one.
    package let record: RecordType?
    /// The table that it points into.
    package let target: String?
    package let isNullable: Bool

    private init(
        _ name: String, _ kind: Kind, record: RecordType? = nil, target: String? = nil,
        isNullable: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.record = record
        self.target = target
        self.isNullable = isNullable
    }

    static func integer(_ name: String) -> Column { Column(name, .integer) }
    static func real(_ name: String) -> Column { Column(name, .real) }
    static func text(_ name: String) -> Column { Column(name, .text) }

    /// The id of a row of another table.
    static func id(_ name: String, of target: String) -> Column {
        Column(name, .integer, target: target)
    }

    /// The JSON of a record: stored for ever, like the journal.
    static func record(_ name: String, _ record: RecordType) -> Column {
        Column(name, .text, record: record)
    }

    /// The same column, which may hold nothing.
    var orNull: Column {
        Column(name, kind, record: record, target: target, isNullable: true)
    }
}
