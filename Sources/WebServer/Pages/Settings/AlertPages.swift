import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings/alerts`: places outside that are told what happens, and what came of telling them.
enum AlertPages {
    static let table = [
        PageRoute(.get, "/settings/alerts", .administer, list),
        PageRoute(.post, "/settings/alerts", .administer, add),
        PageRoute(.get, "/settings/alerts/{id}", .administer, show),
        PageRoute(.post, "/settings/alerts/{id}", .administer, change),
        PageRoute(.post, "/settings/alerts/{id}/activation", .administer, activate),
        PageRoute(.post, "/settings/alerts/{id}/secret", .administer, rotate),
        PageRoute(.post, "/settings/alerts/{id}/old-secrets", .administer, retire),
        PageRoute(.post, "/settings/alerts/{id}/deletion", .administer, delete),
        PageRoute(.post, "/settings/deliveries/{id}/resend", .administer, resend),
    ]

    private static func actor(_ visit: Visit) -> Actor { .member(visit.me.id) }

    private static func list(_ visit: Visit) async throws -> Response { try await listPage(visit) }

    private static func listPage(_ visit: Visit, refused: RefusedForm? = nil) async throws
        -> Response
    {
        let found = try await visit.read { transaction in
            try transaction.endpoints().map { endpoint in
                (
                    endpoint: endpoint,
                    failed: try transaction.messages(
                        endpoint: endpoint.id, state: .failed, Page(limit: 100)
                    ).count,
                    waiting: try transaction.messages(
                        endpoint: endpoint.id, state: .waiting, Page(limit: 100)
                    ).count
                )
            }
        }
        return visit.page(
            "settings-alerts", area: "settings", title: SettingsTab.alerts.title(visit),
            [
                "tabs": SettingsTab.view(.alerts, visit), "isEmpty": found.isEmpty,
                "endpoints": found.map { item -> View in
                    view(of: item.endpoint, visit).with([
                        "failed": item.failed, "hasFailed": item.failed > 0,
                        "waiting": item.waiting,
                    ])
                },
                "form": draftView(nil, visit, isSent: refused != nil),
                "refused": refused?.view, "errors": refused?.fields ?? View.none,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func view(of endpoint: Endpoint, _ visit: Visit) -> View {
        let isOn = endpoint.disabledBecause == nil
        return [
            "id": endpoint.id, "kind": visit.words["settings-page.kind-\(endpoint.kind.rawValue)"],
            "isWebhook": endpoint.kind == .webhook, "host": host(of: endpoint.url),
            "isOn": isOn, "because": endpoint.disabledBecause.map { visit.reader.told($0) },
            "created": visit.reader.time(endpoint.createdAt),
            "hasOldSecrets": endpoint.secrets.count > 1,
            "events": endpoint.kind == .slack
                ? visit.words["settings-page.alerts-of-playbook"]
                : endpoint.events.isEmpty
                    ? visit.words["settings-page.all-events"]
                    : endpoint.events.joined(separator: ", "),
        ]
    }

    /// A Slack address is a secret as a whole: lists show where it goes, no more.
    private static func host(of url: String) -> String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst()
        return rest.first.map(String.init) ?? url
    }

    /// The fields of an endpoint, as they stand or as they were typed.
    private static func draftView(_ endpoint: Endpoint?, _ visit: Visit, isSent: Bool) -> View {
        let form = visit.form
        let kind = isSent ? form.text("kind") : endpoint?.kind.rawValue ?? "webhook"
        return [
            "url": isSent ? form.text("url") : endpoint?.url,
            "events": isSent ? form.text("events") : endpoint?.events.joined(separator: "\n"),
            "kinds": Views.options(Endpoint.Kind.self, chosen: kind) {
                visit.words["settings-page.kind-\($0.rawValue)"]
            },
            "isNew": endpoint == nil,
        ]
    }

    private static func draft(_ visit: Visit, kind: Endpoint.Kind) -> EndpointDraft {
        let events = (visit.form.text("events") ?? "")
            .split(whereSeparator: { $0.isWhitespace || $0 == "," }).map(String.init)
        return EndpointDraft(kind: kind, url: visit.form.text("url") ?? "", events: events)
    }

    private static func add(_ visit: Visit) async throws -> Response {
        do {
            let kind: Endpoint.Kind = try visit.form.choice("kind") ?? .webhook
            let added = try await visit.engine.add(draft(visit, kind: kind), by: actor(visit))
            return try await page(added.id, visit, secret: added.secrets.first)
        } catch let refusal as Refusal {
            return try await listPage(visit, refused: RefusedForm(refusal, visit))
        }
    }

    private static func number(_ visit: Visit) throws -> Int64 {
        guard let id = Int64(visit.parameter("id")) else {
            throw Refusal(.notFound, "not-found", "There is no such endpoint.")
        }
        return id
    }

    private static func show(_ visit: Visit) async throws -> Response {
        try await page(try number(visit), visit)
    }

    private static func page(
        _ id: Int64, _ visit: Visit, secret: String? = nil, refused: RefusedForm? = nil
    ) async throws -> Response {
        let after = try visit.query.number("after", in: 1 ... .max)
        let found = try await visit.read { transaction -> Found? in
            guard let endpoint = try transaction.endpoints().first(where: { $0.id == id }) else {
                return nil
            }
            let page = Page(after: after, limit: 31, newestFirst: true)
            let messages = try transaction.messages(endpoint: id, state: nil, page)
            return Found(
                endpoint: endpoint, messages: messages,
                attempts: try messages.map { try transaction.attempts(of: $0.id) },
                names: try messages.map { try transaction.event($0.event)?.name ?? "" })
        }
        guard let found else {
            throw Refusal(.notFound, "not-found", "There is no endpoint \(id).")
        }
        let shown = Array(zip(found.messages, zip(found.attempts, found.names))).prefix(30)
        return visit.page(
            "settings-alert", area: "settings", title: SettingsTab.alerts.title(visit),
            [
                "tabs": SettingsTab.view(.alerts, visit),
                "endpoint": view(of: found.endpoint, visit),
                "form": draftView(found.endpoint, visit, isSent: refused != nil),
                "secret": secret, "refused": refused?.view,
                "errors": refused?.fields ?? View.none,
                "deliveries": shown.map { delivery($0.0, $0.1.0, $0.1.1, visit) },
                "hasNone": shown.isEmpty,
                "older": found.messages.count > 30 ? shown.last.map { Int($0.0.id) } : nil,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private struct Found: Sendable {
        let endpoint: Endpoint
        let messages: [OutgoingMessage]
        let attempts: [[DeliveryAttempt]]
        let names: [String]
    }

    private static func delivery(
        _ message: OutgoingMessage, _ attempts: [DeliveryAttempt], _ name: String, _ visit: Visit
    ) -> View {
        let tones: [OutgoingMessage.State: String] = [
            .waiting: "info", .delivered: "good", .failed: "bad",
        ]
        return [
            "delivery": message.id, "event": name, "when": visit.reader.time(message.createdAt),
            "state": visit.words["settings-page.delivery-\(message.state.rawValue)"],
            "tone": tones[message.state] ?? "", "error": message.lastError,
            "next": message.state == .waiting ? message.nextAt.map { visit.reader.ago($0) } : nil,
            "tries": visit.words.counted("settings-page.attempts", attempts.count),
            "hasAttempts": !attempts.isEmpty,
            "attempts": attempts.map { attempt -> View in
                [
                    "at": visit.reader.time(attempt.at), "status": attempt.status,
                    "why": attempt.error, "span": "\(attempt.milliseconds) ms",
                ]
            },
        ]
    }

    private static func change(_ visit: Visit) async throws -> Response {
        let id = try number(visit)
        do {
            let known = try await visit.read { try $0.endpoints() }.first { $0.id == id }
            guard let known else {
                throw Refusal(.notFound, "not-found", "There is no endpoint \(id).")
            }
            _ = try await visit.engine.change(
                endpoint: id, to: draft(visit, kind: known.kind), by: actor(visit))
            return visit.redirect(
                "/settings/alerts/\(id)",
                saying: Said(.good, visit.words["settings-page.endpoint-changed"]))
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await page(id, visit, refused: RefusedForm(refusal, visit))
        }
    }

    private static func activate(_ visit: Visit) async throws -> Response {
        let id = try number(visit)
        return try await visit.act("/settings/alerts/\(id)") {
            let isOn = visit.form.text("on") == "yes"
            if isOn {
                _ = try await visit.engine.enable(endpoint: id, by: actor(visit))
            } else {
                _ = try await visit.engine.disable(endpoint: id, by: actor(visit))
            }
            return Said(
                .good, visit.words["settings-page.endpoint-\(isOn ? "on" : "off")"],
                undo: Said.Undo("/settings/alerts/\(id)/activation", ["on": isOn ? "no" : "yes"]))
        }
    }

    private static func rotate(_ visit: Visit) async throws -> Response {
        let endpoint = try await visit.engine.rotateSecret(of: try number(visit), by: actor(visit))
        return try await page(endpoint.id, visit, secret: endpoint.secrets.first)
    }

    private static func retire(_ visit: Visit) async throws -> Response {
        let id = try number(visit)
        return try await visit.act("/settings/alerts/\(id)") {
            _ = try await visit.engine.retireOldSecrets(of: id, by: actor(visit))
            return Said(.good, visit.words["settings-page.secrets-retired"])
        }
    }

    private static func delete(_ visit: Visit) async throws -> Response {
        let id = try number(visit)
        return try await visit.act("/settings/alerts") {
            try await visit.engine.delete(endpoint: id, by: actor(visit))
            return Said(.good, visit.words["settings-page.endpoint-deleted"])
        }
    }

    private static func resend(_ visit: Visit) async throws -> Response {
        let id = try number(visit)
        return try await visit.act("/settings/alerts") {
            try await visit.engine.resend(message: id)
            return Said(.good, visit.words["settings-page.resent"])
        }
    }
}
