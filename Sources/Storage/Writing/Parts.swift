/// Keeps the parts of a transaction apart: what a part wrote is undone when it fails.
///
/// A savepoint costs SQLite a copy of each page that changes in it, and PostgreSQL a number and a
/// round trip, while hardly any part fails after it has written. So parts have none at first. When
/// one does fail then, all is rolled back and runs again, each part in a savepoint.
package final class Parts {
    let haveSavepoints: Bool
    private var hasFailed = false

    private init(haveSavepoints: Bool) { self.haveSavepoints = haveSavepoints }

    /// Some part failed after it had written, and its transaction must not be committed.
    private struct MustRunAgain: Error {}

    /// Runs a transaction, and once more when one of its parts has to be undone. The transaction is to
    /// `check` before it commits.
    package static func run(_ transaction: (Parts) throws -> Void) throws {
        do {
            try transaction(Parts(haveSavepoints: false))
        } catch is MustRunAgain {
            try transaction(Parts(haveSavepoints: true))
        }
    }

    /// - Throws: when something has to be undone that has no savepoint.
    package func check() throws {
        if hasFailed { throw MustRunAgain() }
    }

    /// What to roll back for: an error that shows after the parts have ended is one of theirs, unless
    /// it concerns all of them.
    package func blame(for error: any Error, concernsAll: Bool) -> any Error {
        haveSavepoints || concernsAll ? error : MustRunAgain()
    }

    func part(of connection: some SQLConnection, _ body: () throws -> Void) throws {
        guard !haveSavepoints else { return try connection.savepoint(body) }
        try check()
        let before = connection.effects
        do {
            try body()
        } catch {
            if connection.effects != before { hasFailed = true }
            throw error
        }
    }
}
