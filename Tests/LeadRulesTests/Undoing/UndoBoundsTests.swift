import LeadRules
import Testing

/// How far an undo reaches: the queue, the turn, and people who have left since.
@Suite struct UndoBoundsTests {
    /// The third lead of two SDRs who may have one each.
    private func held(_ office: Office) throws -> LeadID {
        try (1...3).map { try office.lead("p\($0)@c\($0).example") }[2]
    }

    private func undo(_ name: String, of lead: LeadID, by who: String, in office: Office) throws {
        try office.run(UndoStep(event: try office.latest(name, lead)), by: who)
    }

    @Test(arguments: [
        ("2026-03-02T23:59:59Z", "2026-03-03T00:00:00Z"),
        ("2026-03-03T00:00:00Z", "2026-03-04T00:00:00Z"),
        ("2026-03-03T01:00:00Z", "2026-03-04T00:00:00Z"),
    ])
    func `what goes back to its queue is not given out again at once`(at: String, next: String)
        throws
    {
        let office = try Office { $0.pools[0].cap = 1 }
        let lead = try held(office)
        #expect(office.lead(lead).rest.wakeAt == moment("2026-03-03T00:00:00Z"))
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "urgent"), by: "boss")
        office.sleep(until: at)
        try undo("lead.assigned", of: lead, by: "boss", in: office)
        #expect(office.lead(lead).stage == .held)
        #expect(office.lead(lead).rest.wakeAt == moment(next))
    }

    @Test func `what goes back to a queue that is gone is tried again a day later`() throws {
        let office = try Office { $0.pools[0].cap = 1 }
        let lead = try held(office)
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "urgent"), by: "boss")
        try office.activate { $0.pools.removeFirst() }
        office.sleep(until: "2026-03-03T01:00:00Z")
        try undo("lead.assigned", of: lead, by: "boss", in: office)
        #expect(office.lead(lead).rest.wakeAt == office.now + .days(1))
    }

    @Test func `a lead that a turn gave out of the queue gives the turn back`() throws {
        let office = try Office { $0.pools[0].cap = 1 }
        let lead = try held(office)
        let seats = office.facts.seats
        try office.activate { $0.pools[0].cap = 2 }
        #expect(office.owner(lead) == "jun" && office.facts.seats != seats)
        try undo("lead.assigned", of: lead, by: "boss", in: office)
        #expect(office.lead(lead).stage == .held && office.facts.seats == seats)
    }

    @Test func `a lead at rest has nobody who would have to be there`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        try office.run(DisableMember(member: office["mina"]))
        let before = office.lead(lead)
        #expect(before.owner == office["mina"])
        try office.touch(lead, reached: false, by: "jun")
        try undo("touch.logged", of: lead, by: "jun", in: office)
        #expect(office.lead(lead) == before)
    }

    @Test func `a deal does not go back to an AE who has left`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try office.touch(lead, reached: true, by: "ada")
        try office.run(RecordOutcome(lead: lead, won: false, cause: "price"), by: "ada")
        try office.run(DisableMember(member: office["ada"]))
        let refused = refusal { try undo("outcome.recorded", of: lead, by: "boss", in: office) }
        #expect(refused?.code == "left" && refused?.message.contains("ada") == true)
        #expect(office.lead(lead).stage == .recycled)
    }

    @Test func `a handoff that was decided is not in anybody's hands any more`() throws {
        let office = try Office()
        let lead = try office.customer()
        let sale = try #require(office.facts.handoffs(of: lead).first)
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: handoff), by: "kai")
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(sale.id).receiver == office["ada"])
        try office.run(RecordOutcome(lead: lead, won: true, amount: 90_000), by: "kai")
        try undo("outcome.recorded", of: lead, by: "kai", in: office)
        #expect(office.handoff(sale.id).outcome?.amount == 80_000)
    }

    @Test func `what came of the lead itself since is not written over`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...6 { try office.touch(lead, reached: false, by: "mina") }
        try office.run(Unsubscribe(lead: lead))
        let refused = refusal { try undo("touch.logged", of: lead, by: "mina", in: office) }
        #expect(refused?.code == "built-on")
        #expect(office.lead(lead).rest.unsubscribed && office.lead(lead).stage == .recycled)
    }

    @Test func `an SQL rests on the talks there were, an MQL does not`() throws {
        let office = try Office { $0.scoring.threshold = 20 }
        let lead = try office.lead(
            "kim@factory.example", "newsletter", title: "Head",
            attributes: ["industry": "telecom"])
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "knows them"))
        try office.advance(.minutes(1))
        try office.touch(lead, reached: true, by: "mina")
        try office.act(lead, "webinar-registration")
        #expect(office.lead(lead).milestones.mql == office.now)
        try undo("touch.logged", of: lead, by: "mina", in: office)
        #expect(office.lead(lead).stage == .new)
        try office.touch(lead, reached: true, by: "mina")
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.lead(lead).milestones.sql == office.now)
        let refused = refusal { try undo("touch.logged", of: lead, by: "mina", in: office) }
        #expect(refused?.code == "built-on")
    }
}
