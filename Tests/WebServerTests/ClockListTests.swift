import Foundation
import LeadEngine
import LeadRules
import Testing

/// Every figure of clocks and assignments opens what it counts.
@Suite struct ClockListTests {
    @Test func `the clocks of a figure are listed one by one, for those in sight`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let ann = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim", phone: "+821012345678")
            let path = "/clocks?standing=open&owner=\(ann.member)"
            let page = try await boss.get(path)
            #expect(page.status == 200 && page.body.contains("/leads/\(lead)\""))
            #expect(page.body.contains("Standing: running"))
            let purpose = try await boss.get(path + "&purpose=decision").body
            #expect(purpose.contains("No clock fits"))
            let other = try await server.visitor(.manager, "Other")
            #expect(try await other.get(path).body.contains("No clock fits"))
            for standing in ClockMeasure.standings {
                let answer = try await boss.get("/clocks?standing=\(standing.slug)")
                #expect(answer.status == 200)
            }
            let dates = "from=2020-01-01&to=2040-01-01&source=demo-request&team=x"
            #expect(try await boss.get("/clocks?breached=true&\(dates)").status == 200)
        }
    }

    @Test func `what somebody was given is listed, each time`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let ann = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim", phone: "+821012345678")
            let bea = try await server.visitor(.sdr, "Bea", manager: boss.member)
            for to in [bea, ann] {
                _ = try await boss.post(
                    "/leads/\(lead)/assignment", [("member", "\(to.member)"), ("reason", "shift")])
            }
            let page = try await boss.get("/assignments?owner=\(ann.member)").body
            #expect(page.components(separatedBy: "/leads/\(lead)\"").count == 3)
            #expect(try await boss.get("/assignments").status == 422)
            let load = try await boss.get("/numbers/load").body
            #expect(load.contains("/assignments?owner=\(ann.member)&amp;from="))
            #expect(load.contains("standing=open&amp;owner=\(ann.member)"))
        }
    }
}
