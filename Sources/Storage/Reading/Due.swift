package import LeadEngine
package import LeadRules

/// What is due, and what was answered.
extension SQLTransaction {
    package func dueLeads(at now: Instant, limit: Int) throws -> [DueLead] {
        func due(_ column: String, _ what: LeadDate) throws -> [DueLead] {
            try connection.rows(
                """
                SELECT id, \(column) FROM leads WHERE \(column) <= ? \
                ORDER BY \(column), id LIMIT ?
                """,
                [.time(now), .integer(Int64(limit))]
            ) {
                DueLead(
                    lead: LeadID($0.int(0)), what: what, at: Instant(milliseconds: $0.int(1)))
            }
        }
        return try due("wake_at", .wake) + due("next_mail_at", .mail)
    }

    package func nextDue() throws -> Instant? {
        let sources = [
            "SELECT min(next_at) FROM clocks WHERE next_at IS NOT NULL",
            "SELECT min(wake_at) FROM leads WHERE wake_at IS NOT NULL",
            "SELECT min(next_mail_at) FROM leads WHERE next_mail_at IS NOT NULL",
        ]
        return try sources.compactMap { sql in
            try connection.first(sql, []) { $0.integer(0) }.flatMap { $0 }
        }.min().map { Instant(milliseconds: $0) }
    }

    package func reply(to key: OnceKey) throws -> StoredReply? {
        try connection.first(
            "SELECT fingerprint, status, body FROM replies WHERE key = ?", [.text(key.key)]
        ) { row in
            // No status of HTTP is 0: the body is what a command answered.
            StoredReply(
                fingerprint: row.string(0), status: row.int(1) == 0 ? nil : Int(row.int(1)),
                body: row.string(2))
        }
    }

    package func keep(_ reply: StoredReply, for key: OnceKey, at now: Instant) throws {
        try insert(
            [
                [
                    .text(key.key), .text(key.fingerprint), .integer(Int64(reply.status ?? 0)),
                    .text(reply.body), .time(now),
                ]
            ], into: .replies)
    }

    package func forget(messagesBefore: Instant, repliesBefore: Instant) throws {
        // Rows of files are remembered for good: the same file may come again years later.
        try connection.run(
            "DELETE FROM messages WHERE at < ? AND substr(id, 1, 7) <> 'import:'",
            [.time(messagesBefore)])
        try connection.run("DELETE FROM replies WHERE at < ?", [.time(repliesBefore)])
    }
}
