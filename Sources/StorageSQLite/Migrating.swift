import GRDB
import GRDBSQLite
import LeadEngine
import Storage

/// Brings a file's schema up to date, each migration in a transaction of its own.
enum Migrating {
    static func bringUpToDate(
        _ database: any DatabaseWriter, path: String, _ playbooks: PlaybookShelf
    )
        throws
    {
        let known = try database.write { db in
            try db.execute(
                sql: "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY)")
            return try Int.fetchOne(db, sql: "SELECT max(number) FROM schema_migrations") ?? 0
        }
        try refuseNewer(known)
        for migration in Schema.migrations where migration.number > known {
            try database.write { db in
                for statement in migration.statements { try db.execute(sql: statement) }
                if Schema.recounts.contains(migration.number), known > 0 {
                    try SQLTransaction(
                        connection: connection(db, path), json: RowJSON(), playbooks: playbooks
                    ).recountFigures()
                }
                try db.execute(
                    sql: "INSERT INTO schema_migrations (number) VALUES (?)",
                    arguments: [migration.number])
            }
        }
        // No reader is opened for it: one that is closed last would leave the log beside the file.
        try SchemaCheck.refuseLack(
            in: try database.writeWithoutTransaction { try connection($0, path).shapes() })
    }

    private static func connection(_ db: Database, _ path: String) -> SQLiteConnection {
        SQLiteConnection(db: db, trouble: SQLiteTrouble(path: path))
    }

    private static func refuseNewer(_ known: Int) throws {
        guard known > Schema.newest else { return }
        throw StoreProblem(
            kind: .newer,
            message: "The workspace was written by a newer Baton (schema \(known), this one "
                + "knows \(Schema.newest)). Start the newer Baton, or restore an older backup.")
    }

    /// SQLite opens what it cannot write to be read, and would tell with the first change only.
    static func refuseReadOnly(_ database: any DatabaseWriter, path: String) throws {
        let isReadOnly = database.writeWithoutTransaction {
            sqlite3_db_readonly($0.sqliteConnection, nil) == 1
        }
        guard isReadOnly else { return }
        throw StoreProblem(DatabaseError(resultCode: .SQLITE_READONLY), path: path)
    }

    /// Refuses another program's database, and one of a newer Baton, before anything of it is changed.
    /// Whatever else is wrong with a file shows when it is opened to be written.
    static func refuseOthers(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        guard let file = try? DatabaseQueue(path: path, configuration: configuration),
            let (isOthers, known) = try? file.read({ db in
                let things = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
                let isOurs = try db.tableExists("schema_migrations")
                let known =
                    isOurs
                    ? try Int.fetchOne(db, sql: "SELECT max(number) FROM schema_migrations") : 0
                return (things > 0 && !isOurs, known ?? 0)
            })
        else { return }
        try refuseNewer(known)
        guard isOthers else { return }
        throw StoreProblem(
            kind: .other,
            message: "The file \(path) belongs to another program. Name another place.")
    }
}
