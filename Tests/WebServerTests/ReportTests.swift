import LeadRules
import Testing

@Suite struct `The shared numbers over HTTP` {
    @Test(arguments: ReportKind.allCases)
    func `every report is JSON, for a period and a part of the team`(_ kind: ReportKind)
        async throws
    {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@firm1.com")
            let report = try await server.get(
                "reports/\(kind.rawValue)?from=2026-03-01&to=2026-04-01&member=M1")
            #expect(report.status == 200)
            #expect(report.text.hasPrefix("{"))
            let wrong = try await server.get("reports/\(kind.rawValue)?from=lately")
            #expect(wrong.fields == ["from"])
        }
    }

    @Test func `a lead is explained`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@firm1.com")
            let why = try await server.get("leads/L1/explanation")
            #expect(why.string("lead") == "L1")
            #expect(why.number("playbook", "version") == 1)
            #expect(try await server.get("leads/L7/explanation").status == 404)
        }
    }
}
