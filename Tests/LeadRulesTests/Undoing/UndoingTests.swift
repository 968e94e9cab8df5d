import LeadRules
import Testing

/// What was done by mistake is taken back, with everything that followed from it at that moment.
@Suite struct UndoingTests {
    @Test func `an undone call leaves stage, counts and clocks as they were`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(2))
        let (before, clocks) = (office.lead(lead), office.facts.clocks)
        try office.touch(lead, reached: true, by: "mina")
        #expect(office.lead(lead).stage == .workingConnected && office.running(lead).isEmpty)
        try office.advance(.minutes(1))
        try office.run(UndoStep(event: try office.last("touch.logged", lead)), by: "mina")
        #expect(office.lead(lead) == before && office.facts.clocks == clocks)
        #expect(try FactsInMemory.folded(from: office.facts.journal).leads == office.facts.leads)
    }

    @Test func `the clock that a mistaken call had met runs out when it would have`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: false, by: "mina")
        try office.advance(.minutes(30))
        try office.run(UndoStep(event: try office.last("touch.logged", lead)), by: "mina")
        try office.doWhatIsDue()
        let clock = try #require(office.clocks(lead, .firstTouch).first)
        #expect(clock.breachedAt != nil)
    }

    @Test func `the call that put a lead to rest is undone together with its rest`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...5 { try office.touchLater(lead) }
        let before = office.lead(lead)
        try office.touchLater(lead)
        #expect(office.lead(lead).stage == .recycled)
        try office.run(UndoStep(event: try office.last("touch.logged", lead)), by: "mina")
        #expect(office.lead(lead) == before && office.lead(lead).work.attempts == 5)
        #expect(office.member("mina").load == 1)
    }

    @Test func `calls are undone from the latest on`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touchLater(lead)
        let first = try office.last("touch.logged", lead)
        try office.touchLater(lead)
        let second = try office.last("touch.logged", lead)
        let refused = refusal { try office.run(UndoStep(event: first), by: "mina") }
        #expect(refused?.code == "built-on" && refused?.message.contains("mina") == true)
        try office.run(UndoStep(event: second), by: "mina")
        let again = refusal { try office.run(UndoStep(event: second), by: "mina") }
        #expect(again?.code == "already-undone")
        try office.run(UndoStep(event: first), by: "mina")
        #expect(office.lead(lead).stage == .new && office.lead(lead).work.touches == 0)
    }

    @Test func `what others built on stays`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.touch(lead, reached: true, by: "mina")
        let touch = try office.last("touch.logged", lead)
        try office.advance(.minutes(1))
        try office.open(lead)
        #expect(refusal { try office.run(UndoStep(event: touch), by: "boss") }?.code == "built-on")
    }

    @Test func `what the lead did meanwhile stays, and stands in nobody's way`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "test"))
        try office.advance(.minutes(1))
        try office.touch(lead, reached: true, by: "mina")
        try office.advance(.minutes(1))
        try office.act(lead, "page-visit")
        let score = office.lead(lead).score
        try office.run(UndoStep(event: try office.last("touch.logged", lead)), by: "mina")
        #expect(office.lead(lead).score == score && office.lead(lead).stage == .new)
    }

    @Test func `people undo what is theirs, managers what is anybody's`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true, by: "mina")
        let touch = try office.last("touch.logged", lead)
        #expect(refusal { try office.run(UndoStep(event: touch), by: "jun") }?.code == "not-yours")
        try office.run(UndoStep(event: touch), by: "boss")
        let captured = try office.last("lead.captured", lead)
        let refused = refusal { try office.run(UndoStep(event: captured), by: "boss") }
        #expect(refused?.code == "not-undoable")
    }

    @Test(arguments: [true, false])
    func `an undone outcome opens the deal again, with its clocks`(won: Bool) throws {
        let office = try Office()
        let lead = try office.ready()
        let handoff = try office.open(lead)
        try office.advance(.minutes(10))
        let (before, open) = (office.lead(lead), office.handoff(handoff))
        let clocks = office.running(lead)
        try office.run(
            RecordOutcome(lead: lead, won: won, amount: 9000, cause: "no-budget"), by: "ada")
        #expect(office.running(lead) != clocks)
        try office.advance(.minutes(10))
        try office.run(UndoStep(event: try office.last("outcome.recorded", lead)), by: "ada")
        #expect(office.lead(lead) == before && office.handoff(handoff) == open)
        #expect(office.running(lead) == clocks)
    }

    @Test func `winning what waited for a decision takes the acceptance back too`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.advance(.minutes(10))
        try office.run(RecordOutcome(lead: lead, won: true), by: "boss")
        #expect(office.handoff(handoff).state == .accepted)
        try office.run(UndoStep(event: try office.last("outcome.recorded", lead)), by: "boss")
        #expect(office.handoff(handoff).state == .review && office.lead(lead).milestones.sal == nil)
        #expect(office.running(lead).contains(.decision))
    }

    @Test
    func `losing what waited for a decision gives its turn back, and the undo takes it again`()
        throws
    {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead, to: nil)
        try office.advance(.minutes(10))
        let seats = office.facts.seats
        try office.run(RecordOutcome(lead: lead, won: false), by: "boss")
        #expect(office.facts.seats != seats && office.handoff(handoff).state == .withdrawn)
        try office.run(UndoStep(event: try office.last("outcome.recorded", lead)), by: "boss")
        #expect(office.facts.seats == seats && office.handoff(handoff).pool != nil)
    }

    @Test func `a lead given out of the held queue goes back to it, and its turn is given back`()
        throws
    {
        let office = try Office { $0.pools[0].cap = 1 }
        let held = try (1...3).map { try office.lead("p\($0)@c\($0).example") }[2]
        let before = office.lead(held)
        #expect(before.stage == .held)
        try office.advance(.minutes(1))
        try office.run(AssignLead(lead: held, to: office["jun"], reason: "urgent"), by: "boss")
        #expect(office.owner(held) == "jun" && office.member("jun").load == 2)
        try office.advance(.minutes(1))
        try office.run(UndoStep(event: try office.last("lead.assigned", held)), by: "boss")
        #expect(office.lead(held) == before && office.member("jun").load == 1)
        #expect(office.running(held) == [.held])
    }

    @Test func `only what waited goes back to the queue; other moves are made anew`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(1))
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "urgent"), by: "boss")
        let moved = try office.last("lead.assigned", lead)
        #expect(
            refusal { try office.run(UndoStep(event: moved), by: "boss") }?.code == "not-undoable")
    }

    @Test func `nothing goes back to somebody who has left`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...6 { try office.touchLater(lead) }
        #expect(office.lead(lead).stage == .recycled)
        try office.run(DisableMember(member: office["mina"]))
        let touch = try office.last("touch.logged", lead)
        #expect(refusal { try office.run(UndoStep(event: touch), by: "boss") }?.code == "left")
    }
}

extension Office {
    /// The latest event of a name in a lead's story.
    fileprivate func last(_ name: String, _ lead: LeadID) throws -> EventID {
        try #require(facts.journal.last { $0.name == name && $0.event.lead == lead }).id
    }

    fileprivate func touchLater(_ lead: LeadID) throws {
        now(after: .minutes(3))
        try touch(lead, reached: false, by: owner(lead))
    }

    private func now(after span: TimeSpan) { sleep(until: (now + span).rfc3339) }
}
