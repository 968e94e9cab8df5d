import GRDBSQLite

/// SQLite's own interface, set up as Baton sets it up.
final class BareSQLite {
    private var handle: OpaquePointer?

    init(_ path: String) throws {
        try check(sqlite3_open(path, &handle))
        for pragma in [
            "journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 20000",
            "cache_size = -65536", "temp_store = MEMORY",
        ] {
            try run("PRAGMA \(pragma)")
        }
    }

    deinit { sqlite3_close_v2(handle) }

    func run(_ sql: String) throws { try check(sqlite3_exec(handle, sql, nil, nil, nil)) }

    func prepare(_ sql: String) throws -> BareStatement {
        var statement: OpaquePointer?
        try check(
            sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        return BareStatement(statement)
    }

    /// The rows of a query, to be written again elsewhere.
    func rows(_ sql: String) throws -> [BareRow] {
        let statement = try prepare(sql)
        var rows: [BareRow] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else {
            throw BenchFailure("SQLite: \(String(cString: sqlite3_errmsg(handle)))")
        }
    }
}

/// A prepared statement.
final class BareStatement {
    private let statement: OpaquePointer?
    init(_ statement: OpaquePointer?) { self.statement = statement }
    deinit { sqlite3_finalize(statement) }

    /// Whether there is a row. At the end the statement is ready to be run again.
    ///
    /// - Throws: when SQLite refuses: a loop that does less would look faster.
    func step() throws -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(statement)
        guard code == SQLITE_DONE else {
            throw BenchFailure("SQLite: \(String(cString: sqlite3_errstr(code)))")
        }
        return false
    }

    func bind(_ place: Int32, _ number: Int64) { sqlite3_bind_int64(statement, place, number) }
    func bind(_ place: Int32, _ number: Double) { sqlite3_bind_double(statement, place, number) }
    /// A text that lives on until the statement has run.
    func bind(_ place: Int32, _ text: StaticText) {
        sqlite3_bind_text(statement, place, text.start, text.count, nil)
    }
    func bind(_ row: BareRow) {
        for (place, value) in row.values.enumerated() {
            sqlite3_bind_value(statement, Int32(place + 1), value)
        }
    }

    func text(_ column: Int32) -> UnsafePointer<UInt8>? { sqlite3_column_text(statement, column) }

    /// The row that the statement stands at.
    func row() -> BareRow {
        BareRow(
            values: (0..<sqlite3_column_count(statement)).map {
                sqlite3_value_dup(sqlite3_column_value(statement, $0))
            })
    }
}

/// A row in memory.
final class BareRow {
    let values: [OpaquePointer?]
    init(values: [OpaquePointer?]) { self.values = values }
    deinit { values.forEach(sqlite3_value_free) }

    func integer(_ column: Int) -> Int64 { sqlite3_value_int64(values[column]) }
    func double(_ column: Int) -> Double { sqlite3_value_double(values[column]) }
    func text(_ column: Int) -> String {
        sqlite3_value_text(values[column]).map { String(cString: $0) } ?? ""
    }
}

/// A text that stays at its place in memory.
final class StaticText {
    let start: UnsafeMutablePointer<CChar>
    let count: Int32

    init(_ text: String) {
        let bytes = text.utf8CString
        start = .allocate(capacity: bytes.count)
        start.initialize(from: Array(bytes), count: bytes.count)
        count = Int32(bytes.count - 1)
    }

    deinit { start.deallocate() }
}
