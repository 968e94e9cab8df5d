import Intake
import LeadEngine
import LeadRules
import Testing

/// What managers see and move, and who decides what is false.
@Suite struct BoardPageTests {
    @Test func `leads move in bulk, and go back`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let ann = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let leads = [try await server.person("Kim"), try await server.person("Lee")]
            let bea = try await server.visitor(.sdr, "Bea", manager: boss.member)
            let fields = leads.map { ("lead", "\($0)") }
            let moved = try await boss.post(
                "/board/moves", fields + [("member", "\(bea.member)"), ("reason", "holiday")])
            #expect(moved.status == 303)
            #expect(try await server.owners(leads) == [bea.member, bea.member])
            let numbers = leads.map { "\($0.number)" }.joined(separator: ".")
            _ = try await boss.post(
                "/board/moves/undo", [("former", "\(ann.member):\(numbers)")])
            #expect(try await server.owners(leads) == [ann.member, ann.member])
        }
    }

    @Test func `nothing moves without a reason, out of sight, or by an SDR`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let ann = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim")
            let other = try await server.visitor(.manager, "Other")
            let mate = try await server.visitor(.sdr, "Mate", manager: other.member)
            let fields = [("lead", "\(lead)"), ("member", "\(mate.member)")]
            _ = try await boss.post("/board/moves", fields)
            _ = try await other.post("/board/moves", fields + [("reason", "mine")])
            #expect(try await server.owners([lead]) == [ann.member])
            let forbidden = try await ann.post("/board/moves", fields + [("reason", "away")])
            #expect(forbidden.status == 403)
        }
    }

    @Test func `the board shows clocks of the own team only`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            _ = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim", phone: "+821012345678")
            let other = try await server.visitor(.manager, "Other")
            #expect(try await boss.get("/board").body.contains("/leads/\(lead)\""))
            #expect(try await other.get("/board").body.contains("/leads/\(lead)\"") == false)
        }
    }

    @Test func `a fake lead lists what rested on it, and can come back`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            _ = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim")
            let decided = try await boss.post(
                "/verification/decisions",
                [("lead", "\(lead)"), ("state", "fake"), ("reason", "no such person")])
            #expect(decided.location == "/verification/\(lead)")
            let page = try await boss.get("/verification/\(lead)")
            #expect(page.body.contains("What it had touched"))
            #expect(page.body.contains("Assigned to Ann"))
            #expect(try await boss.get("/verification").body.contains("no such person"))
            _ = try await boss.post(
                "/leads/\(lead)/verification", [("state", "verified"), ("reason", "undone")])
            let state = try await server.engine.store.read { try $0.lead(lead) }?.verification
            #expect(state?.state == .verified)
        }
    }

    @Test func `the points of an activity that was not real are taken back`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            _ = try await server.visitor(.sdr, "Ann", manager: boss.member)
            let lead = try await server.person("Kim")
            let activity = try await server.engine.handle(
                RecordActivity(
                    lead: lead, activity: Activity(kind: "page-visit", at: server.time.now())),
                by: .system
            ).answer
            #expect(try await server.score(lead) == 1)
            _ = try await boss.post("/activities/\(activity)/void", [("reason", "a bot")])
            #expect(try await server.score(lead) == 0)
            #expect(try await boss.get("/verification/\(lead)").body.contains("Not counted"))
        }
    }
}

extension TestServer {
    /// A lead who asks for a demo.
    func person(_ name: String, phone: String? = nil, company: String? = nil) async throws -> LeadID
    {
        var raw = RawLead()
        raw.name = name
        raw.email = "\(name.lowercased())@example.co.kr"
        raw.phone = phone
        raw.company = company
        raw.source = "demo-request"
        return try await engine.handle(raw.capture(defaultRegion: "KR"), by: .system).answer.lead
    }

    func owners(_ leads: [LeadID]) async throws -> [MemberID?] {
        try await engine.store.read { transaction in
            try leads.map { try transaction.lead($0)?.owner }
        }
    }

    func score(_ lead: LeadID) async throws -> Double? {
        try await engine.store.read { try $0.lead(lead) }?.score.total
    }
}
