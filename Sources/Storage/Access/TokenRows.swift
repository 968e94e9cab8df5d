package import LeadEngine
package import LeadRules

/// API keys and tracking write keys.
extension SQLTransaction {
    package func tokens() throws -> [Token] { try tokens("ORDER BY id", []) }

    package func token(digest: String) throws -> Token? {
        try tokens("WHERE digest = ?", [.text(digest)]).first
    }

    private func tokens(_ tail: String, _ values: [SQLValue]) throws -> [Token] {
        try connection.rows("SELECT \(Table.tokens.list) FROM tokens \(tail)", values) { row in
            Token(
                id: row.int(0), name: row.string(1), digest: row.string(2),
                scopes: row.string(3).split(separator: " ").map(String.init),
                member: row.integer(4).map { MemberID($0) }, source: row.text(5),
                createdAt: Instant(milliseconds: row.int(6)),
                revokedAt: row.integer(7).map { Instant(milliseconds: $0) })
        }
    }

    package func add(_ token: Token) throws -> Int64 {
        let id = try connection.first("SELECT max(id) FROM tokens", []) { $0.int(0) + 1 } ?? 1
        try insert(
            [
                [
                    .integer(id), .text(token.name), .text(token.digest),
                    .text(token.scopes.joined(separator: " ")), .id(token.member),
                    .optional(token.source), .time(token.createdAt), .time(token.revokedAt),
                ]
            ], into: .tokens)
        return id
    }

    package func revoke(token: Int64, at: Instant) throws {
        try connection.run(
            "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            [.time(at), .integer(token)])
    }
}
