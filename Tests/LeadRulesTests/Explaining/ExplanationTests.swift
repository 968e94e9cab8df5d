import Foundation
import LeadRules
import Testing

@Suite struct ExplanationTests {
    @Test func `a lead below the gate is told what is missing`() throws {
        let story = try Story()
        let lead = try story.capture("Kim", title: "Student")
        let told = story.explain(lead)
        #expect(
            told.score.verdict
                == "No MQL: 0 attribute points are below the gate of 10, so that behaviour alone "
                + "cannot make one.")
        #expect(
            told.score.missing == [
                "10 more attribute points for the gate.", "20 more points for the threshold.",
                "Or a hand-raise, such as a demo request.",
            ])
        #expect(told.score.unmet.map(\.rule) == ["head"])
        #expect(told.score.unmet.map(\.fact) == ["title contains head"])
        #expect(told.owner.text == ["Nobody owns it."])
        #expect(told.next.first?.hasPrefix("Marketing goes on with it") == true)
    }

    @Test func `an MQL names its points, its rule and its version`() throws {
        let story = try Story()
        let lead = try story.capture("Kim", title: "Head of IT")
        try story.visit(lead)
        let told = story.explain(lead)
        #expect(told.score.verdict.hasSuffix(": 20 points, threshold 20, playbook version 1."))
        #expect(told.score.attributes.map(\.fact) == ["title is Head of IT"])
        #expect(told.score.behaviours.map(\.rule) == ["visit"])
        #expect(told.score.missing.isEmpty)
        #expect(told.score.qualified.map(\.milestone) == [.mql])
        #expect(told.decidedUnder.map(\.version) == [1])
    }

    @Test func `the owner is explained by who was considered, skipped and next`() throws {
        let story = try Story()
        _ = try story.qualified("Kim")
        let lead = try story.qualified("Lee")
        let told = story.explain(lead)
        #expect(told.owner.name == "Ben")
        #expect(
            told.owner.text == [
                "Ben owns it since 2026-03-02T18:00:00+09:00: it was their turn among 3 of the pool "
                    + "'Inbound' (qualified).",
                "Ana was skipped: at the cap of 1.", "Cai would have been next.",
            ])
        #expect(told.owner.considered.map(\.verdict) == [.chosen, .next, .skipped])
    }

    @Test func `a clock tells its deadline in its owner's zone, and how it came about`() throws {
        let story = try Story()
        let clock = try #require(story.explain(try story.qualified("Kim")).clocks.first)
        #expect(clock.dueLocal == "2026-03-03T11:00:00+09:00")
        #expect(clock.zone == "Asia/Seoul")
        #expect(
            clock.computed
                == "2h of Ana's working hours (Asia/Seoul) from 2026-03-02T18:00:00+09:00, by the "
                + "clock 'touch' of playbook version 1.")
        #expect(
            clock.text
                == "First touch for Ana: due 2026-03-03T11:00:00+09:00, 2h of its time left.")
    }

    @Test func `what happens next follows the clock, then its breach`() throws {
        let story = try Story()
        let lead = try story.qualified("Kim")
        #expect(
            story.explain(lead).next.first
                == "Ana tries to reach the lead by 2026-03-03T11:00:00+09:00, or the manager is told."
        )
        let clock = try #require(story.facts.unendedClocks(of: lead).first)
        try story.handle(FireClock(clock: clock.id), at: clock.dueAt)
        let told = story.explain(lead)
        #expect(
            told.next.first
                == "Overdue since 2026-03-03T11:00:00+09:00: Ana tries to reach the lead.")
        #expect(told.clocks.first?.text.hasSuffix("still to be done.") == true)
    }

    @Test func `a suspect lead waits for verification`() throws {
        let story = try Story()
        let lead = try story.qualified("Kim")
        try story.handle(
            SetVerification(lead: lead, state: .suspect, reason: "Two names, one phone."))
        let told = story.explain(lead)
        #expect(
            told.verification.text
                == "Suspect: Two names, one phone. It is not assigned before somebody has verified it."
        )
        #expect(
            told.next == [
                "Somebody verifies it, or marks it as fake. Until then it goes to nobody."
            ])
    }

    @Test func `a lead in work is told which fields its handoff waits for`() throws {
        let story = try Story()
        let lead = try story.qualified("Kim")
        try story.handle(LogTouch(lead: lead, channel: .call, reached: true), by: MemberID(1))
        #expect(
            story.explain(lead).next == [
                "Before it can be handed over (SDR to AE): pain, checklist.why-now."
            ])
    }

    @Test func `an explanation of every step survives JSON`() throws {
        let story = try Story()
        let told = story.explain(try story.qualified("Kim"))
        let data = try JSONEncoder().encode(told)
        #expect(try JSONDecoder().decode(Explanation.self, from: data) == told)
    }
}
