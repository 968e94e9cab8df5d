import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/settings/keys`: API keys and write keys.
enum KeyPages {
    static let table = [
        PageRoute(.get, "/settings/keys", .administer, show),
        PageRoute(.post, "/settings/keys", .administer, create),
        PageRoute(.post, "/settings/keys/{id}/revocation", .administer, revoke),
    ]

    private static func show(_ visit: Visit) async throws -> Response { try await page(visit) }

    private static func page(
        _ visit: Visit, secret: (name: String, text: String)? = nil, refused: RefusedForm? = nil
    ) async throws -> Response {
        let tokens = try await visit.engine.tokens().sorted { $0.id > $1.id }
        let form = visit.form
        let keeps = refused != nil
        return visit.page(
            "settings-keys", area: "settings", title: SettingsTab.keys.title(visit),
            [
                "tabs": SettingsTab.view(.keys, visit), "secret": secret?.text,
                "secretName": secret?.name,
                "tokens": tokens.filter { $0.revokedAt == nil }.map { row($0, visit) },
                "revoked": tokens.filter { $0.revokedAt != nil }.map { row($0, visit) },
                "hasRevoked": tokens.contains { $0.revokedAt != nil },
                "isEmpty": !tokens.contains { $0.revokedAt == nil },
                "name": keeps ? form.text("name") : nil,
                "scopes": TokenScope.allCases.map { scope -> View in
                    [
                        "value": scope.rawValue, "title": scope.rawValue,
                        "hint": visit.words["settings-page.scope-\(scope.rawValue)"],
                        "isChosen": keeps && form.texts("scope").contains(scope.rawValue),
                    ]
                },
                "members": Views.options(
                    visit.members.filter(\.isActive).map { ($0.id.description, $0.profile.name) },
                    chosen: keeps ? form.text("member") : nil),
                "sources": Views.options(
                    visit.playbook.intake.sources.map {
                        ($0.id, visit.title(ofSource: $0.id))
                    }, chosen: keeps ? form.text("source") : nil),
                "refused": refused?.view, "errors": refused?.fields ?? View.none,
            ], status: refused == nil ? .ok : .unprocessableContent)
    }

    private static func row(_ token: Token, _ visit: Visit) -> View {
        [
            "id": token.id, "name": token.name, "scopes": token.scopes.joined(separator: ", "),
            "member": token.member.map { visit.name($0) },
            "source": token.source.map { visit.title(ofSource: $0) },
            "created": visit.reader.time(token.createdAt),
            "revoked": token.revokedAt.map { visit.reader.time($0) },
        ]
    }

    private static func create(_ visit: Visit) async throws -> Response {
        do {
            let scopes = visit.form.texts("scope").compactMap { TokenScope(rawValue: $0) }
            let made = try await visit.engine.createToken(
                name: visit.form.text("name") ?? "", scopes: scopes,
                member: try visit.form.id("member"), source: visit.form.text("source"),
                by: .member(visit.me.id))
            return try await page(visit, secret: (made.token.name, made.secret))
        } catch let refusal as Refusal {
            return try await page(visit, refused: RefusedForm(refusal, visit))
        }
    }

    private static func revoke(_ visit: Visit) async throws -> Response {
        try await visit.act("/settings/keys") {
            guard let id = Int64(visit.parameter("id")) else {
                throw Refusal(.notFound, "not-found", "There is no such key.")
            }
            try await visit.engine.revokeToken(id, by: .member(visit.me.id))
            return Said(.good, visit.words["settings-page.key-revoked"])
        }
    }
}
