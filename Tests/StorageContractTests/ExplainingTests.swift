import LeadEngine
import LeadRules
import Testing

/// Explanations told from a store, of the ten days in `ReportHistory.work`.
@Suite struct ExplainingTests {
    @Test func `the owner after a handoff is explained by that handoff`() async throws {
        let told = try await explained(1)
        #expect(
            told.owner.text == [
                "Cho owns it since 2026-03-02T01:00:00Z: by handoff H1 from Ana.",
                "Dee would have been next.",
            ])
        #expect(told.owner.rule == .turn)
        #expect(told.handoffs.map(\.points) == [7])
        #expect(
            told.handoffs[0].text[1]
                == "Accepted by the rules 2026-03-02T01:00:00Z: 7 points are enough.")
        #expect(told.next == ["Nothing is due: the deal is won."])
    }

    @Test func `a rejection that was overturned keeps its story`() async throws {
        let told = try await explained(2)
        #expect(
            told.handoffs[0].text.dropFirst() == [
                "Rejected by Cho 2026-03-02T10:00:00Z: No real interest; it takes the route "
                    + "'recycle'.",
                "Disputed by Ben: They asked for a price. The rejection was overturned by Max "
                    + "(Ben is right.).",
                "First contact 2026-03-02T13:00:00Z.",
            ])
        #expect(told.score.qualified.map(\.milestone) == [.mql, .sql])
        #expect(told.stage.moves.last?.by == "Cho")
        #expect(told.decidedUnder.map(\.version) == [1])
    }

    @Test func `a clock that ran out is the first thing to do`() async throws {
        let told = try await explained(6)
        #expect(
            told.next == ["Overdue since 2026-03-04T00:05:00Z: Ben tries to reach the lead."])
        #expect(told.clocks.map(\.state) == [.breached])
    }

    @Test func `a fake lead is told as one, and nothing is to be done`() async throws {
        let told = try await explained(5)
        #expect(told.verification.text == "Fake: a bot. Its points were taken back.")
        #expect(told.next == ["Nothing: the lead is fake."])
    }

    @Test func `an unknown lead is refused`() async throws {
        let history = try await ReportHistory()
        await #expect(throws: Refusal.notFound(LeadID(99), "lead")) {
            try await history.explain(99)
        }
    }

    private func explained(_ lead: Int64) async throws -> Explanation {
        let history = try await ReportHistory()
        try await history.work()
        return try await history.explain(lead)
    }
}

extension ReportHistory {
    fileprivate func explain(_ lead: Int64) async throws -> Explanation {
        let now = time.now()
        return try await store.read {
            try Explaining.explain(LeadID(lead), in: $0, now: now)
        }
    }
}
