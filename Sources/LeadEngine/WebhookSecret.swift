import Foundation
import LeadRules

/// The secret that a webhook is signed with: `whsec_` and the base64 of 24 to 64 bytes.
/// Source: the Standard Webhooks specification.
package struct WebhookSecret: Hashable, Sendable {
    package let bytes: [UInt8]

    private static let prefix = "whsec_"
    private static let lengths = 24...64

    /// Reads the written form; the prefix may be missing, as some receivers show it so.
    ///
    /// - Throws: `Refusal` that names the field `secret`, never with the secret itself.
    package init(_ text: String) throws {
        let base64 = text.hasPrefix(Self.prefix) ? String(text.dropFirst(6)) : text
        guard let data = Data(base64Encoded: base64), Self.lengths.contains(data.count) else {
            throw Refusal.invalid(
                field: "secret",
                "A webhook secret is 'whsec_' and the base64 of 24 to 64 bytes. "
                    + "Leave it out to have one made.")
        }
        bytes = Array(data)
    }

    /// Makes a secret of 32 bytes from the system's random numbers.
    package static func random() -> WebhookSecret {
        var source = SystemRandomNumberGenerator()
        return WebhookSecret(
            bytes: (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &source) })
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// The written form.
    package var text: String { Self.prefix + Data(bytes).base64EncodedString() }
}
