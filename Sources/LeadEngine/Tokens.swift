import Crypto
import Foundation
package import LeadRules
import Synchronization

/// What an API key may do.
package enum TokenScope: String, CaseIterable, Codable, Sendable {
    /// Look at everything.
    case read
    /// Bring in leads and activities.
    case capture
    /// Work on leads: touches, stages, qualifications, handoffs, clocks.
    case work
    /// Members, time off, assignments, verification, disputes, merges.
    case manage
    /// Playbooks, API keys, webhooks.
    case admin
    /// The tracking intake: a write key.
    case track
}

/// API keys and write keys. A secret is shown once, when it is made; only its SHA-256 is kept.
extension Engine {
    /// Makes an API key.
    ///
    /// - Parameters:
    ///   - member: on whose behalf it acts; nil acts as the key itself.
    ///   - source: the lead source of what comes in by a write key; the playbook's fallback when nil.
    /// - Returns: the key and its secret, `baton_` and the base64url of 32 random bytes.
    /// - Throws: `Refusal` that names the field that is wrong.
    package func createToken(
        name: String, scopes: [TokenScope], member: MemberID? = nil, source: String? = nil,
        by actor: Actor
    ) async throws -> (token: Token, secret: String) {
        guard !name.allSatisfy(\.isWhitespace), name.utf8.count <= 100 else {
            throw Refusal.invalid(field: "name", "A key needs a name of at most 100 bytes.")
        }
        guard !scopes.isEmpty else {
            throw Refusal.invalid(
                field: "scopes", "Name at least one scope: \(TokenScope.names).")
        }
        let secret = TokenSecret.random()
        let names = TokenScope.allCases.filter(scopes.contains).map(\.rawValue)
        let token = try await submit { transaction, now in
            try Self.check(name: name, member: member, in: transaction)
            var token = Token(
                id: 0, name: name, digest: TokenSecret.digest(of: secret), scopes: names,
                member: member, source: source, createdAt: now, revokedAt: nil)
            token.id = try transaction.add(token)
            try self.note(
                "created with \(names.joined(separator: ", "))", token, actor, now, transaction)
            return token
        }
        return (token, secret)
    }

    /// Every key, those revoked too, by number.
    package func tokens() async throws -> [Token] { try await store.read { try $0.tokens() } }

    /// Switches a key off for good.
    package func revokeToken(_ id: Int64, by actor: Actor) async throws {
        try await submit { transaction, now in
            guard let token = try transaction.tokens().first(where: { $0.id == id }) else {
                throw Refusal(.notFound, "not-found", "There is no token \(id).")
            }
            guard token.revokedAt == nil else { return }
            try transaction.revoke(token: id, at: now)
            try self.note("revoked", token, actor, now, transaction)
        }
        tokensRevoked.add(1, ordering: .sequentiallyConsistent)
    }

    /// How many keys this process has revoked.
    package var revokedTokens: Int { tokensRevoked.load(ordering: .sequentiallyConsistent) }

    private static func check(name: String, member: MemberID?, in transaction: any Transaction)
        throws
    {
        if try transaction.tokens().contains(where: { $0.name == name && $0.revokedAt == nil }) {
            throw Refusal(.conflict, "name-taken", "There is a key named '\(name)' already.")
        }
        guard let member else { return }
        guard try transaction.members().contains(where: { $0.id == member && $0.isActive }) else {
            throw Refusal.invalid(field: "member", "There is no active member \(member).")
        }
    }

    private func note(
        _ change: String, _ token: Token, _ actor: Actor, _ now: Instant,
        _ transaction: any Transaction
    ) throws {
        let note = NoteSetting(what: "token", change: "\(token.id) '\(token.name)': \(change)")
        _ = try carryOut(note, by: actor, at: now, in: transaction)
    }
}

extension TokenScope {
    /// All names, for messages.
    package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}

/// The secret part of a key.
package enum TokenSecret {
    static let prefix = "baton_"

    /// 32 bytes of the system's random numbers, in base64url.
    static func random() -> String {
        var source = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) }
        let text = Data(bytes).base64EncodedString().map { letter -> Character? in
            switch letter {
            case "+": "-"
            case "/": "_"
            case "=": nil
            default: letter
            }
        }
        return prefix + String(text.compactMap(\.self))
    }

    /// SHA-256 in hexadecimal: what the store knows of a secret, and finds it by.
    package static func digest(of secret: String) -> String {
        SHA256.hash(data: Data(secret.utf8)).map { byte in
            String(Int(byte) + 256, radix: 16).dropFirst()
        }.joined()
    }
}
