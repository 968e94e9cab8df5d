import Crypto
import Foundation
package import LeadEngine
package import LeadRules

/// Signatures of the Standard Webhooks specification.
package enum WebhookSignature {
    /// The value of `webhook-signature`: a `v1` signature for each secret, separated by spaces.
    package static func header(
        id: String, at now: Instant, body: String, secrets: [WebhookSecret]
    ) -> String {
        let signed = Data("\(id).\(now.seconds).\(body)".utf8)
        return secrets.map { secret in
            let code = HMAC<SHA256>.authenticationCode(
                for: signed, using: SymmetricKey(data: secret.bytes))
            return "v1,\(Data(code).base64EncodedString())"
        }.joined(separator: " ")
    }
}
