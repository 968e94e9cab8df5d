import HTTPTypes
import LeadEngine
import LeadRules

/// Who asks.
struct Caller: Sendable {
    let token: Token

    /// In whose name things happen.
    var actor: Actor { token.member.map(Actor.member) ?? .token(token.name) }
}

extension Workspace {
    /// Finds the API key of an `Authorization` header.
    ///
    /// Secrets are found by their digest, so that how long it takes tells nothing about them.
    ///
    /// - Throws: `Problem` 401 without a valid key, 403 when it lacks the scope, 429.
    func caller(_ authorization: String?, for scope: TokenScope) async throws -> Caller {
        guard let authorization else {
            throw Problem.unauthorised("Send an API key: Authorization: Bearer baton_….")
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Problem.unauthorised("Send the API key as: Authorization: Bearer baton_….")
        }
        return try await caller(secret: String(parts[1]), for: scope)
    }

    func caller(secret: String, for scope: TokenScope) async throws -> Caller {
        let digest = TokenSecret.digest(of: secret)
        let found = try await engine.store.read { transaction -> Token? in
            guard let token = try transaction.token(digest: digest), token.revokedAt == nil else {
                return nil
            }
            guard let member = token.member else { return token }
            let isActive = try transaction.members().contains { $0.id == member && $0.isActive }
            return isActive ? token : nil
        }
        guard let token = found else {
            throw Problem.unauthorised("The API key is unknown, was revoked, or its owner left.")
        }
        try rates.take(token.id)
        guard token.scopes.contains(scope.rawValue) else {
            throw Problem(
                .forbidden, "missing-scope",
                "This needs the scope '\(scope.rawValue)'; the key '\(token.name)' has: "
                    + "\(token.scopes.joined(separator: ", ")).")
        }
        return Caller(token: token)
    }
}

extension Problem {
    static func unauthorised(_ detail: String) -> Problem {
        Problem(
            .unauthorized, "unauthorised", detail,
            headers: [.wwwAuthenticate: "Bearer realm=\"baton\""])
    }
}
