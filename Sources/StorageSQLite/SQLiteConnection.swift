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

    /// A statement that may fail between two rows keeps copies of the pages it changes.
    package static var rowsPerInsert: Int { 1 }

    package static var columnsOfAllTables: String {
        """
        SELECT t.name, c.name, c.type, c."notnull", CASE WHEN c.pk > 0 THEN c.pk END, f."table" \
        FROM sqlite_master t JOIN pragma_table_info(t.name) c \
        LEFT JOIN pragma_foreign_key_list(t.name) f ON f."from" = c.name \
        WHERE t.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_' ORDER BY t.name, c.cid
        """
    }

    package var effects: Int { trouble.effects }

    package func run(_ sql: String, _ values: [SQLValue]) throws {
        trouble.effects += 1
        try bound(sql, values) { statement in
            while try step(statement, sql) {}
        }
    }

    package func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T)
        throws -> [T]
    {
        try bound(sql, values) { statement in
            var result: [T] = []
            while try step(statement, sql) {
                result.append(try read(SQLiteRow(statement: statement)))
            }
            return result
        }
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

    /// Runs a body with a statement whose texts stand side by side in memory of ours, so that SQLite
    /// needs no copies of them.
    private func bound<R>(
        _ sql: String, _ values: [SQLValue], _ body: (OpaquePointer) throws -> R
    ) throws -> R {
        let statement = try db.cachedStatement(sql: sql).sqliteStatement
        let length = values.reduce(1) { $0 + $1.textLength }
        return try withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { memory in
            var place = 0
            for (index, value) in values.enumerated() {
                let code = value.bind(to: statement, Int32(index + 1), memory, &place)
                guard code == SQLITE_OK else { throw failure(code, sql) }
            }
            defer { sqlite3_reset(statement) }
            return try body(statement)
        }
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
    /// In bytes.
    fileprivate var textLength: Int {
        if case .text(let text) = self { text.utf8.count } else { 0 }
    }

    /// Binds the value to a parameter, counted from 1. A text is put into the memory first, which has to
    /// stay there until the statement is reset.
    fileprivate func bind(
        to statement: OpaquePointer, _ parameter: Int32, _ memory: UnsafeMutableRawBufferPointer,
        _ place: inout Int
    ) -> Int32 {
        switch self {
        case .null: return sqlite3_bind_null(statement, parameter)
        case .integer(let number): return sqlite3_bind_int64(statement, parameter, number)
        case .real(let number): return sqlite3_bind_double(statement, parameter, number)
        case .text(var text):
            let start = memory.baseAddress! + place
            let length = text.withUTF8 { utf8 in
                if let bytes = utf8.baseAddress {
                    start.copyMemory(from: bytes, byteCount: utf8.count)
                }
                return utf8.count
            }
            place += length
            // No destructor is SQLITE_STATIC.
            return sqlite3_bind_text(
                statement, parameter, start.assumingMemoryBound(to: CChar.self), Int32(length), nil)
        }
    }
}
