import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// Brings what is in the write-ahead log into the file, beside the one who writes.
///
/// By itself SQLite does that in a commit, for which everybody waits: a tenth of a second for a log of
/// 80 MB. Here a second connection does nearly all of it. It never gets to the end of a log that is
/// written on, so the writer does the rest between two transactions; then the log begins anew.
/// (sqlite.org/wal.html, 2.1 and 3.2.)
final class Checkpoints: Sendable {
    private let path: String
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "baton-checkpoint")
    private let connection = Mutex<DatabaseQueue?>(nil)

    /// The length of the log, in pages of 4 KiB, at which to begin.
    private static let most = 16_000
    /// What is left to the writer.
    private static let rest = 1_000
    /// When something stood in the way, so much more is written before the next try.
    private static let pause = 4_000

    private struct State {
        /// Of the log, after the last commit.
        var pages = 0
        var next = Checkpoints.most
        var isRunning = false
        var isNearlyDone = false
    }

    private enum Step { case nothing, begin, finish }

    init(path: String) { self.path = path }

    /// Takes the place of SQLite's own checkpoints on the connection that writes. This must live as long
    /// as that does.
    func watch(_ db: Database) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        _ = sqlite3_wal_hook(
            db.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<Checkpoints>.fromOpaque(context).takeUnretainedValue()
                    .note(pages: Int(pages))
                return SQLITE_OK
            }, context)
    }

    private func note(pages: Int) {
        state.withLock { state in
            if pages < state.pages { state.next = Self.most }
            state.pages = pages
        }
    }

    /// To be called by the writer between two transactions.
    func proceed(_ db: Database) {
        switch state.withLock({ Self.step(&$0) }) {
        case .nothing: break
        case .begin: queue.async { [self] in run() }
        // What fails now is tried again.
        case .finish: _ = try? db.checkpoint(.passive)
        }
    }

    private static func step(_ state: inout State) -> Step {
        guard !state.isRunning else { return .nothing }
        if state.isNearlyDone {
            state.isNearlyDone = false
            state.next = state.pages + pause
            return .finish
        }
        guard state.pages >= state.next else { return .nothing }
        state.isRunning = true
        return .begin
    }

    private func run() {
        let isNearlyDone = (try? bringOver()) ?? false
        state.withLock { state in
            state.isRunning = false
            state.isNearlyDone = isNearlyDone
            state.next = state.pages + Self.pause
        }
    }

    /// - Returns: false when somebody reads what was there before.
    private func bringOver() throws -> Bool {
        let connection = try connected()
        for _ in 0..<5 {
            let (_, done) = try connection.writeWithoutTransaction { try $0.checkpoint(.passive) }
            if state.withLock({ $0.pages - done }) <= Self.rest { return true }
        }
        return false
    }

    private func connected() throws -> DatabaseQueue {
        try connection.withLock { known in
            if let known { return known }
            let fresh = try DatabaseQueue(path: path)
            known = fresh
            return fresh
        }
    }

    /// Waits for what is under way, and closes the connection.
    func close() {
        queue.sync {}
        connection.withLock { connection in
            try? connection?.close()
            connection = nil
        }
    }
}
