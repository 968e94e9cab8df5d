import Foundation
import LeadRules

/// An endpoint as somebody wants it to be.
package struct EndpointDraft: Hashable, Sendable {
    package var kind: Endpoint.Kind
    package var url: String
    /// Signing secret of a webhook; nil has one made, or keeps what is there.
    package var secret: String?
    /// Event names a webhook wants; all when empty. A trailing `*` stands for any ending.
    package var events: [String]

    package init(
        kind: Endpoint.Kind, url: String, secret: String? = nil, events: [String] = []
    ) {
        self.kind = kind
        self.url = url
        self.secret = secret
        self.events = events
    }

    /// - Throws: `Refusal` that names the field that is wrong.
    func check() throws {
        try checkURL()
        if let secret, kind == .webhook { _ = try WebhookSecret(secret) }
        if kind == .slack, secret != nil {
            throw Refusal.invalid(
                field: "secret", "Slack takes no secret; its URL is one. Leave it out.")
        }
        if kind == .slack, !events.isEmpty {
            throw Refusal.invalid(
                field: "events",
                "Slack is told of the alerts that the playbook names. Leave the events empty.")
        }
        for event in events { try check(event: event) }
    }

    private func checkURL() throws {
        guard url.utf8.count <= 2048, let parts = URLComponents(string: url),
            let scheme = parts.scheme?.lowercased(), scheme == "https" || scheme == "http",
            let host = parts.host, !host.isEmpty
        else {
            throw Refusal.invalid(
                field: "url", "The URL must be a complete http or https address.")
        }
        guard parts.user == nil, parts.password == nil, parts.fragment == nil else {
            throw Refusal.invalid(
                field: "url", "The URL must have no user, password or fragment (#…).")
        }
    }

    private func check(event: String) throws {
        let known = EventKinds.byName.keys
        let isKnown =
            event.hasSuffix("*")
            ? known.contains { $0.hasPrefix(event.dropLast()) } : known.contains(event)
        guard isKnown else {
            throw Refusal.unknown("event", event, field: "events", known: Array(known))
        }
    }
}
