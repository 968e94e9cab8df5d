import CSQLite
import Foundation
import GRDB
package import LeadEngine
import LeadRules
package import Storage

/// A workspace in one SQLite file.
package final class SQLiteStore: Store {
    private let database: any DatabaseWriter
    /// As messages name it.
    private let path: String
    private let playbooks: PlaybookShelf
    private let writing = WriterState()
    private let responses = ResponseShelf()
    private let checkpoints: Checkpoints

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
        try WriteAheadLog.refuseDamaged(of: path)
        try Migrating.refuseOthers(path: path)
        let pool = try explained(path) {
            try DatabasePool(path: path, configuration: Self.configuration())
        }
        try self.init(database: pool, path: path, playbooks: playbooks)
    }

    /// A store in memory, for trying things and for folding the journal anew.
    package convenience init(inMemory playbooks: PlaybookShelf) throws {
        try self.init(
            database: DatabaseQueue(configuration: Self.configuration()),
            path: "the workspace in memory", playbooks: playbooks)
    }

    private init(database: any DatabaseWriter, path: String, playbooks: PlaybookShelf) throws {
        self.database = database
        self.path = path
        self.playbooks = playbooks
        checkpoints = Checkpoints(path: path)
        try explained(path) {
            try Migrating.refuseReadOnly(database, path: path)
            try Migrating.bringUpToDate(database, path: path, playbooks)
        }
        database.writeWithoutTransaction { checkpoints.watch($0) }
    }

    private static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "baton"
        _ = memory
        configuration.prepareDatabase { db in
            _ = batonSetMemoryAside(db.sqliteConnection, 1_200, 200)
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
            try db.execute(sql: "PRAGMA cache_size = -65536")
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    /// Set before the first connection is opened.
    private static let memory: Void = {
        _ = batonLeaveMemoryUncounted()
    }()

    package func close() throws {
        checkpoints.close()
        // Whoever copies the file alone has all of it, whichever connection is closed last.
        if database is DatabasePool {
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        try database.close()
    }
}

extension SQLiteStore {
    package func write(_ body: (any Transaction, Bool) throws -> Void) throws {
        try Parts.run { parts in
            do {
                try explained(path) {
                    try database.writeWithoutTransaction { db in
                        try transact(db, parts, body)
                        checkpoints.proceed(db)
                    }
                }
            } catch {
                writing.cache.forget()
                throw error
            }
        }
    }

    private func transact(
        _ db: Database, _ parts: Parts, _ body: (any Transaction, Bool) throws -> Void
    ) throws {
        let trouble = SQLiteTrouble(path: path)
        try db.inTransaction(.immediate) {
            let changedElsewhere = try writing.noticeOthers(db)
            writing.ledger.forget()
            let transaction = SQLTransaction(
                connection: SQLiteConnection(db: db, trouble: trouble), json: writing.json,
                playbooks: playbooks, cache: writing.cache, ledger: writing.ledger,
                parts: parts)
            try body(transaction, changedElsewhere)
            // Jobs keep their own errors; one that concerns all of them must not be answered with.
            if let problem = trouble.problem { throw problem }
            try parts.check()
            do {
                try transaction.finish()
            } catch {
                throw parts.blame(for: error, concernsAll: trouble.problem != nil)
            }
            return .commit
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T)
        async throws -> T
    {
        do {
            return try await database.read { [playbooks, path, responses] db in
                try body(
                    SQLTransaction(
                        connection: SQLiteConnection(db: db, trouble: SQLiteTrouble(path: path)),
                        json: RowJSON(), playbooks: playbooks, responses: responses))
            }
        } catch let error as DatabaseError {
            throw StoreProblem(error, path: path)
        }
    }

    /// Copies the workspace to a file while it is in use; the copy is consistent.
    package func backup(
        to path: String, progress: @escaping (Double) -> Void
    ) throws {
        do {
            let target = try DatabaseQueue(path: path)
            try database.backup(to: target, pagesPerStep: 2_000) { state in
                progress(Double(state.completedPageCount) / Double(max(1, state.totalPageCount)))
            }
            try target.close()
        } catch let error as DatabaseError {
            // SQLite does not say on which side; only what is read can be damaged.
            let isDamaged = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode)
            throw StoreProblem(error, path: isDamaged ? self.path : path)
        }
    }

    /// Problems that SQLite finds in the file itself, a line each; empty when it is sound.
    package func integrityProblems() throws -> [String] {
        try explained(path) {
            try database.read { db in
                let said = try String.fetchAll(db, sql: "PRAGMA integrity_check(20)")
                let lines = said.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
                return lines.filter { $0 != "ok" && !$0.hasPrefix("***") }
            }
        }
    }
}
