import Foundation
import GRDB
package import LeadEngine
import LeadRules
package import Storage

/// A workspace in one SQLite file.
package final class SQLiteStore: Store {
    private let database: any DatabaseWriter
    private let playbooks: PlaybookShelf
    private let writing = WriterState()
    private let responses = ResponseShelf()

    /// What belongs to the one connection that writes; only its one writer uses it.
    private final class WriterState: @unchecked Sendable {
        let json = RowJSON()
        let cache = RowCache()
        let ledger = FigureLedger()
        /// SQLite's counter of changes made by other connections.
        private var dataVersion: Int64 = -1

        /// Whether another process has written since the last transaction; then no row is known.
        func noticeOthers(_ db: Database) throws -> Bool {
            let version = try Int64.fetchOne(db, sql: "PRAGMA data_version") ?? 0
            guard version != dataVersion else { return false }
            dataVersion = version
            cache.forget()
            return true
        }
    }

    /// Opens, or makes, the file at a path and brings its schema up to date.
    ///
    /// - Throws: `StoreProblem`, saying what to do.
    package convenience init(path: String, playbooks: PlaybookShelf) throws {
        try Migrating.refuseOthers(path: path)
        do {
            let pool = try DatabasePool(path: path, configuration: Self.configuration())
            try self.init(database: pool, playbooks: playbooks)
        } catch let error as DatabaseError {
            throw StoreProblem(error, path: path)
        }
    }

    /// A store in memory, for trying things and for folding the journal anew.
    package convenience init(inMemory playbooks: PlaybookShelf) throws {
        try self.init(
            database: DatabaseQueue(configuration: Self.configuration()), playbooks: playbooks)
    }

    private init(database: any DatabaseWriter, playbooks: PlaybookShelf) throws {
        self.database = database
        self.playbooks = playbooks
        try Migrating.bringUpToDate(database, playbooks)
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "baton"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 20000")
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    package func close() throws { try database.close() }
}

extension SQLiteStore {
    package func write(_ body: (any Transaction, Bool) throws -> Void) throws {
        do {
            try database.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    let changedElsewhere = try writing.noticeOthers(db)
                    writing.ledger.forget()
                    let transaction = SQLTransaction(
                        connection: SQLiteConnection(db: db), json: writing.json,
                        playbooks: playbooks, cache: writing.cache, ledger: writing.ledger)
                    try body(transaction, changedElsewhere)
                    try transaction.postFigures()
                    return .commit
                }
            }
        } catch {
            writing.cache.forget()
            throw error
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T)
        async throws -> T
    {
        try await database.read { [playbooks, responses] db in
            try body(
                SQLTransaction(
                    connection: SQLiteConnection(db: db), json: RowJSON(), playbooks: playbooks,
                    responses: responses))
        }
    }

    /// Copies the workspace to a file while it is in use; the copy is consistent.
    package func backup(
        to path: String, progress: @escaping (Double) -> Void
    ) throws {
        let target = try DatabaseQueue(path: path)
        try database.backup(to: target, pagesPerStep: 2_000) { state in
            progress(Double(state.completedPageCount) / Double(max(1, state.totalPageCount)))
        }
        try target.close()
    }

    /// Problems that SQLite finds in the file itself; empty when it is sound.
    package func integrityProblems() throws -> [String] {
        try database.read { db in
            try String.fetchAll(db, sql: "PRAGMA integrity_check(20)").filter { $0 != "ok" }
        }
    }
}
