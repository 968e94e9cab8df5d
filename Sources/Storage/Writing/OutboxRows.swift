package import LeadEngine
package import LeadRules

/// Endpoints, and the messages to them.
extension SQLTransaction {
    package func save(_ endpoint: Endpoint) throws -> Endpoint {
        cache?.endpoints = nil
        var endpoint = endpoint
        if endpoint.id == 0 { endpoint.id = try nextNumber("endpoints") }
        try upsert(
            .endpoints,
            [
                .integer(endpoint.id), .text(endpoint.kind.rawValue),
                .text(try json.text(endpoint)),
            ])
        return endpoint
    }

    private func nextNumber(_ table: String) throws -> Int64 {
        try connection.first("SELECT max(id) FROM \(table)", []) { $0.int(0) + 1 } ?? 1
    }

    package func enqueue(_ messages: [OutgoingMessage]) throws {
        guard !messages.isEmpty else { return }
        var next = try nextNumber("outbox")
        for message in messages {
            var message = message
            message.id = next
            next += 1
            try save(message)
        }
    }

    package func dueMessages(of endpoint: Int64, at now: Instant, limit: Int) throws
        -> [OutgoingMessage]
    {
        try messages(
            "WHERE endpoint_id = ? AND next_at <= ? ORDER BY next_at, id LIMIT ?",
            [.integer(endpoint), .time(now), .integer(Int64(limit))])
    }

    package func giveUpMessages(to endpoint: Int64, because reason: String) throws {
        try connection.run(
            """
            UPDATE outbox SET message_state = ?, next_at = NULL, last_error = ? \
            WHERE endpoint_id = ? AND next_at IS NOT NULL
            """,
            [
                .text(OutgoingMessage.State.failed.rawValue), .text(reason), .integer(endpoint),
            ])
    }

    package func message(_ id: Int64) throws -> OutgoingMessage? {
        try messages("WHERE id = ?", [.integer(id)]).first
    }

    func messages(_ tail: String, _ values: [SQLValue]) throws -> [OutgoingMessage] {
        try connection.rows("SELECT \(Table.outbox.list) FROM outbox \(tail)", values) { row in
            OutgoingMessage(
                id: row.int(0), endpoint: row.int(1), event: EventID(row.int(2)),
                body: row.string(3),
                state: OutgoingMessage.State(rawValue: row.string(4)) ?? .waiting,
                attempts: Int(row.int(5)), nextAt: row.integer(6).map { Instant(milliseconds: $0) },
                createdAt: Instant(milliseconds: row.int(7)),
                deliveredAt: row.integer(8).map { Instant(milliseconds: $0) },
                lastError: row.text(9))
        }
    }

    package func save(_ message: OutgoingMessage) throws {
        try upsert(
            .outbox,
            [
                .integer(message.id), .integer(message.endpoint), .id(message.event),
                .text(message.body), .text(message.state.rawValue),
                .integer(Int64(message.attempts)), .time(message.nextAt),
                .time(message.createdAt), .time(message.deliveredAt),
                .optional(message.lastError),
            ])
    }

    package func forgetMessages(deliveredBefore moment: Instant) throws {
        // The last one stays, so that no number is given a second time.
        let old = "delivered_at < ? AND id < (SELECT max(id) FROM outbox)"
        try connection.run(
            "DELETE FROM attempts WHERE message_id IN (SELECT id FROM outbox WHERE \(old))",
            [.time(moment)])
        try connection.run("DELETE FROM outbox WHERE \(old)", [.time(moment)])
    }

    package func keep(_ attempt: DeliveryAttempt) throws {
        try insert(
            [
                [
                    .integer(attempt.message), .time(attempt.at),
                    .optional(attempt.status.map(Int64.init)), .optional(attempt.error),
                    .integer(Int64(attempt.milliseconds)),
                ]
            ], into: .attempts)
    }
}
