import HTTPTypes
import LeadRules
import Testing
import WebServer

@Suite struct `Hostile input` {
    private static let bodies = [
        "", "{}", "[]", "null", "\"text\"", "0", "{\"\": {}}", #"{"data": [[[[]]]]}"#,
        String(repeating: "[", count: 5_000), #"{"email": {"$ne": null}}"#,
        #"{"reason": "x", "note": "x", "member": "M1", "lead": "L1", "kind": "sdr-to-ae"}"#,
        #"{"won": true, "amount": 1e308, "at": "0000-01-01T00:00:00Z", "reason": "", "to": "new"}"#,
        #"{"member": "M1", "from": "0000-01-01", "to": "9999-12-31T23:59:59Z", "overturn": true}"#,
        #"{"name": "\ud83d\ude00", "email": "'; DROP TABLE leads; --@x", "role": "sdr", "cap": -1}"#,
        #"{"name": "x", "email": "x@y.zz", "role": "ae", "cap": 9223372036854775807}"#,
        #"{"kind": "k", "at": "0000-01-01", "properties": {"n": 1e308, "t": "\u202e"}}"#,
        #"{"timeline": {"withinDays": 9223372036854775807}, "budget": {"confirmed": true, "amount": 1e308}}"#,
        #"{"timeline": {"withinDays": 1e30}}"#, #"{"state": "fake", "reason": "x"}"#,
        #"{"channel": "call", "reached": true, "at": "0001-01-01T00:00:00Z"}"#,
        #"{"genuine": true}"#, #"{"absorb": "L1"}"#, #"{"absorb": "L2"}"#,
        #"{"url": "http://[::1]:99999/", "events": ["*"]}"#, #"{"name": "k", "scopes": ["read"]}"#,
    ]
    private static let ids = ["1", "L1", "H1", "C1", "M1", "A1", "E1", "G1", "T9", "%2e%2e", "-1"]

    @Test func `no body on any route makes the server fail`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@firm1.com")
            try await server.lead("b@firm1.com")
            for route in OperationTable.listing where route.method != "GET" {
                let method = try #require(HTTPRequest.Method(route.method))
                for (index, body) in Self.bodies.enumerated() {
                    let id = Self.ids[index % Self.ids.count]
                    let path = route.path.replacing("{id}", with: id)
                    let answer = try await server.send(method, path, body)
                    #expect(answer.status < 500, "\(route.method) \(path) \(body)")
                }
            }
        }
    }

    @Test func `no query on any list makes the server fail`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com")
            let queries = [
                "after=L9223372036854775807", "after=-1&limit=200", "limit=9999999999999999999",
                "q=%25%27%22--&order=newest", "stage=&owner=M0", "=&&=&a=b=c", "after=%F0%9F%98%80",
                "from=9999-12-31&to=0000-01-01", "member=M1", "name=*", "lead=L1&state=running,",
            ]
            for route in OperationTable.listing where route.method == "GET" {
                for (index, query) in queries.enumerated() {
                    let id = Self.ids[index % Self.ids.count]
                    let path = route.path.replacing("{id}", with: id).replacing(
                        "{version}", with: id)
                    let answer = try await server.get("\(path)?\(query)")
                    #expect(answer.status < 500, "\(path)?\(query)")
                }
            }
        }
    }

    @Test func `nothing sent to the tracking intake makes the server fail`() async throws {
        try await TestServer.run { server in
            for endpoint in ["batch", "track", "identify", "page", "screen", "group", "alias"] {
                for body in Self.bodies + [
                    #"{"batch": [{"type": "identify", "userId": "\#(String(repeating: "u", count: 9_000))", "traits": {"email": 7, "phone": {}, "company": [1]}}]}"#,
                    #"{"userId": 1e300, "event": 7, "groupId": -0, "previousId": "1e300", "timestamp": -1e13, "sentAt": 1e13}"#,
                    #"{"userId": "u", "anonymousId": "u", "event": "e", "previousId": "u", "groupId": "g", "traits": [], "context": "x"}"#,
                    #"{"userId": "u", "traits": {"email": "a@b.co"}, "timestamp": "0000-01-01", "sentAt": "9999-12-31"}"#,
                ] {
                    let answer = try await server.track(endpoint, body)
                    #expect(answer.status < 500, "\(endpoint) \(body)")
                }
            }
        }
    }
}
