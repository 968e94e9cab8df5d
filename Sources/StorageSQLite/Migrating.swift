import GRDB
import LeadEngine
import Storage

/// Brings a file's schema up to date, each migration in a transaction of its own.
enum Migrating {
    static func bringUpToDate(_ database: any DatabaseWriter, _ playbooks: PlaybookShelf) throws {
        let known = try database.write { db in
            try db.execute(
                sql: "CREATE TABLE IF NOT EXISTS schema_migrations (number BIGINT PRIMARY KEY)")
            return try Int.fetchOne(db, sql: "SELECT max(number) FROM schema_migrations") ?? 0
        }
        guard known <= Schema.newest else {
            throw StoreProblem(
                kind: .newer,
                message: "The workspace was written by a newer Baton (schema \(known), this one "
                    + "knows \(Schema.newest)). Start the newer Baton, or restore an older backup.")
        }
        for migration in Schema.migrations where migration.number > known {
            try database.write { db in
                for statement in migration.statements { try db.execute(sql: statement) }
                if migration.number == Schema.figures, known > 0 {
                    try SQLTransaction(
                        connection: SQLiteConnection(
                            db: db, trouble: SQLiteTrouble(path: "the workspace")),
                        json: RowJSON(),
                        playbooks: playbooks
                    ).recountFigures()
                }
                try db.execute(
                    sql: "INSERT INTO schema_migrations (number) VALUES (?)",
                    arguments: [migration.number])
            }
        }
    }

    /// Refuses another program's database before anything of it is changed. Whatever else is wrong
    /// with a file shows when it is opened to be written.
    static func refuseOthers(path: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        guard let file = try? DatabaseQueue(path: path, configuration: configuration),
            let isOthers = try? file.read({ db in
                let things = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
                return try things > 0 && !db.tableExists("schema_migrations")
            }), isOthers
        else { return }
        throw StoreProblem(
            kind: .other,
            message: "The file \(path) belongs to another program. Name another place.")
    }
}
