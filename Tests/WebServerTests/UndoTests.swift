import Intake
import LeadEngine
import LeadRules
import Testing

/// What was done by mistake is taken back, from the notice, the timeline and by the API.
@Suite struct UndoTests {
    @Test func `a logged call is undone from the notice and the timeline`() async throws {
        try await TestServer.run { server in
            let ann = try await server.visitor(.sdr, "Ann")
            let lead = try await server.person("Kim")
            let logged = try await ann.post("/leads/\(lead)/touches", [("log", "call-yes")])
            #expect(logged.status == 303)
            let page = try await ann.get("/leads/\(lead)").body
            let event = try await server.last("touch.logged", lead)
            #expect(page.contains("name=\"events\" value=\"\(event)\""))
            _ = try await ann.post("/undo", [("events", "\(event)")])
            let row = try #require(try await server.engine.store.read { try $0.lead(lead) })
            #expect(row.stage == .new && row.work.touches == 0)
            let after = try await ann.get("/leads/\(lead)").body
            #expect(
                after.contains("A logged contact was undone") && after.contains("<s>Call: reached"))
            #expect(!after.contains("name=\"events\""))
        }
    }

    @Test func `nobody undoes what is out of their sight`() async throws {
        try await TestServer.run { server in
            let ann = try await server.visitor(.sdr, "Ann")
            let lead = try await server.person("Kim")
            _ = try await ann.post("/leads/\(lead)/touches", [("log", "call-yes")])
            let event = try await server.last("touch.logged", lead)
            let bea = try await server.visitor(.sdr, "Bea")
            #expect(try await bea.post("/undo", [("events", "\(event)")]).status == 403)
            let row = try #require(try await server.engine.store.read { try $0.lead(lead) })
            #expect(row.work.touches == 1)
        }
    }

    @Test func `leads given out of the held queue go back to it`() async throws {
        try await TestServer.run { server in
            let boss = try await server.visitor(.manager, "Boss")
            let lead = try await server.person("Kim")
            let held = try await server.engine.store.read { try $0.lead(lead) }
            #expect(held?.stage == .held)
            let ann = try await server.visitor(.ae, "Ann", manager: boss.member)
            _ = try await boss.post(
                "/board/moves",
                [("lead", "\(lead)"), ("member", "\(ann.member)"), ("reason", "urgent")])
            #expect(try await server.owners([lead]) == [ann.member])
            let event = try await server.last("lead.assigned", lead)
            _ = try await boss.post("/board/moves/undo", [("events", "\(event)")])
            #expect(try await server.engine.store.read { try $0.lead(lead) }?.stage == .held)
        }
    }

    @Test func `the API takes an outcome back once`() async throws {
        try await TestServer.run { server in
            try await server.member("Sora", "sdr")
            try await server.lead("a@hanbit.co.kr")
            try await server.post("leads/L1/outcome", #"{"won": false}"#)
            let event = try await server.last("outcome.recorded", LeadID(1))
            let undone = try await server.post("events/\(event)/undo")
            #expect(undone.status == 200 && undone.string("stage") == "new")
            let again = try await server.post("events/\(event)/undo")
            #expect(again.status == 409)
            let captured = try await server.last("lead.captured", LeadID(1))
            #expect(try await server.post("events/\(captured)/undo").status == 422)
        }
    }
}

extension TestServer {
    /// The latest event of a name in a lead's story.
    fileprivate func last(_ name: String, _ lead: LeadID) async throws -> EventID {
        let event = try await engine.store.read { transaction in
            try transaction.events(of: lead).last { $0.name == name }?.id
        }
        return try #require(event)
    }
}
