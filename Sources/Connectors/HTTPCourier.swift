import Foundation
import Journal
package import LeadEngine
package import LeadRules

/// Delivers messages over HTTP: webhooks by the Standard Webhooks specification, and Slack's
/// incoming webhooks.
package struct HTTPCourier: Courier {
    private let sender: Sender
    private let time: any TimeSource
    private let baseURL: String?
    private let hasSlackButtons: Bool

    /// - Parameters:
    ///   - baseURL: where people reach this Baton, for links; also the source of its events.
    ///   - allowPrivateAddresses: lets endpoints be in private networks and on this machine.
    ///   - hasSlackButtons: whether the server answers Slack's interactions.
    ///   - timeout: the longest wait for an answer.
    package init(
        time: any TimeSource, baseURL: String? = nil, allowPrivateAddresses: Bool = false,
        hasSlackButtons: Bool = false, timeout: TimeSpan = .seconds(20)
    ) {
        sender = Sender(allowPrivateAddresses: allowPrivateAddresses, timeout: timeout)
        self.time = time
        self.hasSlackButtons = hasSlackButtons
        self.baseURL = baseURL.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    }

    package func deliver(_ message: OutgoingMessage, to endpoint: Endpoint) async -> Delivery {
        do {
            let post = try post(message, to: endpoint)
            return judge(try await sender.send(post), from: endpoint.kind)
        } catch let failure as SendFailure {
            return .failed(status: nil, error: failure.sentence, retryAfter: nil)
        } catch let refusal as Refusal {
            return .failed(status: nil, error: refusal.message, retryAfter: nil)
        } catch {
            return .failed(
                status: nil, error: "the message cannot be read: \(error)", retryAfter: nil)
        }
    }

    private func post(_ message: OutgoingMessage, to endpoint: Endpoint) throws -> Post {
        switch endpoint.kind {
        case .webhook:
            let id = "msg_\(message.id)"
            let now = time.now()
            let body = try CloudEvent.text(of: message.body, source: baseURL ?? "urn:baton")
            let signature = WebhookSignature.header(
                id: id, at: now, body: body,
                secrets: try endpoint.secrets.map(WebhookSecret.init))
            return Post(
                url: endpoint.url,
                headers: [
                    ("content-type", CloudEvent.contentType), ("webhook-id", id),
                    ("webhook-timestamp", "\(now.seconds)"), ("webhook-signature", signature),
                ], body: body)
        case .slack:
            let alert = try StoredReader().value(Alert.self, message.body)
            return Post(
                url: endpoint.url,
                headers: [("content-type", "application/json; charset=utf-8")],
                body: try SlackMessage(alert, baseURL: baseURL, hasButtons: hasSlackButtons).json())
        }
    }

    private func judge(_ answer: Answer, from kind: Endpoint.Kind) -> Delivery {
        if (200...299).contains(answer.status) { return .delivered(status: answer.status) }
        let isGone = answer.status == 410 || kind == .slack && SlackMessage.isGone(answer)
        if isGone { return .gone(status: answer.status) }
        // Only these two give Retry-After the meaning of a pause (RFC 6585, RFC 9110).
        let mayAskForPause = answer.status == 429 || answer.status == 503
        return .failed(
            status: answer.status, error: answer.complaint,
            retryAfter: mayAskForPause
                ? answer.retryAfter.flatMap { RetryAfter.wait($0, from: time.now()) } : nil)
    }
}

extension Answer {
    /// The answer as the error of a try: what it said, where that can be read.
    fileprivate var complaint: String {
        if (300...399).contains(status) {
            return "answered \(status), a redirect; redirects are not followed"
        }
        let line = text.split(whereSeparator: \.isNewline).first.map { String($0.prefix(200)) }
        guard let line, !line.hasPrefix("<") else { return "answered \(status)" }
        return "answered \(status): \(line)"
    }
}
