import CPostgres
import Storage

/// One connection of libpq. It belongs to one thread at a time.
///
/// Statements are prepared once and sent in pipeline mode (PostgreSQL 15, 34.5): those without rows
/// are sent without waiting, and their answers are read with the next one that is waited for.
final class PostgresLink {
    private let handle: OpaquePointer
    /// The names of prepared statements by their text.
    private var prepared: [String: String] = [:]
    /// Texts that were prepared since answers were last read.
    private var fresh: [String] = []
    private var names = 0
    /// Answers that were not read yet.
    private var owed = 0
    /// What went wrong first in this transaction and may pass when all of it is run again.
    private(set) var passing: PostgresError?

    /// So many statements may be on their way; their answers fit into the sockets' buffers.
    private static let mostOwed = 100

    /// - Throws: `PostgresError` when no server answers, or none that takes writes.
    init(_ address: PostgresAddress) throws(PostgresError) {
        guard let handle = address.connect() else {
            throw PostgresError(state: "", message: "out of memory", isLost: true)
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            // The deinitialiser closes the handle.
            throw PostgresError(
                state: "", message: Self.text(PQerrorMessage(handle)), isLost: true)
        }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        PQenterPipelineMode(handle)
    }

    deinit { PQfinish(handle) }

    var isLost: Bool { PQstatus(handle) != CONNECTION_OK }
    /// As PostgreSQL writes it: 150003 is 15.3.
    var serverVersion: Int { Int(PQserverVersion(handle)) }

    /// Forgets what went wrong before.
    func beginAnew() { passing = nil }

    /// Sends a statement; what becomes of it shows with the next one that is waited for.
    func send(_ sql: String, _ values: [SQLValue] = []) throws(PostgresError) {
        try queue(sql, values)
        if owed >= Self.mostOwed { try settle() }
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
    /// - Parameter last: is given the answer to the last statement when it has rows.
    /// - Throws: the first thing that went wrong.
    func settle(_ last: (OpaquePointer) -> Void = { _ in }) throws(PostgresError) {
        guard owed > 0 else { return }
        guard PQpipelineSync(handle) == 1 else { throw failure() }
        var first: PostgresError?
        while owed > 0, !isLost {
            owed -= 1
            while let result = PQgetResult(handle) {
                defer { PQclear(result) }
                let status = PQresultStatus(result)
                if status == PGRES_TUPLES_OK, owed == 0, first == nil { last(result) }
                if status == PGRES_FATAL_ERROR, first == nil { first = error(of: result) }
            }
        }
        guard !isLost else { throw noted(first ?? failure()) }
        PQclear(PQgetResult(handle))
        if let first {
            // Those whose turn came after the error are not known to the server.
            for text in fresh { prepared[text] = nil }
            fresh = []
            throw noted(first)
        }
        fresh = []
    }

    private func queue(_ sql: String, _ values: [SQLValue]) throws(PostgresError) {
        let name = try prepare(sql)
        let sent = ParameterTexts.with(values) { texts, count in
            PQsendQueryPrepared(handle, name, count, texts, nil, nil, 0)
        }
        guard sent == 1 else { throw failure() }
        owed += 1
    }

    private func prepare(_ sql: String) throws(PostgresError) -> String {
        if let known = prepared[sql] { return known }
        names += 1
        let name = "s\(names)"
        guard PQsendPrepare(handle, name, Placeholders.numbered(sql), 0, nil) == 1 else {
            throw failure()
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
    private func failure() -> PostgresError {
        noted(PostgresError(state: "", message: Self.text(PQerrorMessage(handle)), isLost: true))
    }

    private func noted(_ error: PostgresError) -> PostgresError {
        if error.mayPass { passing = passing ?? error }
        return error
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0).trimmed } ?? ""
    }
}
