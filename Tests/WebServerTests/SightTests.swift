import HTTPTypes
import Testing

/// A key that acts for somebody sees and changes what they may see, on every route.
@Suite struct `Sight of a member's key` {
    private static let scopes = #"["read", "work", "capture"]"#

    private func key(_ server: TestServer, _ member: String) async throws -> String {
        let made = try await server.post(
            "tokens", #"{"name": "\#(member)", "scopes": \#(Self.scopes), "member": "\#(member)"}"#)
        return try #require(made.string("secret"))
    }

    @Test(arguments: ["qualification", "explanation", "activities", "timeline"])
    func `what is told of another's lead is out of sight`(part: String) async throws {
        try await TestServer.run { server in
            let sora = try await server.member("Sora", "sdr")
            let jun = try await server.member("Jun", "ae")
            try await server.lead("a@hanbit.co.kr")
            let path = "leads/L1/\(part)"
            #expect(try await server.get(path, key: key(server, sora)).status == 200)
            let hidden = try await server.get(path, key: key(server, jun))
            #expect(hidden.status == 403)
            #expect(hidden.string("type") == "urn:baton:problem:not-in-sight")
        }
    }

    @Test(arguments: ["qualifications", "activities", "events", "handoffs"])
    func `lists hold only what is in sight`(list: String) async throws {
        try await TestServer.run { server in
            let sora = try await server.member("Sora", "sdr")
            let jun = try await server.member("Jun", "ae")
            try await server.lead("a@hanbit.co.kr")
            try await server.post("leads/L1/activities", #"{"kind": "page-visit"}"#)
            let all = try await server.get(list).count("data")
            let own = try await server.get(list, key: key(server, sora)).count("data")
            #expect(list == "handoffs" || own ?? 0 > 0)
            #expect(own ?? 0 <= all ?? 0)
            #expect(try await server.get(list, key: key(server, jun)).count("data") == 0)
        }
    }

    @Test func `nothing is written to another's lead`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            let jun = try await server.member("Jun", "ae")
            try await server.lead("a@hanbit.co.kr")
            let key = try await key(server, jun)
            let answers = [
                try await server.send(
                    .put, "leads/L1/qualification", #"{"pain": "none"}"#, key: key),
                try await server.post(
                    "leads/L1/activities", #"{"kind": "page-visit"}"#, key: key),
                try await server.post(
                    "handoffs", #"{"lead": "L1", "kind": "sdr-to-ae"}"#, key: key),
            ]
            #expect(answers.map(\.status) == [403, 403, 403])
            #expect(
                answers.allSatisfy { $0.string("type") == "urn:baton:problem:not-in-sight" })
        }
    }
}
