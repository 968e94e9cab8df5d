import HTTPTypes
import LeadEngine
import LeadRules

/// `webhooks`: places outside that are told what happens, and what came of telling them.
enum WebhookRoutes {
    static let table = [
        Operation(
            .get, "webhooks", .admin, "list-webhooks", "Places that are told what happens.",
            asks: .numbered(), gives: .list(of: WebhookResource.self), by: list),
        Operation(
            .post, "webhooks", .admin, "add-webhook",
            "Tells a place what happens. The secret is in this answer only.",
            takes: .of(WebhookInput.self), gives: .one(WebhookResource.self, .created), by: add),
        Operation(
            .get, "webhooks/{id}", .admin, "show-webhook", "A place that is told what happens.",
            gives: .one(WebhookResource.self), by: show),
        Operation(
            .put, "webhooks/{id}", .admin, "change-webhook",
            "Changes where it is, or what it is told.",
            takes: .of(WebhookInput.self), gives: .one(WebhookResource.self), by: change),
        Operation(
            .delete, "webhooks/{id}", .admin, "delete-webhook", "Tells it nothing more.",
            gives: .nothing, by: delete),
        Operation(
            .post, "webhooks/{id}/activation", .admin, "enable-webhook",
            "Sends to it again.", gives: .one(WebhookResource.self), by: enable),
        Operation(
            .delete, "webhooks/{id}/activation", .admin, "disable-webhook",
            "Sends nothing to it for now.", gives: .one(WebhookResource.self), by: disable),
        Operation(
            .post, "webhooks/{id}/secret", .admin, "rotate-secret",
            "Makes a new secret, shown in this answer only; the one before signs too until it is "
                + "retired.", gives: .one(WebhookResource.self), by: rotate),
        Operation(
            .delete, "webhooks/{id}/old-secrets", .admin, "retire-secrets",
            "Signs with the newest secret alone.", gives: .one(WebhookResource.self), by: retire),
        Operation(
            .get, "webhooks/{id}/deliveries", .admin, "list-deliveries", "What was sent to it.",
            asks: .numbered(.choice("state", OutgoingMessage.State.self)),
            gives: .list(of: DeliveryResource.self), by: deliveries),
        Operation(
            .get, "deliveries/{id}/attempts", .admin, "list-attempts",
            "What came of each try to deliver a message.",
            gives: .list(of: AttemptResource.self), by: attempts),
        Operation(
            .post, "deliveries/{id}/resend", .admin, "resend-delivery", "Sends a message again.",
            gives: .one(DeliveryResource.self, .accepted), by: resend),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.numberedPage
        let endpoints = try await call.read { try $0.endpoints() }.filter { !$0.isDeleted }
        return try page.reply(page.cut(endpoints, number: \.id), id: \.id.description) {
            WebhookResource($0)
        }
    }

    private struct WebhookInput: Decodable, Sendable, Narrowed {
        static var narrowed: [String: Shape] {
            ["url": .text(.init(format: "uri", pattern: "^https?://."))]
        }

        var kind: Choice<Endpoint.Kind>?
        var url: String
        var secret: String?
        var events: [String]?

        var draft: EndpointDraft {
            EndpointDraft(
                kind: kind?.value ?? .webhook, url: url, secret: secret, events: events ?? [])
        }
    }

    /// The secret is in this answer only.
    private static func add(_ call: Call) async throws -> Reply {
        let input: WebhookInput = try call.input()
        return try await call.once(status: .created) {
            let added = try await call.engine.add(input.draft, by: call.caller.actor)
            return (WebhookResource(added, showing: true), WebhookResource(added))
        }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id = try call.number("webhook")
        let found = try await call.read { try $0.endpoints() }
            .first { $0.id == id && !$0.isDeleted }
        guard let found else {
            throw Refusal(.notFound, "not-found", "There is no webhook \(id).")
        }
        return try .json(WebhookResource(found))
    }

    private static func change(_ call: Call) async throws -> Reply {
        let input: WebhookInput = try call.input()
        let endpoint = try await call.engine.change(
            endpoint: try call.number("webhook"), to: input.draft, by: call.caller.actor)
        return try .json(WebhookResource(endpoint))
    }

    private static func delete(_ call: Call) async throws -> Reply {
        try await call.engine.delete(
            endpoint: try call.number("webhook"), by: call.caller.actor)
        return .noContent
    }

    private static func enable(_ call: Call) async throws -> Reply {
        let endpoint = try await call.engine.enable(
            endpoint: try call.number("webhook"), by: call.caller.actor)
        return try .json(WebhookResource(endpoint))
    }

    private static func disable(_ call: Call) async throws -> Reply {
        let endpoint = try await call.engine.disable(
            endpoint: try call.number("webhook"), by: call.caller.actor)
        return try .json(WebhookResource(endpoint))
    }

    /// Makes a new secret and shows it once; the one before signs too until it is retired.
    private static func rotate(_ call: Call) async throws -> Reply {
        try await call.once(status: .ok) {
            let endpoint = try await call.engine.rotateSecret(
                of: try call.number("webhook"), by: call.caller.actor)
            return (WebhookResource(endpoint, showing: true), WebhookResource(endpoint))
        }
    }

    private static func retire(_ call: Call) async throws -> Reply {
        let endpoint = try await call.engine.retireOldSecrets(
            of: try call.number("webhook"), by: call.caller.actor)
        return try .json(WebhookResource(endpoint))
    }

    private static func deliveries(_ call: Call) async throws -> Reply {
        let id = try call.number("webhook")
        let state = try call.query.choice("state", OutgoingMessage.State.self)
        let page = try call.query.numberedPage
        let messages = try await call.read {
            try $0.messages(endpoint: id, state: state, page)
        }
        return try page.reply(messages, id: \.id.description) { DeliveryResource($0) }
    }

    private static func attempts(_ call: Call) async throws -> Reply {
        let id = try call.number("delivery")
        let attempts = try await call.read { try $0.attempts(of: id) }
        return try .json(Listed(data: attempts.map { AttemptResource($0) }, next: nil))
    }

    private static func resend(_ call: Call) async throws -> Reply {
        let id = try call.number("delivery")
        return try await call.once(status: .accepted) {
            try await call.engine.resend(message: id)
            guard let message = try await call.read({ try $0.message(id) }) else {
                throw Refusal(.notFound, "not-found", "There is no delivery \(id).")
            }
            return (DeliveryResource(message), DeliveryResource(message))
        }
    }
}

private struct WebhookResource: Codable, Sendable {
    let id: Int64
    let kind: String
    let url: String
    let events: [String]
    let createdAt: Instant
    let disabledBecause: String?
    /// How many secrets messages are signed with.
    let secrets: Int
    let secret: String?

    init(_ endpoint: Endpoint, showing: Bool = false) {
        id = endpoint.id
        kind = endpoint.kind.rawValue
        url = endpoint.url
        events = endpoint.events
        createdAt = endpoint.createdAt
        disabledBecause = endpoint.disabledBecause
        secrets = endpoint.secrets.count
        secret = showing ? endpoint.secrets.first : nil
    }
}

private struct DeliveryResource: Codable, Sendable {
    let id: Int64
    let webhook: Int64
    let event: EventID
    let state: String
    let attempts: Int
    let createdAt: Instant
    let nextAt: Instant?
    let deliveredAt: Instant?
    let lastError: String?

    init(_ message: OutgoingMessage) {
        id = message.id
        webhook = message.endpoint
        event = message.event
        state = message.state.rawValue
        attempts = message.attempts
        createdAt = message.createdAt
        nextAt = message.nextAt
        deliveredAt = message.deliveredAt
        lastError = message.lastError
    }
}

private struct AttemptResource: Codable, Sendable {
    let at: Instant
    let status: Int?
    let error: String?
    let milliseconds: Int

    init(_ attempt: DeliveryAttempt) {
        at = attempt.at
        status = attempt.status
        error = attempt.error
        milliseconds = attempt.milliseconds
    }
}
