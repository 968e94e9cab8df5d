package import Foundation
package import LeadEngine
package import Storage
package import StoragePostgres
import StorageSQLite

/// Empty stores for tests. The same suites run on every engine: `BATON_TEST_STORE=postgres` takes the
/// cluster that `bin/with-postgres` starts, else each store is a SQLite one in memory.
package enum TestStore {
    package static var isPostgres: Bool {
        ProcessInfo.processInfo.environment["BATON_TEST_STORE"] == "postgres"
    }

    package static func make(_ playbooks: PlaybookShelf) throws -> any Store {
        guard isPostgres else { return try SQLiteStore(inMemory: playbooks) }
        return try PostgresStore(address(), playbooks: playbooks, readers: 3)
    }

    /// A store whose reads go beside its writes, as when serving.
    ///
    /// - Parameter folder: where a SQLite file may be put.
    package static func make(_ playbooks: PlaybookShelf, in folder: URL) throws -> any Store {
        try nodes(1, playbooks, in: folder)[0]
    }

    /// Stores of several nodes over one database.
    package static func nodes(_ count: Int, _ playbooks: PlaybookShelf, in folder: URL) throws
        -> [any Store]
    {
        let open = try place(in: folder)
        return try (0..<count).map { _ in try open(playbooks) }
    }

    /// A place for one workspace, as what opens it: any number of times.
    package static func place(in folder: URL) throws -> (PlaybookShelf) throws -> any Store {
        let address = isPostgres ? try address() : nil
        let path = folder.appending(path: "baton.sqlite").path
        return { playbooks in
            guard let address else { return try SQLiteStore(path: path, playbooks: playbooks) }
            return try PostgresStore(address, playbooks: playbooks, readers: 3)
        }
    }

    /// Runs a statement behind the back of the rules.
    package static func run(_ sql: String, _ values: [SQLValue], in transaction: any Transaction)
        throws
    {
        switch transaction {
        case let sqlite as SQLTransaction<SQLiteConnection>: try sqlite.connection.run(sql, values)
        case let other as SQLTransaction<PostgresConnection>: try other.connection.run(sql, values)
        default: throw StoreProblem(kind: .other, message: "This store runs no statements.")
        }
    }

    /// The tables as they are in the database.
    package static func shapes(_ transaction: any Transaction) throws -> [TableShape] {
        switch transaction {
        case let sqlite as SQLTransaction<SQLiteConnection>: try sqlite.connection.shapes()
        case let other as SQLTransaction<PostgresConnection>: try other.connection.shapes()
        default: throw StoreProblem(kind: .other, message: "This store has no tables.")
        }
    }

    /// A schema of its own in the test cluster.
    package static func address() throws -> PostgresAddress {
        guard let cluster = ProcessInfo.processInfo.environment["BATON_TEST_POSTGRES"] else {
            throw StoreProblem(
                kind: .missing, message: "Run the tests by bin/with-postgres: there is no cluster.")
        }
        let name = "test_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let url = "\(cluster)/postgres"
        try PostgresStore.makeSchema(name, at: PostgresAddress(url))
        return try PostgresAddress("\(url)?options=-csearch_path%3D\(name)")
    }
}
