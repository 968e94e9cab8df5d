import Foundation
import HTTPTypes
import LeadEngine
import LeadRules
import Testing

@Suite struct `Pages of handoffs` {
    /// Everything that the kind `sdr-to-ae` of the test playbook requires.
    private static let complete = [
        ("pain", "Billing takes nine days."), ("trigger-kind", "regulation"),
        ("trigger", "new e-invoice law"), ("meeting-at", "2026-03-05T10:00"),
        ("meeting-purpose", "demo"), ("meeting-attendees", "Lee\nPark"),
        ("summary", "They want to see it."), ("quotes", "It hurts.\n\nEvery month."),
    ]

    private struct Team {
        let sdr: TestVisitor
        let ae: TestVisitor
        let manager: TestVisitor

        init(_ server: TestServer, language: String = "en") async throws {
            manager = try await server.visitor(.manager, "Mina", language: language)
            sdr = try await server.visitor(.sdr, "Sora", manager: manager.member)
            ae = try await server.visitor(.ae, "Jun", manager: manager.member)
            try await server.lead("a@hanbit.co.kr")
        }

        func handOver() async throws -> TestVisitor.Answer {
            try await sdr.post("/leads/L1/handoff?kind=sdr-to-ae", complete)
        }
    }

    @Test func `a handoff names every missing field and keeps what was typed`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            let page = try await team.sdr.get("/leads/L1/handoff?kind=sdr-to-ae")
            #expect(page.status == 200)
            #expect(page.body.contains("0 of 3 complete"))
            let refused = try await team.sdr.post(
                "/leads/L1/handoff?kind=sdr-to-ae",
                [("pain", "slow <b>billing</b>"), ("summary", "first talk")])
            #expect(refused.status == 422)
            #expect(refused.body.contains(##"href="#trigger-event""##))
            #expect(refused.body.contains(##"href="#next-meeting""##))
            #expect(!refused.body.contains(##"href="#pain""##))
            #expect(refused.body.contains("slow &lt;b&gt;billing&lt;/b&gt;"))
            #expect(refused.body.contains("first talk"))
            #expect(refused.body.contains("Say why now: name the trigger event."))
        }
    }

    @Test func `who saves over what somebody else wrote is shown both`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            let path = "/leads/L1/qualification"
            let page = try await team.sdr.get(path)
            let seen = ("seen", try #require(Self.seen(in: page.body)))
            let first = try await team.manager.post(
                path, [seen, ("pain", "Nine days of billing.")])
            #expect(first.status == 303)
            for address in [path, "/leads/L1/handoff?kind=sdr-to-ae"] {
                let second = try await team.sdr.post(
                    address, Self.complete + [seen, ("pain", "Slow invoices.")])
                #expect(second.status == 409, "\(address)")
                #expect(second.body.contains("Mina changed this record"))
                #expect(second.body.contains("<dd>Nine days of billing.</dd>"))
                #expect(second.body.contains(">Slow invoices.</textarea>"))
                #expect(Self.seen(in: second.body) != seen.1)
            }
            let again = try await team.sdr.post(path, [seen, ("pain", "Nine days of billing.")])
            #expect(again.status == 303, "what both wrote alike is no conflict")
        }
    }

    @Test(arguments: ["/leads/L1/qualification", "/leads/L1/handoff?kind=sdr-to-ae"])
    func `of two who save at once one is told what the other wrote`(address: String) async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            let page = try await team.sdr.get("/leads/L1/qualification")
            let seen = ("seen", try #require(Self.seen(in: page.body)))
            let form = Self.complete + [seen]
            async let one = team.sdr.post(address, form + [("pain", "Slow invoices.")])
            async let two = team.manager.post(
                "/leads/L1/qualification", [seen, ("pain", "Nine days of billing.")])
            let both = [try await one, try await two]
            #expect(both.map(\.status).sorted() == [303, 409])
            let (won, lost) = ("Slow invoices.", "Nine days of billing.")
            let kept = both[0].status == 303 ? won : lost
            let record = try await server.engine.store.read { try $0.record(of: LeadID(1)) }
            #expect(record?.pain == kept)
            let told = both.first { $0.status == 409 }?.body ?? ""
            #expect(told.contains(won) && told.contains(lost))
        }
    }

    private static func seen(in page: String) -> String? {
        page.firstMatch(of: /name="seen" value="([0-9a-f]+)"/).map { String($0.1) }
    }

    @Test func `what is no number and no time is told at the field`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            let refused = try await team.sdr.post(
                "/leads/L1/qualification",
                [("timeline", "soon"), ("budget-amount", "12,000"), ("meeting-at", "tomorrow")])
            #expect(refused.status == 422)
            #expect(refused.body.contains(#"id="timeline-error""#))
            #expect(refused.body.contains(#"id="next-meeting-error""#))
            #expect(!refused.body.contains(#"id="budget-error""#))
            #expect(refused.body.contains(#"value="soon""#))
        }
    }

    @Test func `an SDR hands over on one page, an AE accepts from the inbox`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            let sent = try await team.handOver()
            #expect(sent.status == 303)
            #expect(sent.location == "/handoffs/H1")
            let page = try await team.sdr.get("/handoffs/H1")
            #expect(page.body.contains("They want to see it."))
            #expect(page.body.contains("Every month."))
            #expect(!page.body.contains("/handoffs/H1/acceptance"))
            let inbox = try await team.ae.get("/inbox")
            #expect(inbox.body.contains("new e-invoice law"))
            #expect(inbox.body.contains("data-due="))
            let accepted = try await team.ae.post(
                "/handoffs/H1/acceptance", [("back", "/inbox")])
            #expect(accepted.location == "/inbox")
            let next = try await team.ae.get("/inbox")
            #expect(next.body.contains("/handoffs/H1/first-contact"))
            _ = try await team.ae.post("/handoffs/H1/first-contact")
            let handoff = try await server.engine.store.read { try $0.handoff(HandoffID(1)) }
            #expect(handoff?.firstContactAt != nil)
            #expect(handoff?.packet.quotes == ["It hurts.", "Every month."])
        }
    }

    @Test func `who decides second is told who was first, in their language`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server, language: "ko")
            _ = try await team.handOver()
            _ = try await team.ae.post("/handoffs/H1/acceptance")
            let second = try await team.manager.post(
                "/handoffs/H1/rejection", [("reason", "problem-unclear")])
            #expect(second.status == 303)
            let cookie = second.headers[values: .setCookie].first { $0.contains("said") } ?? ""
            let value = cookie.split(separator: ";")[0].split(separator: "=", maxSplits: 1)[1]
            let said = Data(base64Encoded: String(value)).map {
                String(decoding: $0, as: UTF8.self)
            }
            #expect(
                said?.contains("Jun 님이 09:00에 이미 수락했습니다.") == true)
        }
    }

    @Test func `a rejection takes its route, is disputed, and a manager decides`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            _ = try await team.handOver()
            let bare = try await team.ae.post("/handoffs/H1/rejection", [("note", "which pain?")])
            #expect(bare.status == 422)
            #expect(bare.body.contains("which pain?"))
            _ = try await team.ae.post(
                "/handoffs/H1/rejection", [("reason", "problem-unclear"), ("note", "which pain?")])
            let page = try await team.sdr.get("/handoffs/H1")
            #expect(page.body.contains("back to the giver, with a task under a clock"))
            #expect(page.body.contains("/handoffs/H1/dispute"))
            _ = try await team.sdr.post("/handoffs/H1/dispute", [("note", "it says billing")])
            let inbox = try await team.manager.get("/inbox")
            #expect(inbox.body.contains("it says billing"))
            let notAE = try await team.ae.post(
                "/handoffs/H1/dispute/decision", [("decision", "overturn")])
            #expect(notAE.status == 403)
            _ = try await team.manager.post(
                "/handoffs/H1/dispute/decision", [("decision", "overturn"), ("note", "clear")])
            let handoff = try await server.engine.store.read { try $0.handoff(HandoffID(1)) }
            #expect(handoff?.state == .accepted)
        }
    }

    @Test func `a question is answered before the decision`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            _ = try await team.handOver()
            _ = try await team.ae.post("/handoffs/H1/questions", [("question", "Who signs?")])
            let asked = try await team.sdr.get("/handoffs/H1")
            #expect(asked.body.contains("/handoffs/H1/answers"))
            _ = try await team.sdr.post("/handoffs/H1/answers", [("answer", "The CFO.")])
            #expect(try await team.ae.get("/handoffs/H1").body.contains("The CFO."))
        }
    }

    @Test func `somebody outside sees neither record nor handoff`() async throws {
        try await TestServer.run { server in
            let team = try await Team(server)
            _ = try await team.handOver()
            let stranger = try await server.visitor(.sdr, "Uri")
            #expect(try await stranger.get("/handoffs/H1").status == 403)
            #expect(try await stranger.get("/leads/L1/qualification").status == 403)
            #expect(try await stranger.get("/leads/L1/handoff?kind=sdr-to-ae").status == 403)
            #expect(try await stranger.post("/leads/L1/qualification").status == 403)
            #expect(try await stranger.post("/handoffs/H1/acceptance").status == 403)
            #expect(
                try await stranger.get("/inbox?member=\(team.ae.member)").status == 403)
        }
    }
}

@Suite struct `Pages of qualification and customers` {
    @Test func `a row more keeps what was typed, without saving`() async throws {
        try await TestServer.run { server in
            let sdr = try await server.visitor(.sdr, "Sora")
            try await server.lead("a@hanbit.co.kr")
            let page = try await sdr.post(
                "/leads/L1/qualification",
                [
                    ("add-row", "yes"), ("pain", "half a sentence"), ("person-0-name", "Lee"),
                    ("person-0-part", "approver"), ("person-0-reachable", "yes"),
                    ("person-1-name", ""), ("person-2-name", ""),
                ])
            #expect(page.status == 200)
            #expect(page.body.contains(#"name="person-3-name""#))
            #expect(!page.body.contains(#"name="person-4-name""#))
            #expect(page.body.contains("half a sentence"))
            #expect(page.body.contains(#"value="approver" selected"#))
            let record = try await server.engine.store.read { try $0.record(of: LeadID(1)) }
            #expect(record?.pain == nil)
        }
    }

    @Test func `the form shows what it saved`() async throws {
        try await TestServer.run { server in
            let sdr = try await server.visitor(.sdr, "Sora")
            try await server.lead("a@hanbit.co.kr")
            let saved = try await sdr.post(
                "/leads/L1/qualification",
                [
                    ("icp", "yes"), ("segment", "telecom"), ("impact-kind", "money"),
                    ("impact", "lost leads"), ("impact-amount", "12,000"), ("budget", "no"),
                    ("alternative-kind", "nothing"), ("timeline", "90"), ("authority", "none"),
                    ("person-0-name", "Lee"), ("person-0-part", "security"),
                    ("person-0-attends", "yes"), ("promises", "a pilot"),
                ])
            #expect(saved.location == "/leads/L1")
            let record = try await server.engine.store.read { try $0.record(of: LeadID(1)) }
            let known = try #require(record)
            #expect(known.impact?.amountPerMonth == 12_000)
            #expect(known.budget == Budget(confirmed: false))
            #expect(known.stakeholders.first?.attendsNextMeeting == true)
            let page = try await sdr.get("/leads/L1/qualification").body
            #expect(page.contains(#"name="impact-amount" inputmode="decimal""#))
            #expect(page.contains(#"value="12000""#))
            #expect(page.contains(#"value="nothing" checked"#))
            #expect(page.contains(#"value="telecom" selected"#))
            #expect(page.contains(#"name="person-0-attends" value="yes" checked"#))
        }
    }

    @Test func `checklist and points answer while somebody types`() async throws {
        try await TestServer.run { server in
            let sdr = try await server.visitor(.sdr, "Sora")
            try await server.lead("a@hanbit.co.kr")
            let part = try await sdr.post(
                "/leads/L1/handoff/score?kind=sdr-to-ae", [("pain", "slow billing")])
            #expect(part.status == 200)
            #expect(part.body.contains(#"id="checklist""#))
            #expect(part.body.contains("1 of 3 complete"))
            #expect(!part.body.contains("<html"))
        }
    }

    @Test func `won deals are listed for those who see them`() async throws {
        try await TestServer.run { server in
            let manager = try await server.visitor(.manager, "Mina")
            let ae = try await server.visitor(.ae, "Jun")
            _ = try await server.visitor(.sdr, "Sora", manager: manager.member)
            try await server.lead("a@hanbit.co.kr")
            #expect(try await manager.get("/customers").body.contains("No customers yet"))
            _ = try await manager.post(
                "/leads/L1/outcome", [("won", "yes"), ("amount", "9000")])
            let page = try await manager.get("/customers")
            #expect(page.body.contains("customer-L1"))
            #expect(page.body.contains("$9,000"))
            #expect(!(try await ae.get("/customers").body.contains("customer-L1")))
        }
    }
}
