import Foundation
package import LeadRules

/// Endpoints are settings outside the playbook: each change is noted in the journal, in the same
/// commit, never with a secret or a whole URL (a Slack URL is a secret).
extension Engine {
    /// Adds an endpoint and switches it on.
    ///
    /// - Returns: the endpoint, with the secret that was made for it.
    /// - Throws: `Refusal` that names the field that is wrong.
    package func add(_ draft: EndpointDraft, by actor: Actor) async throws -> Endpoint {
        try draft.check()
        return try await submit { transaction, now in
            var secrets: [String] = []
            if draft.kind == .webhook {
                secrets = [
                    try draft.secret.map(WebhookSecret.init)?.text ?? WebhookSecret.random().text
                ]
            }
            let added = try transaction.save(
                Endpoint(
                    id: 0, kind: draft.kind, url: draft.url, secrets: secrets,
                    events: draft.events, createdAt: now))
            try self.note("added", added, by: actor, at: now, in: transaction)
            return added
        }
    }

    /// Changes where an endpoint is and what it wants. Its kind stays; a secret that is given
    /// takes the place of all.
    package func change(endpoint id: Int64, to draft: EndpointDraft, by actor: Actor) async throws
        -> Endpoint
    {
        try draft.check()
        return try await change(id, "changed", by: actor) { endpoint in
            guard endpoint.kind == draft.kind else {
                throw Refusal.invalid(
                    field: "kind",
                    "Endpoint \(id) is a \(endpoint.kind.rawValue) endpoint. Add another instead.")
            }
            endpoint.url = draft.url
            endpoint.events = draft.events
            if let secret = draft.secret { endpoint.secrets = [try WebhookSecret(secret).text] }
        }
    }

    /// Switches an endpoint on; the messages that wait for it go out.
    package func enable(endpoint id: Int64, by actor: Actor) async throws -> Endpoint {
        try await change(id, "switched on", by: actor) { $0.disabledBecause = nil }
    }

    /// Switches an endpoint off; its messages wait, and nothing new is queued for it.
    package func disable(endpoint id: Int64, by actor: Actor) async throws -> Endpoint {
        try await change(id, "switched off", by: actor) {
            $0.disabledBecause = "Switched off by \(actor)."
        }
    }

    /// Makes a new signing secret. Messages are signed with the one before it too, until it is
    /// retired or the secret is rotated again.
    package func rotateSecret(of id: Int64, by actor: Actor) async throws -> Endpoint {
        try await change(id, "given a new secret", by: actor) { endpoint in
            try endpoint.requireWebhook()
            endpoint.secrets = [WebhookSecret.random().text] + endpoint.secrets.prefix(1)
        }
    }

    /// Signs with the newest secret only from now on.
    package func retireOldSecrets(of id: Int64, by actor: Actor) async throws -> Endpoint {
        try await change(id, "left with its newest secret", by: actor) { endpoint in
            try endpoint.requireWebhook()
            endpoint.secrets = Array(endpoint.secrets.prefix(1))
        }
    }

    /// Deletes an endpoint with its secrets. Messages that wait for it are given up; what was
    /// sent stays on record.
    package func delete(endpoint id: Int64, by actor: Actor) async throws {
        _ = try await change(id, "deleted", by: actor) { endpoint in
            endpoint.isDeleted = true
            endpoint.secrets = []
            endpoint.disabledBecause = "Deleted by \(actor)."
        }
    }

    private func change(
        _ id: Int64, _ change: String, by actor: Actor,
        _ body: @escaping @Sendable (inout Endpoint) throws -> Void
    ) async throws -> Endpoint {
        try await submit { transaction, now in
            guard var endpoint = try transaction.endpoint(id) else {
                throw Refusal(.notFound, "not-found", "There is no endpoint \(id).")
            }
            try body(&endpoint)
            try transaction.save(endpoint)
            if endpoint.isDeleted {
                try transaction.giveUpMessages(to: id, because: "The endpoint was deleted.")
            }
            try self.note(change, endpoint, by: actor, at: now, in: transaction)
            return endpoint
        }
    }

    func note(
        _ change: String, _ endpoint: Endpoint, as what: String = "endpoint", by actor: Actor,
        at now: Instant, in transaction: any Transaction
    ) throws {
        let host = URLComponents(string: endpoint.url)?.host ?? "an unknown host"
        let note = NoteSetting(
            what: what,
            change: "\(endpoint.kind.rawValue) \(endpoint.id) at \(host): \(change)")
        _ = try carryOut(note, by: actor, at: now, in: transaction)
    }
}

extension Endpoint {
    fileprivate func requireWebhook() throws {
        guard kind == .webhook else {
            throw Refusal.invalid(
                field: "kind", "Only webhooks are signed; endpoint \(id) is not one.")
        }
    }
}
