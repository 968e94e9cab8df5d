import Foundation
import LeadEngine
import Storage

/// The one connection of this node that writes; only the engine's writer thread uses it.
///
/// Nodes take turns by locking the row of the table `turn`, so that the journal has one order, and
/// what a node has in memory is right until another one has written. The row's lock goes with the
/// transaction: a node that dies gives its turn up.
///
/// Each transaction also writes its number into the node's own row of `node_commits`. When the
/// answer to a commit is lost, that row tells what became of it: the number of PostgreSQL's own
/// transaction does not, since a promoted standby may give it to another one.
final class PostgresWriter: @unchecked Sendable {
    private let address: PostgresAddress
    private let reachability: Reachability
    private var link: PostgresLink?
    private let node = UUID().uuidString
    private let json = RowJSON()
    private let cache = RowCache()
    /// The number of this node's latest transaction.
    private var number: Int64 = 0
    private var outage = Outage()
    /// Whether another node has written, or another server answers, since a transaction that was told
    /// so was committed.
    private var changedElsewhere = true

    /// How long transactions are tried again while no server takes them, from the first failure on.
    static let patience = Duration.seconds(30)
    /// After so long a commit without an answer is looked up by another connection: its server hangs,
    /// or waits for a standby that is gone.
    static let longestCommit = Duration.seconds(20)

    init(_ address: PostgresAddress, _ reachability: Reachability, _ link: PostgresLink) {
        self.address = address
        self.reachability = reachability
        self.link = link
    }

    typealias Body = (PostgresLink, RowJSON, RowCache, Parts, Bool) throws -> Void

    /// Runs the body in a transaction. When that is lost to another transaction or with its server,
    /// all of it runs again, unless it is known to have been committed. While an outage lasts longer
    /// than patience, one try is made.
    func write(_ body: Body) throws {
        var wait = 0.02
        while true {
            do {
                try Parts.run { try attempt(body, $0) }
                reachability.noteSuccess()
                return outage.end()
            } catch let error as PostgresError {
                reachability.note(error)
                guard error.mayPass, outage.lasts() < Self.patience else {
                    throw StoreProblem(error, address)
                }
                Thread.sleep(forTimeInterval: wait)
                wait = min(0.5, wait * 2)
            }
        }
    }

    private func attempt(_ body: Body, _ parts: Parts) throws {
        let link = try connected()
        number += 1
        do {
            try begin(on: link)
            try body(link, json, cache, parts, changedElsewhere)
            // Jobs keep their own errors; one that concerns all of them must not be answered with.
            if let failure = link.failure { throw failure }
            try parts.check()
            try link.send(Self.mark, [.text(node), .integer(number)])
            try link.settle()
        } catch {
            cache.forget()
            try? link.send("ROLLBACK")
            try? link.settle()
            guard let error = error as? PostgresError else { throw error }
            throw parts.blame(for: error, concernsAll: error.concernsAll)
        }
        do {
            try commit(on: link)
            changedElsewhere = false
        } catch {
            cache.forget()
            guard error.isLost, try isCommitted() else { throw error }
        }
    }

    private func connected() throws(PostgresError) -> PostgresLink {
        if let link, !link.isLost { return link }
        cache.forget()
        // Another server may know less than the one before.
        changedElsewhere = true
        link = nil
        let fresh = try PostgresLink(address)
        link = fresh
        return fresh
    }

    /// Begins a transaction and waits for this node's turn.
    private func begin(on link: PostgresLink) throws {
        link.beginAnew()
        // Whatever the server's default is: what is read after the lock must be the latest.
        try link.send("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        let turn = try link.rows("SELECT node FROM turn WHERE id = 1 FOR UPDATE", []) {
            $0.string(0)
        }
        guard let last = turn.first else {
            throw PostgresError(
                state: "P0002", message: "the table turn has lost its row", isLost: false)
        }
        if last != node {
            cache.forget()
            changedElsewhere = true
            try link.send("UPDATE turn SET node = ? WHERE id = 1", [.text(node)])
        }
    }

    private func commit(on link: PostgresLink) throws(PostgresError) {
        try link.send("COMMIT")
        try link.settle(within: Self.longestCommit)
    }

    private static let mark = """
        INSERT INTO node_commits (node, number, at) VALUES (?, ?, now()) \
        ON CONFLICT (node) DO UPDATE SET number = excluded.number, at = excluded.at
        """
    /// Writes, and leaves the number as it is.
    private static let touch = """
        INSERT INTO node_commits (node, number, at) VALUES (?, 0, now()) \
        ON CONFLICT (node) DO UPDATE SET at = excluded.at
        """

    /// Whether the latest transaction, whose COMMIT got no answer, was committed after all; asks
    /// until a server knows.
    private func isCommitted() throws -> Bool {
        let started = ContinuousClock.now
        while true {
            do {
                return try isMarked()
            } catch let error as PostgresError where error.mayPass { reachability.note(error) }
            guard started.duration(to: .now) < Self.patience else {
                throw PostgresError(
                    state: PostgresError.unknownOutcome,
                    message: "the connection was lost during the commit", isLost: false)
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }

    /// Looks for the mark of the latest transaction, once the turn says that its session has ended.
    /// The look is a commit of its own: a synchronous standby that has it has all before it.
    private func isMarked() throws -> Bool {
        let link = try connected()
        do {
            try begin(on: link)
            let marks = try link.rows(
                "SELECT number FROM node_commits WHERE node = ?", [.text(node)]
            ) { $0.int(0) }
            try link.send(Self.touch, [.text(node)])
            try commit(on: link)
            return marks.first == number
        } catch {
            try? link.send("ROLLBACK")
            try? link.settle()
            throw error
        }
    }
}
