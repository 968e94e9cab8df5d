package import Storage

/// A link as the shared SQL sees it.
package struct PostgresConnection: SQLConnection {
    let link: PostgresLink

    /// Each statement costs the server more than a row.
    package static var rowsPerInsert: Int { 16 }

    package var effects: Int { link.effects }

    package func run(_ sql: String, _ values: [SQLValue]) throws { try link.send(sql, values) }

    package func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T)
        throws -> [T]
    {
        try link.rows(sql, values, read)
    }

    package func savepoint(_ body: () throws -> Void) throws {
        try link.send("SAVEPOINT step")
        do {
            try body()
            try link.settle()
        } catch {
            try? link.send("ROLLBACK TO SAVEPOINT step")
            try? link.send("RELEASE SAVEPOINT step")
            try? link.settle()
            throw error
        }
        try link.send("RELEASE SAVEPOINT step")
    }
}
