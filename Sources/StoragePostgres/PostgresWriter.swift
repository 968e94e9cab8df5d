import Foundation
import LeadEngine
import Storage

/// The one connection of this node that writes; only the engine's writer thread uses it.
///
/// Nodes take turns by locking the row of the table `turn`, so that the journal has one order, and
/// what a node has in memory is right until another one has written. The row's lock goes with the
/// transaction: a node that dies gives its turn up.
final class PostgresWriter: @unchecked Sendable {
    private let address: PostgresAddress
    private var link: PostgresLink?
    private let node = UUID().uuidString
    private let json = RowJSON()
    private let cache = RowCache()

    /// How long a transaction is tried again while no server takes it, in seconds.
    static let patience = 30.0

    init(_ address: PostgresAddress, _ link: PostgresLink) {
        self.address = address
        self.link = link
    }

    typealias Body = (PostgresLink, RowJSON, RowCache, Bool) throws -> Void

    /// Runs the body in a transaction. When that is lost to another transaction or with its server,
    /// all of it runs again, unless it is known to have been committed.
    func write(_ body: Body) throws {
        let started = ContinuousClock.now
        var wait = 0.02
        while true {
            do {
                return try attempt(body)
            } catch let error as PostgresError
                where error.mayPass && started.duration(to: .now) < .seconds(Self.patience)
            {
                Thread.sleep(forTimeInterval: wait)
                wait = min(1, wait * 2)
            } catch let error as PostgresError {
                throw StoreProblem(error, address)
            }
        }
    }

    private func attempt(_ body: Body) throws {
        let link = try connected()
        link.beginAnew()
        var transaction: String?
        do {
            try link.send("BEGIN")
            let (last, id) = try takeTurn(on: link)
            transaction = id
            try body(link, json, cache, last != node)
            // Jobs keep their own errors; one that may pass must not be answered with.
            if let passing = link.passing { throw passing }
            try link.settle()
        } catch {
            cache.forget()
            try? link.send("ROLLBACK")
            try? link.settle()
            throw error
        }
        do {
            try link.send("COMMIT")
            try link.settle()
        } catch {
            cache.forget()
            guard let transaction, try isCommitted(transaction) else { throw error }
        }
    }

    private func connected() throws -> PostgresLink {
        if let link, !link.isLost { return link }
        cache.forget()
        link = nil
        let fresh = try PostgresLink(address)
        link = fresh
        return fresh
    }

    /// Waits for this node's turn.
    ///
    /// - Returns: whose turn it was last, and the number of this transaction.
    private func takeTurn(on link: PostgresLink) throws -> (String, String) {
        let turn = try link.rows(
            "SELECT node, pg_current_xact_id() FROM turn WHERE id = 1 FOR UPDATE", []
        ) { ($0.string(0), $0.string(1)) }
        guard let turn = turn.first else {
            throw PostgresError(
                state: "P0002", message: "the table turn has lost its row", isLost: false)
        }
        if turn.0 != node {
            cache.forget()
            try link.send("UPDATE turn SET node = ? WHERE id = 1", [.text(node)])
        }
        return turn
    }

    /// Whether a transaction whose COMMIT got no answer was committed after all; asks until a server
    /// knows.
    private func isCommitted(_ transaction: String) throws -> Bool {
        let started = ContinuousClock.now
        while true {
            do {
                let status = try connected().rows(
                    "SELECT pg_xact_status(CAST(CAST(? AS TEXT) AS xid8))", [.text(transaction)]
                ) { $0.text(0) }
                if status.first != "in progress" { return status.first == "committed" }
            } catch let error as PostgresError where error.mayPass {}
            guard started.duration(to: .now) < .seconds(Self.patience) else {
                throw PostgresError(
                    state: "08007",
                    message: "the connection was lost during the commit, and no server tells "
                        + "whether it was done", isLost: false)
            }
            Thread.sleep(forTimeInterval: 0.1)
        }
    }
}
