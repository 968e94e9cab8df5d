package import Storage

/// A link as the shared SQL sees it.
package struct PostgresConnection: SQLConnection {
    let link: PostgresLink

    /// Each statement costs the server more than a row.
    package static var rowsPerInsert: Int { 16 }

    /// Of the first schema of the search path: in the others, extensions keep what is theirs.
    package static var columnsOfAllTables: String {
        """
        SELECT t.relname, c.attname, format_type(c.atttypid, NULL), \
        CASE WHEN c.attnotnull THEN 1 ELSE 0 END, array_position(k.conkey, c.attnum), o.relname \
        FROM pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace \
        JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped \
        LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p' \
        LEFT JOIN pg_constraint f ON f.conrelid = t.oid AND f.contype = 'f' \
        AND f.conkey = ARRAY[c.attnum] LEFT JOIN pg_class o ON o.oid = f.confrelid \
        WHERE n.nspname = current_schema() AND t.relkind IN ('r', 'p') \
        ORDER BY t.relname, c.attnum
        """
    }

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
