import Crypto
import Foundation
package import LeadRules

/// Requests that come from Slack are signed: `v0=` and the hexadecimal HMAC-SHA256 of
/// `v0:timestamp:body`. Source: Slack, "Verifying requests from Slack".
package enum SlackSignature {
    /// Whether a request is Slack's and no older than five minutes.
    ///
    /// - Parameters:
    ///   - body: the raw body, before anything read it.
    ///   - timestamp: `X-Slack-Request-Timestamp`, seconds since 1970.
    ///   - signature: `X-Slack-Signature`.
    package static func isValid(
        body: some Sequence<UInt8>, timestamp: String, signature: String, secret: String,
        now: Instant
    ) -> Bool {
        let fresh = now.seconds - 300...now.seconds + 300
        guard let sent = Int64(timestamp), fresh.contains(sent), signature.hasPrefix("v0="),
            let code = bytes(hexadecimal: signature.dropFirst(3))
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Data("v0:\(timestamp):".utf8) + Data(body),
            using: SymmetricKey(data: Data(secret.utf8)))
    }

    private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
        let digits = text.compactMap(\.hexDigitValue)
        guard digits.count == 64, text.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
