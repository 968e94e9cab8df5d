import GRDB
import GRDBSQLite
import LeadEngine
package import Storage

/// A GRDB connection as the shared SQL sees it; statements are prepared once for each connection.
///
/// Values are bound and read by SQLite's own functions: for rows as small and many as ours GRDB's
/// conversions cost more than SQLite's work.
package struct SQLiteConnection: SQLConnection {
    let db: Database
    let trouble: SQLiteTrouble

    package func run(_ sql: String, _ values: [SQLValue]) throws {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        while try step(statement, sql) {}
    }

    package func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T)
        throws -> [T]
    {
        let statement = try bound(sql, values)
        defer { sqlite3_reset(statement) }
        var result: [T] = []
        while try step(statement, sql) { result.append(try read(SQLiteRow(statement: statement))) }
        return result
    }

    package func savepoint(_ body: () throws -> Void) throws {
        // A full disk may have ended the whole transaction. A savepoint would begin another.
        guard db.isInsideTransaction else { throw failure(SQLITE_ABORT, nil) }
        try run("SAVEPOINT step", [])
        do {
            try body()
        } catch {
            try? run("ROLLBACK TO step", [])
            try? run("RELEASE step", [])
            throw error
        }
        try run("RELEASE step", [])
    }

    private func bound(_ sql: String, _ values: [SQLValue]) throws -> OpaquePointer {
        let statement = try db.cachedStatement(sql: sql).sqliteStatement
        for (index, value) in values.enumerated() {
            let code = value.bind(to: statement, Int32(index + 1))
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
        return statement
    }

    /// Whether there is another row.
    private func step(_ statement: OpaquePointer, _ sql: String) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw failure(code, sql)
        }
    }

    private func failure(_ code: Int32, _ sql: String?) -> StoreProblem {
        trouble.note(
            DatabaseError(
                resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage, sql: sql))
    }
}

/// The row that a statement stands at.
private struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func integer(_ column: Int) -> Int64? {
        isNull(column) ? nil : sqlite3_column_int64(statement, Int32(column))
    }
    func real(_ column: Int) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(statement, Int32(column))
    }
    func text(_ column: Int) -> String? {
        sqlite3_column_text(statement, Int32(column)).map { start in
            let count = Int(sqlite3_column_bytes(statement, Int32(column)))
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }
    }
    private func isNull(_ column: Int) -> Bool {
        sqlite3_column_type(statement, Int32(column)) == SQLITE_NULL
    }
}

extension SQLValue {
    /// Binds the value to a parameter, counted from 1; SQLite keeps a copy of a text.
    fileprivate func bind(to statement: OpaquePointer, _ place: Int32) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, place)
        case .integer(let number): return sqlite3_bind_int64(statement, place, number)
        case .real(let number): return sqlite3_bind_double(statement, place, number)
        case .text(var text):
            return text.withUTF8 { utf8 in
                // An empty text may have no address, and no address would be NULL.
                guard let start = utf8.baseAddress else {
                    return sqlite3_bind_text(statement, place, "", 0, Self.copied)
                }
                return start.withMemoryRebound(to: CChar.self, capacity: utf8.count) {
                    sqlite3_bind_text(statement, place, $0, Int32(utf8.count), Self.copied)
                }
            }
        }
    }

    /// SQLITE_TRANSIENT, which Swift does not import.
    private static var copied: sqlite3_destructor_type {
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }
}
