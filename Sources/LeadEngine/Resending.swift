import LeadRules

extension Engine {
    /// Sends a message again, whatever came of it before: as soon as the outbox looks, or when the
    /// pause that the receiver asked for is over. It has the whole schedule before it again.
    package func resend(message id: Int64) async throws {
        try await submit { transaction, now in
            guard var message = try transaction.message(id),
                let endpoint = try transaction.endpoint(message.endpoint)
            else { throw Refusal(.notFound, "not-found", "There is no message \(id).") }
            if let reason = endpoint.disabledBecause {
                throw Refusal(
                    .conflict, "endpoint-disabled",
                    "Endpoint \(endpoint.id) is switched off (\(reason)). Switch it on first.")
            }
            message.state = .waiting
            message.attempts = 0
            message.nextAt = now
            message.deliveredAt = nil
            message.lastError = nil
            try transaction.save(message)
        }
    }
}
