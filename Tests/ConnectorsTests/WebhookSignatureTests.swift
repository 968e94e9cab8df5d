import Connectors
import LeadEngine
import LeadRules
import Testing

@Suite struct WebhookSignatureTests {
    /// The example secret of the Standard Webhooks specification, and one of 64 bytes, 0 to 63.
    static let example = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    static let longest =
        "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+Pw=="

    func header(_ body: String, _ secrets: String...) throws -> String {
        WebhookSignature.header(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", at: Instant(milliseconds: 1_614_265_330_999),
            body: body, secrets: try secrets.map(WebhookSecret.init))
    }

    // The expected values were computed with Python's hmac and base64.
    @Test func `the specification's example is signed as expected`() throws {
        #expect(
            try header(#"{"test": 2432232314}"#, Self.example)
                == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `every secret signs, the newest first, and text is signed as UTF-8`() throws {
        #expect(
            try header(#"{"이름":"김 & <b>"}"#, Self.longest, Self.example)
                == "v1,ejI4UkSbyDrprOgyY8My5WAL9opV2nrisGJyWSVzDeY= "
                + "v1,UtH33eEPT6QDnjIXRyXWh+8CdLyPiRiVFAywfuZn+KU=")
    }
}

@Suite struct SlackSignatureTests {
    let body = Array("payload=%7B%7D".utf8)
    // Computed with Python's hmac, and the same by slack_sdk's SignatureVerifier.
    let signature = "v0=655bd15c2cb5ee5ca90d2720bdb24fce22750155c38505e93b131b3c5d7c730b"

    func isValid(
        _ signature: String, timestamp: String = "1531420618", secret: String = "secret",
        later: Int64 = 0
    ) -> Bool {
        SlackSignature.isValid(
            body: body, timestamp: timestamp, signature: signature, secret: secret,
            now: Instant(seconds: 1_531_420_618 + later))
    }

    @Test func `a request signed by Slack is known, for five minutes`() {
        #expect(isValid(signature))
        #expect(isValid(signature.uppercased().replacing("V0=", with: "v0=")))
        #expect(isValid(signature, later: 300))
        #expect(!isValid(signature, later: 301))
        #expect(!isValid(signature, later: -301))
    }

    @Test func `anything else is refused`() {
        #expect(!isValid(signature, secret: "other"))
        #expect(!isValid(signature, timestamp: "1531420619"))
        #expect(!isValid(signature, timestamp: "-9223372036854775808"))
        #expect(!isValid(signature, timestamp: "soon"))
        for wrong in ["", "v0=", "v1=" + signature.dropFirst(3), signature + "00", "v0=zz"] {
            #expect(!isValid(wrong))
        }
    }
}
