import LeadRules

/// A value bound to a statement.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)

    package static func optional(_ number: Int64?) -> SQLValue { number.map(integer) ?? .null }
    package static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }
    package static func optional(_ number: Double?) -> SQLValue { number.map(real) ?? .null }
}

/// A row of a result; columns are counted from 0.
package protocol SQLRow {
    func integer(_ column: Int) -> Int64?
    func real(_ column: Int) -> Double?
    func text(_ column: Int) -> String?
}

extension SQLRow {
    /// A column that the schema says is never null.
    package func int(_ column: Int) -> Int64 { integer(column) ?? 0 }
    package func string(_ column: Int) -> String { text(column) ?? "" }
}

/// A connection within a transaction. Parameters are written `?` and counted from the left.
package protocol SQLConnection {
    func run(_ sql: String, _ values: [SQLValue]) throws
    func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T) throws
        -> [T]
    func savepoint(_ body: () throws -> Void) throws
    /// Grows with every statement that was run and with every failure: while it stays the same, there is
    /// nothing to undo.
    var effects: Int { get }
    /// How many rows one statement should insert at most.
    static var rowsPerInsert: Int { get }
    /// A query for the columns of every table: table, column, type, 1 when it is declared NOT NULL, its
    /// place in the primary key, and the table that it points into.
    static var columnsOfAllTables: String { get }
}

extension SQLConnection {
    package func first<T>(
        _ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T
    ) throws -> T? {
        try rows(sql, values, read).first
    }

    /// Whether the query has a row.
    package func exists(_ sql: String, _ values: [SQLValue]) throws -> Bool {
        try first(sql, values) { _ in true } ?? false
    }
}

extension SQLRow {
    /// A column of times.
    func time(_ column: Int) -> Instant? {
        integer(column).map { Instant(milliseconds: $0) }
    }
}
