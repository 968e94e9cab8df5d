import HTTPTypes
import LeadEngine
import LeadRules

/// Who asks.
struct Caller: Sendable {
    let token: Token
    /// On whose behalf the key acts.
    let member: Member?
    /// Which leads may be seen and changed: everything for a key that acts for nobody.
    let sight: Sight

    /// In whose name things happen.
    var actor: Actor { token.member.map(Actor.member) ?? .token(token.name) }

    /// What a key that acts for nobody counts as where people are appointed: its scopes say whose
    /// rights it has, and only `admin` has those of RevOps.
    var standing: Role {
        token.scopes.contains(TokenScope.admin.rawValue) ? .revops : .manager
    }
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
        guard let caller = try await caller(digest: TokenSecret.digest(of: secret)) else {
            throw Problem.unauthorised("The API key is unknown, was revoked, or its owner left.")
        }
        let token = caller.token
        try rates.take(token.id, at: now)
        guard token.scopes.contains(scope.rawValue) else {
            throw Problem(
                .forbidden, "missing-scope",
                "This needs the scope '\(scope.rawValue)'; the key '\(token.name)' has: "
                    + "\(token.scopes.joined(separator: ", ")).")
        }
        return caller
    }

    private func caller(digest: String) async throws -> Caller? {
        let revoked = engine.revokedTokens
        if let token = knownKeys.token(digest, revoked: revoked) {
            return Caller(token: token, member: nil, sight: .everything)
        }
        let asked = ContinuousClock.now
        let found = try await engine.store.read { transaction -> Caller? in
            guard let token = try transaction.token(digest: digest), token.revokedAt == nil else {
                return nil
            }
            guard let id = token.member else {
                return Caller(token: token, member: nil, sight: .everything)
            }
            let members = try transaction.members()
            guard let member = members.first(where: { $0.id == id }), member.isActive else {
                return nil
            }
            return Caller(
                token: token, member: member, sight: Sight(of: member, among: members))
        }
        if let found { knownKeys.keep(found.token, at: asked, revoked: revoked) }
        return found
    }
}

extension Problem {
    static func unauthorised(_ detail: String) -> Problem {
        Problem(
            .unauthorized, "unauthorised", detail,
            headers: [.wwwAuthenticate: "Bearer realm=\"baton\""])
    }
}
