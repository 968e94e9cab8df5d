import CPostgres
import Foundation
import LeadEngine

/// Where a PostgreSQL database is, as libpq's URLs say it: `postgres://user@host1,host2:5432/name`.
package struct PostgresAddress: Sendable {
    let url: String
    /// Without user and password, for messages.
    package let place: String
    let order: ServerOrder

    /// - Throws: `StoreProblem` when libpq cannot read the URL.
    package init(_ url: String) throws {
        var problem: UnsafeMutablePointer<CChar>?
        guard let options = PQconninfoParse(url, &problem) else {
            let why = problem.map { String(cString: $0) } ?? ""
            PQfreemem(problem)
            throw StoreProblem(
                kind: .other,
                message: "The database URL cannot be read (\(why.firstLine)). Write it like "
                    + "postgres://USER:PASSWORD@HOST:5432/DATABASE.")
        }
        defer { PQconninfoFree(options) }
        self.url = url
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            values[String(cString: keyword)] = option.pointee.val.map { String(cString: $0) }
            option += 1
        }
        order = ServerOrder(values)
        let host = values["host"] ?? "the local socket"
        place = "\(values["dbname"] ?? "the default database") at \(host)"
    }

    /// What holds unless the URL says otherwise: a server that takes writes, and an end to waiting
    /// for one that does not answer.
    static let defaults = [
        ("application_name", "baton"), ("target_session_attrs", "read-write"),
        ("connect_timeout", "4"), ("keepalives_idle", "2"), ("keepalives_interval", "1"),
        ("keepalives_count", "3"), ("tcp_user_timeout", "5000"),
        (
            "options",
            "-c client_encoding=UTF8 -c lock_timeout=15s -c statement_timeout=120s "
                + "-c idle_in_transaction_session_timeout=20s -c client_min_messages=error"
        ),
    ]

    /// Opens a connection. Answers even when it failed; its status says so.
    func connect() -> OpaquePointer? {
        // What stands later holds.
        let pairs =
            Self.defaults + [("dbname", url)] + order.parameters.map { ($0.keyword, $0.value) }
        return withCStrings(pairs.map(\.0)) { names in
            withCStrings(pairs.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
        }
    }
}

extension String {
    var firstLine: String {
        String(split(whereSeparator: \.isNewline).first ?? "").trimmed
    }
    var trimmed: String {
        String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}

/// Texts as a null-terminated list of C strings.
private func withCStrings<R>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> R
) -> R {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress!) }
}
