import HTTPTypes
import LeadEngine
import LeadRules
import Testing
import WebServer

@Suite struct `API keys` {
    @Test func `without a key everything below the API is 401`() async throws {
        try await TestServer.run { server in
            for header in ["", "Bearer", "Bearer baton_wrong", "Basic eDo=", server.key] {
                let answer = try await server.send(
                    .get, "leads", "", [.authorization: header])
                #expect(answer.status == 401, "\(header)")
                #expect(answer.headers[.wwwAuthenticate] == "Bearer realm=\"baton\"")
            }
        }
    }

    @Test func `a key opens the routes of its scope and no others`() async throws {
        try await TestServer.run { server in
            for scope in TokenScope.allCases {
                let key = try await server.engine.createToken(
                    name: "only \(scope)", scopes: [scope], by: .system
                ).secret
                for route in OperationTable.listing {
                    let path = route.path.replacing("{id}", with: "0").replacing(
                        "{version}", with: "0")
                    let method = try #require(HTTPRequest.Method(route.method))
                    let answer = try await server.send(method, path, "", key: key)
                    let isOpen = answer.status != 403 && answer.status != 401
                    #expect(isOpen == (route.scope == scope), "\(scope) \(route.method) \(path)")
                }
            }
        }
    }

    @Test func `a secret is shown once, and the key works until it is revoked`() async throws {
        try await TestServer.run { server in
            let made = try await server.post(
                "tokens", #"{"name": "crm", "scopes": ["read"]}"#, once: "k1")
            #expect(made.status == 201)
            let secret = try #require(made.string("secret"))
            #expect(secret.wholeMatch(of: /baton_[A-Za-z0-9_-]{43}/) != nil)
            let again = try await server.post(
                "tokens", #"{"name": "crm", "scopes": ["read"]}"#, once: "k1")
            #expect(again.number("id") == made.number("id"))
            #expect(again["secret"] == nil)
            #expect(try await server.get("tokens").text.contains(secret) == false)
            #expect(try await server.get("leads", key: secret).status == 200)
            let id = Int(made.number("id") ?? 0)
            #expect(try await server.send(.delete, "tokens/\(id)").status == 204)
            #expect(try await server.get("leads", key: secret).status == 401)
            let notes = try await server.get("events?name=setting.changed&order=newest")
            #expect(notes.string("data", 0, "data", "change")?.hasSuffix("revoked") == true)
            #expect(notes.text.contains(secret) == false)
        }
    }

    @Test func `a key of a member acts in their name, and dies when they leave`() async throws {
        try await TestServer.run { server in
            let sdr = try await server.member("Sora", "sdr")
            let made = try await server.post(
                "tokens", #"{"name": "sora", "scopes": ["read", "work"], "member": "\#(sdr)"}"#)
            let secret = try #require(made.string("secret"))
            try await server.lead("a@hanbit.co.kr")
            try await server.post(
                "leads/L1/touches", #"{"channel": "call", "reached": true}"#, key: secret)
            let touches = try await server.get("events?name=touch.logged")
            #expect(touches.string("data", 0, "actor") == sdr)
            #expect(try await server.get("queue", key: secret).string("member") == sdr)
            try await server.send(.delete, "members/\(sdr)")
            #expect(try await server.get("leads", key: secret).status == 401)
        }
    }

    @Test func `a member may not do what is another's`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            let other = try await server.member("Jun", "ae")
            let made = try await server.post(
                "tokens", #"{"name": "jun", "scopes": ["work"], "member": "\#(other)"}"#)
            let secret: String = try #require(made.string("secret"))
            try await server.lead("a@hanbit.co.kr")
            let answer = try await server.send(
                .put, "leads/L1/stage", #"{"to": "archived", "reason": "mine"}"#, key: secret)
            #expect(answer.status == 403)
            #expect(answer.string("type") == "urn:baton:problem:not-in-sight")
        }
    }

    @Test func `lists show a member what has to do with them`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            _ = try await server.person("Kim", phone: "+821012345678")
            let other = try await server.member("Jun", "ae")
            let made = try await server.post(
                "tokens", #"{"name": "jun", "scopes": ["read"], "member": "\#(other)"}"#)
            let secret = try #require(made.string("secret"))
            for list in ["clocks", "breaches", "assignments", "merges", "held-leads"] {
                let answer = try await server.get(list, key: secret)
                #expect(answer.status == 200 && answer.text.contains(#""data":[]"#), "\(list)")
            }
            #expect(try await server.get("clocks").string("data", 0, "lead") == "L1")
            #expect(try await server.get("assignments").string("data", 0, "lead") == "L1")
            #expect(try await server.get("queue?member=M1", key: secret).status == 403)
            #expect(try await server.get("queue", key: secret).status == 200)
        }
    }

    @Test func `a key that asks too often is told when to come again`() async throws {
        try await TestServer.run {
            $0.requestsPerMinute = 3
        } _: { server in
            var statuses: [Int] = []
            for _ in 1...4 { statuses.append(try await server.get("leads").status) }
            #expect(statuses == [200, 200, 200, 429])
            let answer = try await server.get("leads")
            #expect(Int(answer.headers[.retryAfter] ?? "") ?? 0 >= 1)
        }
    }
}
