import Crypto
import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Records
import Synchronization

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key")!
    static let idempotencyReplayed = HTTPField.Name("Idempotency-Replayed")!
}

extension OnceKey {
    /// The client's key, told apart from those of others; nil without one.
    init?(_ header: String?, of caller: Caller, asking what: String, body: [UInt8]) throws {
        guard let header, !header.isEmpty else { return nil }
        guard header.utf8.count <= 255 else {
            throw Problem(
                .badRequest, "malformed-key", "An Idempotency-Key may take 255 bytes.")
        }
        let digest = SHA256.hash(data: Data("\(what)\n".utf8) + Data(body))
        self.init(
            key: "\(caller.token.id):\(header)",
            fingerprint: Data(digest).base64EncodedString())
    }
}

extension Call {
    /// Carries a command out and answers with a resource made in the same transaction.
    ///
    /// Without a key the JSON is written outside of the transaction, which others wait for.
    func perform<C: Command, Resource: Encodable & Sendable>(
        _ command: C,
        _ make: @escaping @Sendable (C.Answer, inout World) throws -> Resource,
        status: @escaping @Sendable (C.Answer) -> HTTPResponse.Status = { _ in .ok }
    ) async throws -> Reply {
        let key = onceKey
        let box = Fresh<Resource>()
        let started = ContinuousClock.now
        let stored = try await engine.handle(command, by: caller.actor, once: key) {
            answer, world in
            let resource = try make(answer, &world)
            box.resource.withLock { $0 = resource }
            return StoredReply(
                fingerprint: key?.fingerprint ?? "", status: status(answer).code,
                body: key == nil ? "" : try JSONText.of(resource))
        }
        workspace.metrics.count(commitSeconds: started.duration(to: .now) / .seconds(1))
        let made = box.resource.withLock { $0 }
        if key == nil, let made {
            return try .json(made, status: .init(code: stored.status))
        }
        return Reply(stored, isReplayed: made == nil)
    }

    /// Carries a command out and answers 204.
    func perform(_ command: some Command) async throws -> Reply {
        let key = onceKey
        let box = Fresh<Bool>()
        let stored = try await engine.handle(command, by: caller.actor, once: key) { _, _ in
            box.resource.withLock { $0 = true }
            return StoredReply(fingerprint: key?.fingerprint ?? "", status: 204, body: "")
        }
        return Reply(stored, isReplayed: box.resource.withLock { $0 } == nil)
    }

    /// Does what is no command once for the client's key. What is kept for a repeat leaves out
    /// secrets, which are shown once.
    func once<Resource: Encodable & Sendable>(
        status: HTTPResponse.Status, _ body: () async throws -> (shown: Resource, kept: Resource)
    ) async throws -> Reply {
        guard let key = onceKey else { return try .json(try await body().shown, status: status) }
        guard workspace.keysUnderWay.withLock({ $0.insert(key.key).inserted }) else {
            throw Refusal(
                .conflict, "idempotency-key-in-use",
                "A request with this Idempotency-Key is under way. Wait for its answer.")
        }
        defer { _ = workspace.keysUnderWay.withLock { $0.remove(key.key) } }
        if let known = try await read({ try $0.reply(to: key) }) {
            guard known.fingerprint == key.fingerprint else {
                throw Refusal(
                    .invalid, "idempotency-key-reused",
                    "This Idempotency-Key was used for another request. Use a new one.")
            }
            return Reply(known, isReplayed: true)
        }
        let made = try await body()
        let kept = StoredReply(
            fingerprint: key.fingerprint, status: status.code,
            body: try JSONText.of(made.kept))
        try await engine.submit { try $0.keep(kept, for: key, at: $1) }
        return try .json(made.shown, status: status)
    }
}

/// Carries a resource out of the transaction that made it.
private final class Fresh<Resource: Sendable>: Sendable {
    let resource = Mutex<Resource?>(nil)
}

extension Reply {
    fileprivate init(_ stored: StoredReply, isReplayed: Bool) {
        self.init(status: .init(code: stored.status), body: stored.body)
        if isReplayed { headers[.idempotencyReplayed] = "true" }
    }
}
