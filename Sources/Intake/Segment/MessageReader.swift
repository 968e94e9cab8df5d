import Foundation
import LeadRules
import Records

/// Reads one message of the tracking intake.
struct MessageReader {
    let message: JSON
    /// Where it stands in the request: `batch[3]`; empty for a request that is one message.
    let path: String
    let endpoint: Segment.Endpoint
    /// The request, which may state `sentAt` and `context` for all its messages.
    let batch: JSON
    let circumstances: Segment.Circumstances
    private(set) var problems: [FieldProblem] = []

    init(
        message: JSON, path: String, endpoint: Segment.Endpoint, batch: JSON,
        circumstances: Segment.Circumstances
    ) {
        self.message = message
        self.path = path
        self.endpoint = endpoint
        self.batch = batch
        self.circumstances = circumstances
    }

    /// The message, or nil with the problems noted.
    mutating func read() -> TrackedMessage? {
        guard case .object(_, let bytes) = message else {
            return refuse("", "malformed", "A message must be an object.")
        }
        guard bytes <= Segment.eventLimitBytes else {
            return refuse(
                "", "too-large",
                "A message may take \(Segment.eventLimitBytes) bytes; this one takes \(bytes).")
        }
        guard let id = messageID(), let kind = kind() else { return nil }
        guard userID != nil || anonymousID != nil else {
            return refuse("userId", "missing", "A message needs a userId or an anonymousId.")
        }
        guard let at = time() else { return nil }
        let person = person(kind)?.capture(defaultRegion: circumstances.defaultRegion)
        let contact = person?.contact == Contact() ? nil : person?.contact
        var tracked = TrackedMessage(
            id: id, kind: kind, type: type, at: at, anonymousID: anonymousID, userID: userID,
            properties: properties(kind, of: person), contact: contact, origin: origin, ip: ip)
        tracked.stated = person?.stated ?? [:]
        return tracked
    }

    private mutating func refuse<T>(_ field: String, _ code: String, _ why: String) -> T? {
        let name = [path, field].filter { !$0.isEmpty }.joined(separator: ".")
        problems.append(FieldProblem(field: name, code: code, message: why))
        return nil
    }

    private var userID: String? { message["userId"]?.text }
    private var anonymousID: String? { message["anonymousId"]?.text }
    var context: JSON? { message["context"] ?? batch["context"] }

    /// The stated address, else the client's. Zeros are how clients say that it is not to be kept.
    var ip: String? {
        guard let stated = context?["ip"]?.text else { return circumstances.ip }
        return stated.allSatisfy { $0 == "0" || $0 == "." } ? nil : stated
    }

    private mutating func messageID() -> String? {
        guard let id = message["messageId"]?.text else {
            // The same content at the same time is the same message; without a time, it may be the
            // next one.
            return stated == nil ? "random:\(UUID().uuidString)" : message.contentDigest
        }
        guard id.utf8.count <= 255 else {
            return refuse("messageId", "too-long", "A messageId may take 255 bytes.")
        }
        return id
    }

    private var type: String? {
        endpoint == .batch ? message["type"]?.text : endpoint.rawValue
    }

    private mutating func kind() -> TrackedMessage.Kind? {
        let name = type
        switch name.flatMap(Segment.Endpoint.init(rawValue:)) {
        case .track:
            return text("event", "A track needs the name of its event.").map { .track($0) }
        case .page, .screen: return .page(message["name"]?.text ?? "")
        case .identify: return .identify
        case .group:
            return text("groupId", "A group needs a groupId.").map { .group($0) }
        case .alias:
            guard userID != nil else {
                return refuse("userId", "missing", "An alias needs the new userId.")
            }
            return text("previousId", "An alias needs the previousId.").map { .alias($0) }
        case .batch, nil:
            return refuse(
                "type", name == nil ? "missing" : "unknown",
                "The type must be track, identify, page, screen, group or alias.")
        }
    }

    private mutating func text(_ field: String, _ why: String) -> String? {
        message[field]?.text ?? refuse(field, "missing", why)
    }
}

/// Times.
extension MessageReader {
    /// When the client says that it happened.
    private var stated: JSON? {
        let stated = message["timestamp"] ?? message["originalTimestamp"]
        return stated?.isNull ?? true ? nil : stated
    }

    /// When it happened by the server's clock: what the client's clock says, moved by how far that
    /// clock was off when it sent the request.
    private mutating func time() -> Instant? {
        let received = circumstances.receivedAt
        guard let stated else { return received }
        guard let at = stated.instant else {
            return refuse("timestamp", "malformed", "The timestamp must be ISO 8601.")
        }
        guard let sent = (message["sentAt"] ?? batch["sentAt"])?.instant else {
            return min(at, received)
        }
        let age = sent.milliseconds - at.milliseconds
        return min(Instant(milliseconds: received.milliseconds - age), received)
    }
}

extension JSON {
    fileprivate var isNull: Bool { if case .null = self { true } else { false } }

    /// ISO 8601, or milliseconds since 1970.
    fileprivate var instant: Instant? {
        switch self {
        case .text(let text): Instant(rfc3339: text)
        case .number(let number) where abs(number) < 1e14: Instant(milliseconds: Int64(number))
        default: nil
        }
    }
}
