import Crypto
import Foundation
package import LeadRules
import Records

/// The tracking intake in the form of Segment's HTTP API.
package enum Segment {
    /// The largest event, in bytes of JSON.
    package static let eventLimitBytes = 32 * 1024
    /// The largest request, in bytes of JSON.
    package static let batchLimitBytes = 500 * 1024

    /// What a request to the intake says.
    package enum Endpoint: String, CaseIterable, Sendable {
        case batch, track, identify, page, screen, group, alias
    }

    /// What the server knows of a request beside its body.
    package struct Circumstances: Sendable {
        package var receivedAt: Instant
        /// The client's address, for events that do not state one.
        package var ip: String?
        /// The lead source of the write key.
        package var source: String?
        package var defaultRegion: String

        package init(receivedAt: Instant, ip: String?, source: String?, defaultRegion: String) {
            self.receivedAt = receivedAt
            self.ip = ip
            self.source = source
            self.defaultRegion = defaultRegion
        }
    }

    /// A request that was understood.
    package struct Request: Sendable {
        /// The write key of the body, where it has one.
        package var writeKey: String?
        let root: JSON
        let endpoint: Endpoint
    }

    /// Reads a request's JSON.
    ///
    /// - Throws: `Refusal` when it is no JSON object.
    package static func request(_ body: [UInt8], to endpoint: Endpoint) throws -> Request {
        let root: JSON
        do {
            root = try JSONReader.read(body)
        } catch {
            throw Refusal(
                .invalid, "malformed-json",
                "The body is no JSON: \(error.message) at byte \(error.offset).")
        }
        guard root.members != nil else {
            throw Refusal(.invalid, "malformed-json", "The body must be a JSON object.")
        }
        return Request(writeKey: root["writeKey"]?.text, root: root, endpoint: endpoint)
    }
}

extension Segment.Request {
    /// The messages of the request, and what is wrong with those that cannot be read. As with
    /// Segment, one of them does not keep the others out: clients drop a batch that is refused.
    ///
    /// - Throws: `Refusal` naming every message that is malformed, when all of them are.
    package func messages(_ circumstances: Segment.Circumstances) throws -> (
        messages: [TrackedMessage], problems: [FieldProblem]
    ) {
        var problems: [FieldProblem] = []
        var messages: [TrackedMessage] = []
        for (path, message) in try parts() {
            var reader = MessageReader(
                message: message, path: path, endpoint: endpoint, batch: root,
                circumstances: circumstances)
            if let read = reader.read() { messages.append(read) }
            problems += reader.problems
        }
        guard problems.isEmpty || !messages.isEmpty else {
            let shown = problems.prefix(3).map { "\($0.field): \($0.message)" }
            throw Refusal(
                .invalid, "malformed-messages",
                "Nothing was taken in, because of \(problems.count) problems. "
                    + shown.joined(separator: " "), problems: problems)
        }
        return (messages, problems)
    }

    private func parts() throws -> [(path: String, message: JSON)] {
        guard endpoint == .batch else { return [("", root)] }
        guard case .array(let items)? = root["batch"] else {
            throw Refusal.invalid(field: "batch", "A batch needs a list of messages, 'batch'.")
        }
        return items.enumerated().map { ("batch[\($0.offset)]", $0.element) }
    }
}

extension JSON {
    /// SHA-256 of what a message says, without what changes when it is sent again.
    var contentDigest: String {
        var text = ""
        for (name, value) in (members ?? [:]).sorted(by: { $0.key < $1.key })
        where !["sentAt", "receivedAt", "writeKey"].contains(name) {
            text += name.debugDescription + ":"
            value.write(to: &text)
        }
        let digest = SHA256.hash(data: Data(text.utf8))
        return "sha256:"
            + digest.prefix(16).map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
    }
}
