package import GRDB
package import Storage

/// A GRDB connection as the shared SQL sees it; statements are prepared once for each connection.
package struct SQLiteConnection: SQLConnection {
    let db: Database

    package func run(_ sql: String, _ values: [SQLValue]) throws {
        let statement = try db.cachedStatement(sql: sql)
        try statement.execute(arguments: StatementArguments(values))
    }

    package func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T)
        throws -> [T]
    {
        let statement = try db.cachedStatement(sql: sql)
        let cursor = try Row.fetchCursor(statement, arguments: StatementArguments(values))
        var result: [T] = []
        while let row = try cursor.next() { result.append(try read(SQLiteRow(row: row))) }
        return result
    }

    package func savepoint(_ body: () throws -> Void) throws {
        try db.inSavepoint {
            try body()
            return .commit
        }
    }
}

private struct SQLiteRow: SQLRow {
    let row: Row
    func integer(_ column: Int) -> Int64? { row[column] }
    func real(_ column: Int) -> Double? { row[column] }
    func text(_ column: Int) -> String? { row[column] }
}

extension SQLValue: DatabaseValueConvertible {
    package var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        }
    }

    package static func fromDatabaseValue(_ value: DatabaseValue) -> SQLValue? {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob: nil
        }
    }
}
