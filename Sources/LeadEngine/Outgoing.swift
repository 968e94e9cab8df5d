import Journal
package import LeadRules

/// Somewhere outside that is told what happens.
package struct Endpoint: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable { case slack, webhook }

    package var id: Int64
    package var kind: Kind
    package var url: String
    /// Signing secrets of a webhook, the newest first; several while rotating.
    package var secrets: [String]
    /// Event names a webhook wants; all when empty. A trailing `*` stands for any ending.
    package var events: [String]
    package var createdAt: Instant
    /// Why it was switched off; nil while it is on.
    package var disabledBecause: String?
    /// Deleted endpoints stay only for the messages that were sent to them.
    package var isDeleted = false

    package init(
        id: Int64, kind: Kind, url: String, secrets: [String], events: [String], createdAt: Instant
    ) {
        self.id = id
        self.kind = kind
        self.url = url
        self.secrets = secrets
        self.events = events
        self.createdAt = createdAt
    }

    package func wants(_ event: String) -> Bool {
        events.isEmpty
            || events.contains {
                $0.hasSuffix("*") ? event.hasPrefix($0.dropLast()) : $0 == event
            }
    }
}

/// A message in the outbox, written in the commit of the event that it tells of.
package struct OutgoingMessage: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable { case waiting, delivered, failed }

    package var id: Int64
    package var endpoint: Int64
    package var event: EventID
    /// What is told: the event as JSON for a webhook, the alert as JSON for Slack.
    package var body: String
    package var state: State
    package var attempts: Int
    package var nextAt: Instant?
    package var createdAt: Instant
    package var deliveredAt: Instant?
    package var lastError: String?

    package init(
        id: Int64, endpoint: Int64, event: EventID, body: String, state: State, attempts: Int,
        nextAt: Instant?, createdAt: Instant, deliveredAt: Instant?, lastError: String?
    ) {
        self.id = id
        self.endpoint = endpoint
        self.event = event
        self.body = body
        self.state = state
        self.attempts = attempts
        self.nextAt = nextAt
        self.createdAt = createdAt
        self.deliveredAt = deliveredAt
        self.lastError = lastError
    }
}

/// One try to deliver a message.
package struct DeliveryAttempt: Hashable, Sendable {
    package var message: Int64
    package var at: Instant
    /// HTTP status; nil when there was no answer.
    package var status: Int?
    package var error: String?
    package var milliseconds: Int

    package init(message: Int64, at: Instant, status: Int?, error: String?, milliseconds: Int) {
        self.message = message
        self.at = at
        self.status = status
        self.error = error
        self.milliseconds = milliseconds
    }
}

enum Outgoing {
    /// The messages that a decision calls for, one for each endpoint that wants it.
    static func messages(for decision: inout Decision, endpoints: [Endpoint]) throws
        -> [OutgoingMessage]
    {
        let on = endpoints.filter { $0.disabledBecause == nil }
        guard !on.isEmpty, !decision.events.isEmpty else { return [] }
        let webhooks = try on.filter { $0.kind == .webhook }.flatMap { endpoint in
            try decision.events.filter { endpoint.wants($0.name) }.map {
                message(to: endpoint, $0.id, try PublicEvent.text($0), at: decision.now)
            }
        }
        let slack = on.filter { $0.kind == .slack }
        guard !slack.isEmpty else { return webhooks }
        let wanted = decision.playbook.alerts.slack
        let alerts = try decision.alerts().filter { wanted.contains($0.kind) }
        return try webhooks
            + slack.flatMap { endpoint in
                try alerts.map {
                    message(to: endpoint, $0.event, try StoredText.of($0), at: decision.now)
                }
            }
    }

    private static func message(
        to endpoint: Endpoint, _ event: EventID, _ body: String, at now: Instant
    ) -> OutgoingMessage {
        OutgoingMessage(
            id: 0, endpoint: endpoint.id, event: event, body: body, state: .waiting, attempts: 0,
            nextAt: now, createdAt: now, deliveredAt: nil, lastError: nil)
    }
}
