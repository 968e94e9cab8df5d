import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@testable import WebServer

/// Pages against whatever a browser, or something that says it is one, may send.
@Suite(.serialized) struct `Hostile input to pages` {
    private static let ids = ["1", "L1", "H1", "C1", "M1", "A1", "E1", "G1", "0", "%2e%2e", "-1"]
    private static let values = [
        "", " ", "0", "-1", "1e308", "99999999999999999999", "yes", "M1", "L1", "new", "call-yes",
        "'; DROP TABLE leads; --", "<script>alert(1)</script>", "\u{202e}\u{0}", "//evil.example",
        "0000-01-01T00:00", "9999-12-31", "https://[::1]:99999/", "*", "verified",
        String(repeating: "김", count: 3_000),
    ]
    private static let names = [
        "reason", "note", "to", "from", "member", "owner", "log", "state", "lead", "absorb", "won",
        "amount", "genuine", "name", "email", "role", "team", "cap", "language", "zone",
        "calendar", "theme", "notice", "password", "current", "repeat", "scope", "source", "url",
        "events", "kind", "text", "seen", "at", "back", "pain", "timeline", "budget-amount",
        "meeting-at", "meeting-purpose", "person-0-name", "person-0-part", "receiver", "question",
        "answer", "fields", "decision", "off", "on", "name-1", "email-1", "role-1", "code", "next",
    ]

    private static func path(_ route: String, _ turn: Int) -> String {
        route.replacing(/\{[a-z]+\}/, with: ids[turn % ids.count])
    }

    @Test func `no form on any page makes the server fail`() async throws {
        try await TestServer.run { server in
            _ = try await server.visitor(.sdr, "Sora")
            try await server.lead("a@firm1.com")
            try await server.lead("b@firm1.com")
            let visitor = try await server.visitor(.revops)
            for route in PageRoutes.table where route.method != .get {
                for turn in Self.values.indices {
                    let form = Self.names.enumerated().map { place, name in
                        (name, Self.values[(place * 7 + turn) % Self.values.count])
                    }
                    let path = Self.path(route.path, turn)
                    let answer = try await visitor.post(path, form)
                    #expect(answer.status < 500, "\(path) \(turn)")
                    #expect(answer.location?.contains("evil") != true, "\(path) \(turn)")
                    #expect(!answer.body.contains("<script>alert"), "\(path) \(turn)")
                }
            }
        }
    }

    @Test func `no query on any page makes the server fail`() async throws {
        try await TestServer.run { server in
            try await server.lead("a@firm1.com")
            let visitor = try await server.visitor(.revops)
            let queries = [
                "after=9223372036854775807", "after=-1", "pairs=1&after=1", "q=%25%27%22--",
                "q=%F0%9F%98%80", "q=%FF", "=&&=&a=b=c", "member=M0&team=%00", "from=9999-12-31",
                "from=0000-01-01&to=0000-01-01", "stage=&owner=M0&held=maybe", "kind=x&receiver=H1",
                "all=true", "lang=xx&next=//evil.example", "version=99&shipped=x", "from=1&to=99",
                "week=-9999999&period=forever", "q=\(String(repeating: "%EA%B9%80", count: 900))",
            ]
            for route in PageRoutes.table where route.method == .get && route.path != "/live" {
                for (turn, query) in queries.enumerated() {
                    let path = "\(Self.path(route.path, turn))?\(query)"
                    let answer = try await visitor.get(path)
                    #expect(answer.status < 500, "\(path)")
                }
            }
        }
    }

    @Test(arguments: [
        ("multipart/form-data", "--x\r\n"), ("multipart/form-data; boundary=", "--\r\n\r\n--"),
        ("multipart/form-data; boundary=x", "--x\r\n\r\n\r\n--x--"),
        ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x"),
        ("application/x-www-form-urlencoded", "%"), ("application/x-www-form-urlencoded", "a=%00"),
        ("application/json", "{}"), ("text/plain", "key=x"),
    ]) func `a body that is no form is refused`(_ type: String, _ body: String) async throws {
        try await TestServer.run { server in
            let visitor = try await server.visitor(.revops)
            for path in ["/set-up/leads", "/settings/calendars", "/profile", "/sign-in"] {
                let answer = try await server.send(
                    .post, path, body, [.cookie: visitor.cookie, .contentType: type])
                #expect((400..<500).contains(answer.status), "\(path): \(answer.status)")
            }
        }
    }
}
