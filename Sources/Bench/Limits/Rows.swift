import Foundation

/// A database of a workspace, reached without Baton.
protocol Rows {
    func run(_ sql: String) throws
    /// The first column of a query.
    func numbers(_ sql: String) throws -> [Double]
    /// The assignments that make a clock due at a moment, in milliseconds since 1970.
    func due(_ moment: Int64) -> String
    /// To be called after many rows were made, for what the database does by itself after a while.
    func settle() throws
}

extension Rows {
    fileprivate func rfc3339(_ moment: Int64) -> String {
        Date(timeIntervalSince1970: Double(moment) / 1000).formatted(
            .iso8601.year().month().day().timeZone(separator: .omitted)
                .time(includingFractionalSeconds: true))
    }
}

struct SQLiteRows: Rows {
    private let sqlite: BareSQLite

    init(_ workspace: Workspace) throws {
        sqlite = try BareSQLite(workspace.file)
        try sqlite.run("PRAGMA busy_timeout = 10000")
    }

    func run(_ sql: String) throws { try sqlite.run(sql) }
    func settle() {}

    func numbers(_ sql: String) throws -> [Double] { try sqlite.rows(sql).map { $0.double(0) } }

    func due(_ moment: Int64) -> String {
        let text = rfc3339(moment)
        return "due_at = \(moment), next_at = \(moment), "
            + "state = json_set(state, '$.dueAt', '\(text)', '$.nextAt', '\(text)')"
    }
}

/// By `psql`, in the cluster that `bin/with-postgres` starts.
struct PostgresRows: Rows {
    private let url: String

    init(_ url: String) { self.url = url }

    /// A database of its own; nil where there is no cluster.
    static func makeDatabase() throws -> String? {
        guard let cluster = ProcessInfo.processInfo.environment["BATON_TEST_POSTGRES"] else {
            return nil
        }
        let name = "bench_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        try PostgresRows("\(cluster)/postgres").run("CREATE DATABASE \(name)")
        return "\(cluster)/\(name)"
    }

    func run(_ sql: String) throws { _ = try psql(sql) }
    func settle() throws { try run("VACUUM ANALYZE") }

    func numbers(_ sql: String) throws -> [Double] {
        try psql(sql).split(separator: "\n").compactMap { Double($0) }
    }

    private func psql(_ sql: String) throws -> String {
        try Command("/usr/bin/psql", ["-qAtX", "-v", "ON_ERROR_STOP=1", "-c", sql, url]).run()
            .output
    }

    func due(_ moment: Int64) -> String {
        let text = rfc3339(moment)
        return "due_at = \(moment), next_at = \(moment), state = jsonb_set(jsonb_set("
            + "state::jsonb, '{dueAt}', '\"\(text)\"'), '{nextAt}', '\"\(text)\"')::text"
    }
}
