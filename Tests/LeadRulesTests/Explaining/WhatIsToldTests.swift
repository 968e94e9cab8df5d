import LeadRules
import Testing

extension Office {
    func explain(_ id: LeadID) -> Explanation {
        var told = ExplanationFacts(
            lead: lead(id), active: PlaybookName(version: version, name: "Standard"))
        told.record = facts.records[id] ?? QualificationRecord()
        told.account = lead(id).account.flatMap { facts.accounts[$0] }
        told.clocks = facts.clocks.values.filter { $0.lead == id }.sorted { $0.id < $1.id }
        told.handoffs = facts.handoffs(of: id)
        told.events = facts.events(of: id)
        told.members = facts.members()
        told.playbooks = facts.playbooks
        return Explanation(told, at: now)
    }
}

@Suite struct WhatIsToldTests {
    private func next(_ office: Office, _ lead: LeadID, _ text: String) -> Bool {
        office.explain(lead).next.contains { $0.contains(text) }
    }

    @Test func `who it is names the account, its facts, the segment and a merge`() throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", attributes: ["industry": "telecom"])
        let other = try office.lead("lee@factory.example", "newsletter")
        let account = try #require(office.lead(lead).account)
        #expect(office.explain(lead).who.contains("Account factory.example (factory.example)."))
        try office.run(ChangeAccount(account: account, attributes: ["size": 12, "hq": "Seoul"]))
        let who = office.explain(lead).who
        #expect(who.contains("Account factory.example (factory.example): hq Seoul, size 12."))
        #expect(who.contains("Segment telecom."))
        #expect(!who.contains { $0.hasPrefix("Merged") })
        try office.run(MergeLeads(keep: lead, absorb: other))
        #expect(
            office.explain(other).who.contains(
                "Merged into \(lead); look there for what happens now."))
        #expect(office.explain(other).next == ["Nothing here; the work goes on with \(lead)."])
        #expect(!office.explain(other).who.contains { $0.hasPrefix("Segment") })
    }

    @Test func `clocks that run come before those that are over, the earlier deadline first`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        #expect(
            office.explain(lead).clocks.map(\.purpose) == [
                .firstTouch, .phoneVerification, .staleNew,
            ])
        try office.touch(lead, reached: true)
        let clocks = office.explain(lead).clocks
        #expect(clocks.map(\.purpose) == [.phoneVerification, .firstTouch, .staleNew])
        #expect(clocks[1].text == "hand-raise for mina: done in time.")
        #expect(
            office.explain(lead).next.first?.hasPrefix("mina verifies the lead by phone by") == true
        )
    }

    @Test func `what runs first is told first`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        let next = office.explain(lead).next
        #expect(next.count == 3 && next[0].contains("10:05:00") && next[1].contains("03T10:00:00"))
    }

    @Test func `handoffs are told the latest first, each with its own story`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let first = try office.open(lead, to: "ada")
        try office.reject(first, "missing-data", fields: [.budget])
        try office.advance(.minutes(1))
        let second = try office.open(lead, to: nil)
        let told = office.explain(lead).handoffs
        #expect(told.map(\.handoff) == [second, first])
        #expect(told[1].text.contains("Missing: budget.") && told[1].considered.isEmpty)
        #expect(told[0].considered.count == 2 && !told[0].text.contains { $0.hasPrefix("Missing") })
        #expect(
            told[1].text[1].hasSuffix("missing-data; it takes the route 'back-to-giver'."))
        #expect(told[1].text[0].contains("mina handed it to ada"))
        #expect(told[1].text[0].contains("with 6 of 10 points, under playbook version 1."))
        try office.run(AskGiver(handoff: second, question: "Who signs?"), by: "boss")
        #expect(
            office.explain(lead).handoffs[0].text.last
                == "Open question to the giver: Who signs?")
        try office.run(AnswerReceiver(handoff: second, answer: "Lee"), by: "mina")
        #expect(!office.explain(lead).handoffs[0].text.contains { $0.contains("Who signs?") })
    }

    @Test func `a decision is told with who made it`() throws {
        let office = try Office()
        func decided(_ handoff: HandoffID) -> String {
            office.explain(office.handoff(handoff).lead).handoffs[0].text[1]
        }
        let low = try office.open(try office.ready("a@a.example", points: 3))
        #expect(decided(low).hasPrefix("Sent back by the rules"))
        let high = try office.open(try office.ready("b@b.example", points: 10))
        #expect(decided(high).hasPrefix("Accepted by the rules"))
        #expect(decided(high).hasSuffix(": 7 points are enough."))
        let middle = try office.open(try office.ready("c@c.example", points: 6))
        #expect(decided(middle) == "Its score calls for a joint review; then ada decides.")
        try office.run(AcceptHandoff(handoff: middle), by: "boss")
        #expect(decided(middle).hasPrefix("Accepted by boss"))
    }

    @Test(arguments: [(true, "overturned"), (false, "upheld")])
    func `a dispute is told with the word on it`(overturn: Bool, word: String) throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.reject(handoff, "problem-unclear")
        try office.run(DisputeRejection(handoff: handoff, note: "It is clear."), by: "mina")
        let open = "Disputed by mina: It is clear."
        #expect(office.explain(lead).handoffs[0].text.contains("\(open) A manager is to decide."))
        #expect(next(office, lead, "A manager decides the dispute over handoff \(handoff)."))
        try office.run(
            DecideDispute(handoff: handoff, overturn: overturn, note: "heard"), by: "boss")
        let told = office.explain(lead).handoffs[0].text
        #expect(told.contains("\(open) The rejection was \(word) by boss (heard)."))
        #expect(told[1].hasPrefix("Rejected by"))
    }

    @Test func `an owner by handoff is told by it, until the lead is given to somebody`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead, to: nil)
        #expect(office.explain(lead).owner.text[0].contains("turn among 2 of the pool"))
        try office.advance(.minutes(1))
        try office.run(AcceptHandoff(handoff: handoff), by: "ada")
        let owner = office.explain(lead).owner
        #expect(owner.name == "ada" && owner.reason == "by handoff \(handoff) from mina")
        #expect(owner.considered.map(\.name) == ["ada", "ben"])
        let held = try Office { $0.pools[0].cap = 0 }
        let waiting = try held.lead("kim@factory.example")
        let told = held.explain(waiting)
        #expect(told.owner.text[1] == "It is held in the pool 'sdr-a'.")
        #expect(told.owner.considered.map(\.verdict) == [.skipped, .skipped])
        #expect(told.next.contains { $0.hasPrefix("It waits until somebody of its pool has room") })
    }

    @Test func `what an SQL and a PQL still need is told`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        func open() -> [String] { office.explain(lead).score.openQualifications }
        #expect(
            open() == [
                "No PQL by 'A team at work': 0 of 1000 messages-sent, 0 of 3 teammates-invited.",
                "No SQL: it is neither MQL nor PQL yet.",
            ])
        try office.act(lead, "demo-request")
        #expect(open()[1] == "No SQL: nobody has talked with it." && open().count == 6)
        try office.touch(lead, reached: true)
        #expect(!open().contains("No SQL: nobody has talked with it.") && open().count == 5)
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.lead(lead).milestones.sql != nil && open().count == 1)
        try office.run(RecordOutcome(lead: lead, won: true))
        #expect(open().isEmpty)
    }

    @Test func `points that are missing are told apart from the gate`() throws {
        let office = try Office()
        let lead = try office.lead(
            "kim@factory.example", "newsletter", title: "Head",
            attributes: ["industry": "telecom"])
        let missing = office.explain(lead).score.missing
        #expect(
            missing == [
                "35 more points for the threshold.", "Or a hand-raise, such as a demo request.",
            ])
        #expect(office.explain(lead).score.verdict == "No MQL: 15 points, threshold 50.")
        try office.activate { $0.scoring.threshold = 15 }
        #expect(office.explain(lead).score.missing.isEmpty)
        #expect(office.explain(lead).score.verdict.hasPrefix("15 points pass the threshold of 15"))
    }

    @Test func `a lead that rests is told when and by what it wakes`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let total = office.lead(lead).score.total
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        #expect(next(office, lead, "It rests (no-budget)."))
        #expect(next(office, lead, "It wakes up 2026-06-30T10:00:00"))
        #expect(next(office, lead, "It wakes up earlier if its score reaches \(Int(total) + 20)."))
        #expect(next(office, lead, "Mail 1 of the track 'stay-in-touch' goes 2026-03-16"))
        #expect(!next(office, lead, "It wakes up when it asks to talk."))
        let lost = try office.lead("lee@plant.example")
        try office.run(RecordOutcome(lead: lost, won: false, cause: "price"))
        #expect(next(office, lost, "It wakes up when it asks to talk."))
        let dated = try office.lead("moon@moon.example")
        try office.run(RecordOutcome(lead: dated, won: false, cause: "no budget"))
        #expect(office.lead(dated).rest.reason == "no-budget")
        #expect(!next(office, dated, "It wakes up when it asks to talk."))
    }

    @Test func `a lead whose contact is not due enters the queue later`() throws {
        let office = try Office { $0.clocks = [] }
        let lead = try office.lead("kim@factory.example", "e-book")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "x"))
        #expect(next(office, lead, "It enters the queue of mina 2026-03-05T10:00:00"))
        try office.advance(.days(3))
        #expect(office.explain(lead).next == ["mina tries to reach the lead."])
        try office.touch(lead, reached: true)
        #expect(next(office, lead, "Before it can be handed over (sdr-to-ae): icp-fit"))
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.explain(lead).next == ["It can be handed over (sdr-to-ae)."])
    }

    @Test func `a lead with a clock is told by the clock, not twice`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        #expect(!office.explain(lead).next.contains("mina tries to reach the lead."))
    }

    @Test func `a deal is told as won or under way, and what is over as over`() throws {
        let office = try Office { $0.clocks = [] }
        let lead = try office.ready()
        try office.open(lead)
        #expect(office.explain(lead).next == ["ada works on the deal."])
        try office.run(RecordOutcome(lead: lead, won: true))
        #expect(office.explain(lead).next == ["Nothing is due: the deal is won."])
        let other = try office.lead("lee@plant.example", "newsletter")
        #expect(next(office, other, "Marketing goes on with it"))
        try office.run(MoveStage(lead: other, to: .archived, reason: "a student"))
        #expect(office.explain(other).next == ["Nothing: it is archived for good."])
        try office.run(SetVerification(lead: other, state: .fake, reason: "a bot"))
        #expect(office.explain(other).next == ["Nothing: the lead is fake."])
    }

    @Test func `decisions are told by the version they were made under, the oldest first`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.activate { $0.summary = "another" }
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        #expect(office.explain(lead).decidedUnder.map(\.version) == [1, 2])
    }
}
