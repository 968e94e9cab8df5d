import HTTPTypes
import LeadEngine
import LeadRules

/// `tokens`: API keys and write keys.
enum TokenRoutes {
    static let table = [
        Operation(
            .get, "tokens", .admin, "list-tokens", "API keys and write keys.",
            asks: .numbered(), gives: .list(of: TokenResource.self), by: list),
        Operation(
            .post, "tokens", .admin, "create-token",
            "Makes a key. Its secret is in this answer only.",
            takes: .of(TokenInput.self), gives: .one(TokenResource.self, .created), by: create),
        Operation(
            .delete, "tokens/{id}", .admin, "revoke-token", "Lets a key no longer in.",
            gives: .nothing, by: revoke),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let page = try call.query.numberedPage
        let tokens = try await call.engine.tokens()
        return try page.reply(page.cut(tokens, number: \.id), id: \.id.description) {
            TokenResource($0, secret: nil)
        }
    }

    private struct TokenInput: Decodable, Sendable, Narrowed {
        static var narrowed: [String: Shape] {
            ["name": .text(.init(atLeast: 1, atMost: 100))]
        }

        var name: String
        var scopes: [Choice<TokenScope>]
        var member: MemberID?
        var source: String?
    }

    /// The secret is in this answer only; a repeat under the same key has none.
    private static func create(_ call: Call) async throws -> Reply {
        let input: TokenInput = try call.input()
        return try await call.once(status: .created) {
            let made = try await call.engine.createToken(
                name: input.name, scopes: input.scopes.map(\.value), member: input.member,
                source: input.source, by: call.caller.actor)
            return (
                TokenResource(made.token, secret: made.secret),
                TokenResource(made.token, secret: nil)
            )
        }
    }

    private static func revoke(_ call: Call) async throws -> Reply {
        try await call.engine.revokeToken(try call.number("token"), by: call.caller.actor)
        return .noContent
    }
}

private struct TokenResource: Codable, Sendable {
    let id: Int64
    let name: String
    let scopes: [String]
    let member: MemberID?
    let source: String?
    let createdAt: Instant
    let revokedAt: Instant?
    let secret: String?

    init(_ token: Token, secret: String?) {
        id = token.id
        name = token.name
        scopes = token.scopes
        member = token.member
        source = token.source
        createdAt = token.createdAt
        revokedAt = token.revokedAt
        self.secret = secret
    }
}
