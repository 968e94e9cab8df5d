import HTTPTypes
import Testing

@Suite struct `What a wrong request is told` {
    @Test func `text that is no JSON is 400`() async throws {
        try await TestServer.run { server in
            for body in ["{", #"{"email": }"#, "[1,", #"{"name": "a\u0000b"}"#] {
                let answer = try await server.post("leads", body)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.string("type") == "urn:baton:problem:malformed-json")
            }
        }
    }

    @Test func `a field of the wrong type is named by its path`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr")
            let answer = try await server.send(
                .put, "leads/L1/qualification",
                """
                {"stakeholders": [{"name": "Lee", "part": "user"}, {"name": 7, "part": "user"}]}
                """)
            #expect(answer.status == 422)
            #expect(answer.fields == ["stakeholders[1].name"])
            #expect(answer.string("errors", 0, "code") == "wrong-type")
        }
    }

    @Test func `a field that is missing is named`() async throws {
        try await TestServer.run { server in
            let answer = try await server.post("handoffs", #"{"lead": "L1"}"#)
            #expect(answer.status == 422)
            #expect(answer.fields == ["kind"])
            #expect(answer.string("errors", 0, "code") == "missing")
        }
    }

    @Test func `an unknown name is answered with the one that may have been meant`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@hanbit.co.kr")
            let answer = try await server.send(
                .put, "leads/L1/qualification",
                #"{"trigger": {"kind": "new-exec", "statement": "a new CIO"}}"#)
            #expect(answer.status == 422)
            #expect(answer.fields == ["trigger.kind"])
            #expect(answer.string("detail")?.contains("new-executive") == true)
        }
    }

    @Test func `a time or an id in the wrong form is named`() async throws {
        try await TestServer.run { server in
            let time = try await server.post("leads", #"{"email": "a@b.co", "at": "yesterday"}"#)
            #expect(time.fields == ["at"])
            let id = try await server.post("handoffs", #"{"lead": "42", "kind": "x"}"#)
            #expect(id.fields == ["lead"])
        }
    }

    @Test func `an address without a route is 404, a wrong method 405 with the right ones`()
        async throws
    {
        try await TestServer.run { server in
            #expect(try await server.get("leeds").status == 404)
            #expect(try await server.get("/nowhere").status == 404)
            let answer = try await server.send(.delete, "leads/L1")
            #expect(answer.status == 405)
            #expect(answer.headers[.allow] == "GET, PATCH")
            #expect(answer.headers[.contentType] == "application/problem+json")
        }
    }

    @Test func `another type than JSON is 415, and an unknown encoding too`() async throws {
        try await TestServer.run { server in
            let form = try await server.send(
                .post, "leads", "email=a@b.co", [.contentType: "application/x-www-form-urlencoded"])
            #expect(form.status == 415)
            let packed = try await server.send(.post, "leads", "{}", [.contentEncoding: "br"])
            #expect(packed.status == 415)
        }
    }

    @Test func `a body beyond 1 MiB is 413, and the server answers on`() async throws {
        try await TestServer.run { server in
            let name = String(repeating: "x", count: 1 << 20)
            let refused = try await server.post("leads", #"{"name": "\#(name)"}"#)
            #expect(refused.status == 413)
            #expect(try await server.get("/healthz").status == 200)
        }
    }

    @Test func `a query that is not well-formed is 400`() async throws {
        try await TestServer.run { server in
            let broken = try await server.get("leads?q=%ff")
            #expect(broken.status == 400)
            #expect(try await server.get("leads?q=%00").status == 400)
        }
    }
}
