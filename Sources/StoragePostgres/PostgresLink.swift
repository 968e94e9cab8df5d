import CPostgres
import Foundation
import Storage

/// One connection of libpq. It belongs to one thread at a time.
///
/// Statements are prepared once and sent in pipeline mode (PostgreSQL 15, 34.5): those without rows
/// are sent without waiting, and their answers are read with the next one that is waited for.
final class PostgresLink {
    private let handle: OpaquePointer
    private let order: ServerOrder
    /// The names of prepared statements by their text.
    private var prepared: [String: String] = [:]
    /// Texts that were prepared since answers were last read.
    private var fresh: [String] = []
    private var names = 0
    /// Answers that were not read yet.
    private var owed = 0
    /// What went wrong first in this transaction and concerns all of it.
    private(set) var failure: PostgresError?
    /// How many statements without rows were sent, and how many failures were met.
    private(set) var effects = 0
    /// Whether an answer did not come in time; whatever comes later is not waited for.
    private var isAbandoned = false

    /// So many statements may be on their way; their answers fit into the sockets' buffers.
    private static let mostOwed = 500
    /// After so many the server is given what libpq holds back: it works while we go on.
    private static let flushed = 8
    /// Longer than the server's own limit for a statement: it hangs, or is gone without a word.
    private static let longestWait = Duration.seconds(130)

    /// - Throws: `PostgresError` when no server answers, or none that takes writes.
    init(_ address: PostgresAddress) throws(PostgresError) {
        guard let handle = address.connect() else {
            throw PostgresError(state: "", message: "out of memory", isLost: true)
        }
        self.handle = handle
        order = address.order
        guard PQstatus(handle) == CONNECTION_OK else {
            // The deinitialiser closes the handle.
            throw PostgresError(
                state: "", message: Self.text(PQerrorMessage(handle)), isLost: true)
        }
        order.noteSuccess(host: Self.text(PQhost(handle)), port: Self.text(PQport(handle)))
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        PQenterPipelineMode(handle)
    }

    deinit { PQfinish(handle) }

    var isLost: Bool { isAbandoned || PQstatus(handle) != CONNECTION_OK }
    /// As PostgreSQL writes it: 150003 is 15.3.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Forgets what went wrong before.
    func beginAnew() { failure = nil }

    /// Sends a statement; what becomes of it shows with the next one that is waited for.
    func send(_ sql: String, _ values: [SQLValue] = []) throws(PostgresError) {
        effects += 1
        try queue(sql, values)
        if owed >= Self.mostOwed {
            try settle()
        } else if owed.isMultiple(of: Self.flushed), PQflush(handle) < 0 {
            throw broken()
        }
    }

    /// Sends a statement, waits, and reads its rows.
    func rows<T>(_ sql: String, _ values: [SQLValue], _ read: (any SQLRow) throws -> T) throws
        -> [T]
    {
        try queue(sql, values)
        var found: [T] = []
        var broken: (any Error)?
        try settle { result in
            let count = PQntuples(result)
            found.reserveCapacity(Int(count))
            for row in 0..<count where broken == nil {
                do {
                    found.append(try read(PostgresRow(result: result, row: row)))
                } catch { broken = error }
            }
        }
        if let broken { throw broken }
        return found
    }

    /// Reads every answer that is owed.
    ///
    /// - Parameters:
    ///   - limit: how long it may take; then the connection is given up.
    ///   - last: is given the answer to the last statement when it has rows.
    /// - Throws: the first thing that went wrong.
    func settle(
        within limit: Duration = longestWait, _ last: (OpaquePointer) -> Void = { _ in }
    ) throws(PostgresError) {
        guard owed > 0 else { return }
        guard !isLost, PQpipelineSync(handle) == 1 else { throw broken() }
        let end = ContinuousClock.now + limit
        var first: PostgresError?
        while owed > 0, !isLost {
            owed -= 1
            while let result = try next(before: end) {
                defer { PQclear(result) }
                let status = PQresultStatus(result)
                if status == PGRES_TUPLES_OK, owed == 0, first == nil { last(result) }
                if status == PGRES_FATAL_ERROR, first == nil { first = error(of: result) }
            }
        }
        guard !isLost else { throw noted(first ?? broken()) }
        PQclear(try next(before: end))
        if let first {
            // Those whose turn came after the error are not known to the server.
            for text in fresh { prepared[text] = nil }
            fresh = []
            throw noted(first)
        }
        fresh = []
    }

    /// The next part of an answer; nil after the last one.
    private func next(before end: ContinuousClock.Instant) throws(PostgresError) -> OpaquePointer? {
        while PQisBusy(handle) == 1, PQsocket(handle) >= 0 {
            let left = ContinuousClock.now.duration(to: end)
            guard left > .zero else {
                isAbandoned = true
                throw noted(
                    PostgresError(state: "", message: "it does not answer in time", isLost: true))
            }
            var place = pollfd(fd: PQsocket(handle), events: Int16(POLLIN), revents: 0)
            _ = poll(&place, 1, Int32(min(left.components.seconds, 60) * 1000 + 1000))
            // What went wrong is told with the result.
            if PQconsumeInput(handle) == 0 { break }
        }
        return PQgetResult(handle)
    }

    private func queue(_ sql: String, _ values: [SQLValue]) throws(PostgresError) {
        let name = try prepare(sql)
        let sent = ParameterTexts.with(values) { texts, count in
            PQsendQueryPrepared(handle, name, count, texts, nil, nil, 0)
        }
        guard sent == 1 else { throw broken() }
        owed += 1
    }

    private func prepare(_ sql: String) throws(PostgresError) -> String {
        if let known = prepared[sql] { return known }
        names += 1
        let name = "s\(names)"
        guard PQsendPrepare(handle, name, Placeholders.numbered(sql), 0, nil) == 1 else {
            throw broken()
        }
        owed += 1
        prepared[sql] = name
        fresh.append(sql)
        return name
    }

    private func error(of result: OpaquePointer) -> PostgresError {
        PostgresError(
            state: Self.text(PQresultErrorField(result, Int32(UInt8(ascii: "C")))),
            message: Self.text(PQresultErrorField(result, Int32(UInt8(ascii: "M")))),
            isLost: isLost)
    }

    /// What libpq itself says; the connection is of no use any more.
    private func broken() -> PostgresError {
        noted(PostgresError(state: "", message: Self.text(PQerrorMessage(handle)), isLost: true))
    }

    private func noted(_ error: PostgresError) -> PostgresError {
        effects += 1
        if error.concernsAll { failure = failure ?? error }
        if error.isLost {
            order.noteLoss(host: Self.text(PQhost(handle)), port: Self.text(PQport(handle)))
        }
        return error
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0).trimmed } ?? ""
    }
}
