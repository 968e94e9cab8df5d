import LeadEngine
import Storage

/// Brings a database's schema up to date, all of it in one transaction.
enum PostgresMigrating {
    /// The oldest server that is tested for and was maintained when this was written.
    private static let oldest = 130_000

    static func bringUpToDate(_ link: PostgresLink, _ playbooks: PlaybookShelf) throws {
        try refuseOld(link.serverVersion)
        do {
            try link.send("BEGIN")
            // Nodes that start together bring it up to date one after another. 0x4261746F6E: Baton.
            _ = try link.rows("SELECT pg_advisory_xact_lock(285872713582)", []) { _ in }
            try migrate(link, playbooks)
            try link.send("COMMIT")
            try link.settle()
        } catch {
            try? link.send("ROLLBACK")
            try? link.settle()
            throw error
        }
    }

    /// - Parameter version: as PostgreSQL writes it, 150003 for 15.3.
    static func refuseOld(_ version: Int) throws {
        guard version < oldest else { return }
        throw StoreProblem(
            kind: .other,
            message: "This PostgreSQL is version \(version / 10_000). Baton needs "
                + "\(oldest / 10_000) or newer: upgrade the server, or name another one.")
    }

    private static func migrate(_ link: PostgresLink, _ playbooks: PlaybookShelf) throws {
        let tables = try tables(link)
        let known = try version(link, tables)
        guard known <= Schema.newest else {
            throw StoreProblem(
                kind: .newer,
                message: "The workspace was written by a newer Baton (schema \(known), this one "
                    + "knows \(Schema.newest)). Start the newer Baton, or restore an older backup.")
        }
        if known == 0 {
            try link.send("CREATE TABLE schema_migrations (number BIGINT PRIMARY KEY)")
            try link.send("CREATE TABLE turn (id BIGINT PRIMARY KEY, node TEXT NOT NULL)")
            try link.send("INSERT INTO turn (id, node) VALUES (1, '')")
        }
        for migration in Schema.migrations where migration.number > known {
            for statement in migration.statements { try link.send(dialect(statement)) }
            if Schema.recounts.contains(migration.number), known > 0 {
                try SQLTransaction(
                    connection: PostgresConnection(link: link), json: RowJSON(),
                    playbooks: playbooks
                ).recountFigures()
            }
            try link.send(
                "INSERT INTO schema_migrations (number) VALUES (?)",
                [.integer(Int64(migration.number))])
        }
        try keepNodes(link, isNew: !tables.contains("node_commits"))
        try link.settle()
        try SchemaCheck.refuseLack(in: try PostgresConnection(link: link).shapes())
    }

    /// The nodes' own rows; those of nodes that ended long ago go.
    private static func keepNodes(_ link: PostgresLink, isNew: Bool) throws {
        if isNew {
            try link.send(
                """
                CREATE TABLE node_commits (node TEXT PRIMARY KEY, number BIGINT NOT NULL, \
                at TIMESTAMPTZ NOT NULL)
                """)
        }
        try link.send("DELETE FROM node_commits WHERE at < now() - INTERVAL '1 day'")
    }

    private static func tables(_ link: PostgresLink) throws -> [String] {
        try link.rows(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
            []
        ) { $0.string(0) }
    }

    /// The number of the newest migration that was made; 0 in an empty database.
    private static func version(_ link: PostgresLink, _ tables: [String]) throws -> Int {
        guard tables.contains("schema_migrations") else {
            guard tables.isEmpty else {
                throw StoreProblem(
                    kind: .other,
                    message: "The database belongs to another program. Name another one.")
            }
            return 0
        }
        return try link.rows("SELECT max(number) FROM schema_migrations", []) { Int($0.int(0)) }
            .first ?? 0
    }

    /// Texts are compared byte by byte, as SQLite does, whatever the database's own order is. Where
    /// SQLite keeps rows is its own affair.
    private static func dialect(_ statement: String) -> String {
        statement.replacing(" TEXT", with: " TEXT COLLATE \"C\"")
            .replacing(" WITHOUT ROWID", with: "")
    }
}
