package import LeadEngine
package import Storage

/// A workspace in one PostgreSQL database, which several nodes may share.
package final class PostgresStore: Store {
    private let writer: PostgresWriter
    private let readers: PostgresReaders
    private let reachability = Reachability()
    private let playbooks: PlaybookShelf
    private let responses = ResponseShelf()

    /// Connects, and brings the schema up to date.
    ///
    /// - Parameter readers: the most connections that read at the same time; one more writes.
    /// - Throws: `StoreProblem`, saying what to do.
    package init(_ address: PostgresAddress, playbooks: PlaybookShelf, readers: Int = 8) throws {
        self.playbooks = playbooks
        do {
            let link = try PostgresLink(address)
            try PostgresMigrating.bringUpToDate(link, playbooks)
            writer = PostgresWriter(address, reachability, link)
            self.readers = PostgresReaders(address, reachability, most: readers)
        } catch let error as PostgresError {
            throw StoreProblem(error, address)
        }
    }

    /// Makes a schema to keep a workspace in: name it in the URL with `?options=-csearch_path%3DNAME`.
    package static func makeSchema(_ name: String, at address: PostgresAddress) throws {
        do {
            let link = try PostgresLink(address)
            try link.send("CREATE SCHEMA \(name)")
            try link.settle()
        } catch {
            throw StoreProblem(error, address)
        }
    }

    package var isReachable: Bool { reachability.latestFailure == nil }

    package func write(_ body: (any Transaction, Bool) throws -> Void) throws {
        let ledger = FigureLedger()
        try writer.write { link, json, cache, parts, changedElsewhere in
            ledger.forget()
            let transaction = SQLTransaction(
                connection: PostgresConnection(link: link), json: json, playbooks: playbooks,
                cache: cache, ledger: ledger, parts: parts)
            try body(transaction, changedElsewhere)
            try transaction.finish()
        }
    }

    package func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T)
        async throws -> T
    {
        try await readers.read { [playbooks, responses] link in
            try body(
                SQLTransaction(
                    connection: PostgresConnection(link: link), json: RowJSON(),
                    playbooks: playbooks, responses: responses))
        }
    }
}
