import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@Suite struct `Handoffs over HTTP` {
    private static let record = """
        {"pain": "Billing takes nine days.",
         "trigger": {"kind": "regulation", "statement": "new e-invoice law"},
         "nextMeeting": {"at": "2026-03-05T02:00:00Z", "attendees": ["Lee"], "purpose": "demo"}}
        """

    /// A lead in work with an SDR, and an AE to receive it.
    private static func prepare(_ server: TestServer) async throws {
        try await server.member("Sora", "sdr")
        try await server.member("Jun", "ae")
        try await server.member("Mina", "manager")
        try await server.lead("a@hanbit.co.kr")
    }

    private static func open(_ server: TestServer) async throws -> Answer {
        try await prepare(server)
        try await server.send(.put, "leads/L1/qualification", record)
        return try await server.post("handoffs", #"{"lead": "L1", "kind": "sdr-to-ae"}"#)
    }

    @Test func `without required information each missing field is named`() async throws {
        try await TestServer.run { server in
            try await Self.prepare(server)
            let answer = try await server.post("handoffs", #"{"lead": "L1", "kind": "sdr-to-ae"}"#)
            #expect(answer.status == 422)
            #expect(answer.string("type") == "urn:baton:problem:missing-required-information")
            #expect(answer.fields == ["pain", "trigger-event", "next-meeting"])
            try await server.send(.put, "leads/L1/qualification", #"{"pain": "slow billing"}"#)
            let next = try await server.post("handoffs", #"{"lead": "L1", "kind": "sdr-to-ae"}"#)
            #expect(next.fields == ["trigger-event", "next-meeting"])
        }
    }

    @Test func `accepted, it makes a SAL that the AE owns`() async throws {
        try await TestServer.run { server in
            let opened = try await Self.open(server)
            #expect(opened.status == 201)
            #expect(opened.string("receiver") == "M2")
            #expect(opened.string("state") == "pending")
            #expect(opened.number("points") == 2)
            let clocks = try await server.get("clocks?lead=L1&state=running")
            #expect(clocks.count("data") == 2)
            let accepted = try await server.post("handoffs/H1/acceptance")
            #expect(accepted.string("state") == "accepted")
            let lead = try await server.get("leads/L1")
            #expect(lead.string("owner") == "M2")
            #expect(lead.string("milestone") == "sal")
            let again = try await server.post("handoffs/H1/acceptance")
            #expect(again.status == 409)
            let contact = try await server.post("handoffs/H1/first-contact")
            #expect(contact.string("firstContactAt") == "2026-03-02T09:00:00Z")
            let won = try await server.post(
                "handoffs/H1/outcome", #"{"won": true, "amount": 9000}"#)
            #expect(won["outcome", "won"] as? Bool == true)
        }
    }

    @Test func `rejected, it takes the route of its reason, and can be disputed`() async throws {
        try await TestServer.run { server in
            _ = try await Self.open(server)
            let unknown = try await server.post(
                "handoffs/H1/rejection", #"{"reason": "problem-unklear"}"#)
            #expect(unknown.fields == ["reason"])
            #expect(unknown.string("detail")?.contains("problem-unclear") == true)
            let rejected = try await server.post(
                "handoffs/H1/rejection", #"{"reason": "problem-unclear", "note": "which pain?"}"#)
            #expect(rejected.string("rejection", "route") == "task")
            #expect(try await server.get("leads/L1").string("stage") == "working-connected")
            let disputed = try await server.post(
                "handoffs/H1/dispute", #"{"note": "it says billing"}"#)
            #expect(disputed.string("state") == "disputed")
            let decided = try await server.post(
                "handoffs/H1/dispute/decision", #"{"overturn": true, "note": "clear enough"}"#)
            #expect(decided.string("state") == "accepted")
        }
    }

    @Test func `questions are asked and answered before the decision`() async throws {
        try await TestServer.run { server in
            _ = try await Self.open(server)
            try await server.post("handoffs/H1/questions", #"{"question": "Who signs?"}"#)
            let answered = try await server.post("handoffs/H1/answers", #"{"answer": "The CFO."}"#)
            #expect(answered.string("questions", 0, "answer") == "The CFO.")
            #expect(
                try await server.get("handoffs?state=pending,review&receiver=M2").count("data") == 1
            )
        }
    }

    @Test func `a clock pauses for the customer and goes on with what was left`() async throws {
        try await TestServer.run { server in
            _ = try await Self.open(server)
            let decision = try await server.get("clocks?purpose=decision")
            let id = try #require(decision.string("data", 0, "id"))
            server.time.set(server.time.now() + .hours(4))
            let paused = try await server.post("clocks/\(id)/pause", #"{"reason": "on holiday"}"#)
            #expect(paused.number("remainingSeconds") == 72_000)
            server.time.set(server.time.now() + .hours(10))
            let resumed = try await server.post("clocks/\(id)/resumption")
            #expect(resumed.string("dueAt") == "2026-03-03T19:00:00Z")
        }
    }

    @Test func `a breach tells whose it was, for how long, and what followed`() async throws {
        try await TestServer.run { server in
            _ = try await Self.open(server)
            server.time.set(server.time.now() + .hours(5))
            try await DueClocks(engine: server.engine).run()
            let breaches = try await server.get("breaches")
            #expect(breaches.count("data") == 1)
            #expect(breaches.string("data", 0, "owner") == "M2")
            #expect(breaches.number("data", 0, "overdueSeconds") == 3600)
            #expect(breaches["data", 0, "followUp", "isOpen"] as? Bool == true)
            try await server.post("handoffs/H1/first-contact")
            let later = try await server.get("breaches")
            #expect(later["data", 0, "followUp", "isOpen"] as? Bool == false)
        }
    }
}
