import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@Suite struct `A request that is sent again` {
    private static let replayed = HTTPField.Name("Idempotency-Replayed")!

    @Test func `takes effect once and gets the first answer`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr", source: "e-book")
            let body = #"{"kind": "page-visit"}"#
            let first = try await server.post("leads/L1/activities", body, once: "k")
            let second = try await server.post("leads/L1/activities", body, once: "k")
            #expect(first.status == 201)
            #expect(second.status == 201)
            #expect(first.text == second.text)
            #expect(first.headers[Self.replayed] == nil)
            #expect(second.headers[Self.replayed] == "true")
            #expect(try await server.get("leads/L1/activities").count("data") == 1)
        }
    }

    @Test func `with another content under the same key is refused`() async throws {
        try await TestServer.run { server in
            try await server.post("leads", #"{"email": "a@hanbit.co.kr"}"#, once: "k")
            let other = try await server.post("leads", #"{"email": "b@hanbit.co.kr"}"#, once: "k")
            #expect(other.status == 422)
            #expect(other.string("type") == "urn:baton:problem:idempotency-key-reused")
            #expect(try await server.get("leads").count("data") == 1)
        }
    }

    @Test func `by another API key is another request`() async throws {
        try await TestServer.run { server in
            let other = try await server.engine.createToken(
                name: "other", scopes: [.capture], by: .system
            ).secret
            try await server.post("leads", #"{"email": "a@hanbit.co.kr"}"#, once: "k")
            let answer = try await server.post(
                "leads", #"{"email": "b@hanbit.co.kr"}"#, once: "k", key: other)
            #expect(answer.status == 201)
        }
    }

    @Test func `many times at once takes effect once`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr", source: "e-book")
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...20 {
                    group.addTask {
                        try await server.post(
                            "leads/L1/activities", #"{"kind": "page-visit"}"#, once: "k"
                        ).status
                    }
                }
                for try await status in group { #expect(status == 201) }
            }
            #expect(try await server.get("leads/L1/activities").count("data") == 1)
        }
    }

    @Test func `after a refusal is tried anew`() async throws {
        try await TestServer.run { server in
            let body = #"{"kind": "page-visit"}"#
            #expect(try await server.post("leads/L1/activities", body, once: "k").status == 404)
            try await server.lead("a@hanbit.co.kr", source: "e-book")
            #expect(try await server.post("leads/L1/activities", body, once: "k").status == 201)
        }
    }

    @Test func `is told what was done as it is now`() async throws {
        try await TestServer.run { server in
            let body = #"{"email": "a@hanbit.co.kr", "name": "Kim"}"#
            let first = try await server.post("leads", body, once: "k")
            _ = try await server.send(.patch, "leads/L1", #"{"name": "Kim Min-ji"}"#)
            let second = try await server.post("leads", body, once: "k")
            #expect(first.status == 201 && second.status == 201)
            #expect(second.string("id") == first.string("id"))
            #expect(second.string("name") == "Kim Min-ji")
            #expect(second.headers[Self.replayed] == "true")
        }
    }

    @Test func `under an empty key is refused`() async throws {
        try await TestServer.run { server in
            let answer = try await server.post("leads", #"{"name": "Kim"}"#, once: "")
            #expect(answer.status == 400)
            #expect(try await server.get("leads").count("data") == 0)
        }
    }

    @Test func `gets the reply that an earlier release kept as text`() async throws {
        try await TestServer.run { server in
            let key = OnceKey(key: "1:k", fingerprint: "f")
            let kept = StoredReply(fingerprint: "f", status: 201, body: #"{"id":"L7"}"#)
            try await server.engine.submit { try $0.keep(kept, for: key, at: $1) }
            var contact = Contact()
            contact.name = "Kim"
            let command = CaptureLead(contact: contact, origin: Origin())
            let came = try await server.engine.handle(command, by: .system, once: key)
            guard case .replied(let reply) = came else {
                Issue.record("carried out again")
                return
            }
            #expect(reply == kept)
            #expect(try await server.get("leads").count("data") == 0)
        }
    }
}
