import Crypto
import CryptoExtras
import Dispatch
import Foundation
package import LeadRules

/// How a member proves who they are: the hash of a password, and what guards it against guessing.
package struct Password: Hashable, Sendable {
    package var member: MemberID
    /// `scrypt$ln=15,r=8,p=1$SALT$HASH`, both in base64.
    package var hash: String
    package var changedAt: Instant
    /// Wrong tries since the last right one.
    package var failures = 0
    package var lockedUntil: Instant?

    package init(member: MemberID, hash: String, changedAt: Instant) {
        self.member = member
        self.hash = hash
        self.changedAt = changedAt
    }
}

/// scrypt with N = 2^15, r = 8, p = 1: about 32 MiB and a tenth of a second a try, as OWASP's
/// password storage cheat sheet asks for at least (RFC 7914 defines the function).
package enum PasswordHash {
    package static let shortest = 10
    package static let longest = 200

    /// - Throws: `Refusal` naming the field when the password is too short or too long.
    package static func make(_ password: String) throws -> String {
        guard password.count >= shortest, password.utf8.count <= longest else {
            throw Refusal(
                .invalid, "weak-password",
                "A password takes \(shortest) to \(longest) characters.",
                problems: [
                    FieldProblem(
                        field: "password", code: "weak-password",
                        message: "Use at least \(shortest) characters.")
                ])
        }
        let salt = SymmetricKey(size: .init(bitCount: 128)).withUnsafeBytes { Data($0) }
        return "scrypt$ln=15,r=8,p=1$\(salt.base64EncodedString())$"
            + (try derive(password, salt: salt, logN: 15)).base64EncodedString()
    }

    /// Whether the password is the one of the hash; false for a hash that cannot be read.
    package static func verify(_ password: String, _ hash: String) -> Bool {
        let parts = hash.split(separator: "$")
        guard parts.count == 4, parts[0] == "scrypt", password.utf8.count <= longest,
            let cost = parts[1].split(separator: ",").first, let logN = Int(cost.dropFirst(3)),
            (10...20).contains(logN), let salt = Data(base64Encoded: String(parts[2])),
            let known = Data(base64Encoded: String(parts[3])),
            let made = try? derive(password, salt: salt, logN: logN), made.count == known.count
        else { return false }
        return zip(made, known).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// `make`, away from the threads that serve requests.
    static func making(_ password: String) async throws -> String {
        try await apart { try make(password) }
    }

    /// `verify`, away from the threads that serve requests.
    static func verifying(_ password: String, _ hash: String) async -> Bool {
        (try? await apart { verify(password, hash) }) ?? false
    }

    private static func apart<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws
        -> T
    {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }

    private static func derive(_ password: String, salt: Data, logN: Int) throws -> Data {
        // The same letters may be typed composed or not.
        let bytes = Data(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: bytes, salt: salt, outputByteCount: 32, rounds: 1 << logN, blockSize: 8,
            parallelism: 1, maxMemory: 1 << 28)
        return key.withUnsafeBytes { Data($0) }
    }
}
