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
        guard let header else { return nil }
        guard !header.isEmpty, header.utf8.count <= 255 else {
            throw Problem(
                .badRequest, "malformed-key", "An Idempotency-Key takes 1 to 255 bytes.")
        }
        let digest = SHA256.hash(data: Data("\(what)\n".utf8) + Data(body))
        self.init(
            key: "\(caller.token.id):\(header)",
            fingerprint: Data(digest).base64EncodedString())
    }
}

extension Call {
    /// Carries a command out, and answers once that is committed with a resource made of the rows it
    /// left. A repeat under the same key is answered with what the first one did, as it is now.
    func perform<C: Command>(
        _ command: C,
        _ make: @escaping @Sendable (C.Answer, inout World) throws -> some Encodable & Sendable,
        status: (C.Answer) -> HTTPResponse.Status = { _ in .ok }
    ) async throws -> Reply where C.Answer: Stored {
        let started = ContinuousClock.now
        let came = try await engine.handle(command, by: caller.actor, once: onceKey)
        workspace.metrics.count(commitSeconds: started.duration(to: .now) / .seconds(1))
        switch came {
        case .done(let outcome):
            var world = outcome.world
            return try .json(
                try make(outcome.answer, &world), status: status(outcome.answer))
        case .before(let answer):
            let resource = try await read { transaction in
                var world = World(facts: transaction)
                return try make(answer, &world)
            }
            return try .json(resource, status: status(answer)).replayed
        case .replied(let reply): return Reply(reply).replayed
        }
    }

    /// Carries a command out and answers 204.
    func perform<C: Command>(_ command: C) async throws -> Reply where C.Answer: Stored {
        switch try await engine.handle(command, by: caller.actor, once: onceKey) {
        case .done: Reply.noContent
        case .before: Reply.noContent.replayed
        case .replied(let reply): Reply(reply).replayed
        }
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
            return Reply(known).replayed
        }
        let made = try await body()
        let kept = StoredReply(
            fingerprint: key.fingerprint, status: status.code,
            body: try JSONText.of(made.kept))
        try await engine.submit { try $0.keep(kept, for: key, at: $1) }
        return try .json(made.shown, status: status)
    }
}

extension Reply {
    fileprivate init(_ stored: StoredReply) {
        self.init(status: .init(code: stored.status ?? 204), body: stored.body)
    }

    /// To a request that was sent before.
    fileprivate var replayed: Reply {
        var reply = self
        reply.headers[.idempotencyReplayed] = "true"
        return reply
    }
}
