import LeadRules
import Testing

/// What goes with a lead that changes hands, and what stays.
@Suite struct HandingOnTests {
    private func trace(_ office: Office, _ lead: LeadID) throws -> Trace {
        let last = office.facts.journal.last { $0.event.lead == lead && $0.event is LeadAssigned }
        return try #require(last?.event as? LeadAssigned).trace
    }

    /// A lead that marketing handed to somebody, who has accepted it and made no contact yet.
    private func fromMarketing(_ office: Office, to name: String) throws -> (LeadID, HandoffID) {
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: name, kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: handoff), by: name)
        return (lead, handoff)
    }

    @Test func `the trace says whether it was a turn or the account's owner`() throws {
        let office = try Office()
        let first = try office.lead("kim@factory.example")
        #expect(try trace(office, first).rule == .turn)
        try office.lead("x@x.example")
        try office.lead("y@y.example")
        let second = try office.lead("lee@factory.example")
        #expect(try trace(office, second).rule == .accountOwner && office.owner(second) == "mina")
        let mail = try office.capture(Contact("ann@gmail.com")).lead
        #expect(office.lead(mail).account == nil)
        #expect(try trace(office, mail).rule == .turn)
    }

    @Test func `that it is beyond the cap is said of whoever has no room, and of nobody else`()
        throws
    {
        let office = try Office { $0.pools[0].cap = 2 }
        let leads = try (1...4).map { try office.lead("a\($0)@c\($0).example") }
        try office.run(AssignLead(lead: leads[3], to: office["boss"], reason: "mine"))
        try office.run(AssignLead(lead: leads[0], to: office["jun"], reason: "knows them"))
        #expect(try trace(office, leads[0]).considered.map(\.why) == ["knows them"])
        try office.run(AssignLead(lead: leads[2], to: office["jun"], reason: "knows them too"))
        let why = try trace(office, leads[2]).considered.map(\.why)
        #expect(why == ["knows them too, beyond the cap of 2"])
        #expect(office.member("jun").load == 3)
    }

    @Test func `a cap of SDRs is none of anybody else's`() throws {
        let office = try Office { $0.pools[2].cap = 0 }
        let lead = try office.lead("kim@factory.example")
        try office.run(AssignLead(lead: lead, to: office["ada"], reason: "asked for her"))
        #expect(try trace(office, lead).considered.map(\.why) == ["asked for her"])
    }

    @Test func `who worked a lead has had a turn, whoever gets it after its rest`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        let seats = office.facts.seats
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"))
        #expect(office.owner(lead) == "jun" && office.facts.seats == seats)
    }

    @Test func `room that a named lead leaves behind is filled at once`() throws {
        let office = try Office { $0.pools[0].cap = 1 }
        let named = try office.lead("named@a.example", "newsletter")
        try office.run(AssignLead(lead: named, to: office["mina"], reason: "knows them"))
        try office.lead("b@b.example")
        let held = try office.lead("c@c.example")
        #expect(office.lead(held).stage == .held)
        try office.run(AssignLead(lead: named, to: office["boss"], reason: "mine"))
        #expect(office.owner(held) == "mina")
    }

    @Test func `the contact that marketing waits for goes along with a lead in work`() throws {
        let office = try Office()
        let (lead, handoff) = try fromMarketing(office, to: "mina")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"))
        #expect(office.handoff(handoff).receiver == office["jun"])
        #expect(office.clocks(lead, .firstContact).last?.owner == office["jun"])
    }

    @Test func `a contact that was given up stays with who gave it up`() throws {
        let office = try Office()
        let (lead, handoff) = try fromMarketing(office, to: "mina")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"))
        #expect(office.owner(lead) == "jun")
        #expect(office.handoff(handoff).receiver == office["mina"])
    }

    @Test func `a lead that comes round to the same SDR moves no handoff`() throws {
        let office = try Office(staff: [("mina", .sdr, "seoul"), ("max", .marketing, "tokyo")]) {
            $0.stages.moves[.workingUntouched] = [.new]
        }
        let (lead, handoff) = try fromMarketing(office, to: "mina")
        try office.run(MoveStage(lead: lead, to: .workingUntouched, reason: "called"), by: "mina")
        try office.run(MoveStage(lead: lead, to: .new, reason: "not yet"), by: "mina")
        #expect(office.owner(lead) == "mina" && !office.story(lead).contains("handoff.moved"))
        #expect(office.handoff(handoff).receiver == office["mina"])
    }

    @Test func `where there is nobody at all it is tried again a day later`() throws {
        let office = try Office(staff: [("boss", .manager, "seoul")])
        let lead = try office.lead("kim@factory.example")
        #expect(office.lead(lead).rest.wakeAt == office.now + .days(1))
    }

    @Test func `the journal alone tells how often each of a pool was given a lead`() throws {
        let office = try Office()
        let leads = try (1...5).map { try office.lead("a\($0)@c\($0).example") }
        try office.run(AssignLead(lead: leads[0], to: office["jun"], reason: "knows them"))
        #expect(try FactsInMemory.folded(from: office.facts.journal).seats == office.facts.seats)
        #expect(office.facts.seats.values.map(\.given).sorted() == [2, 2])
    }

    @Test func `whoever has left the pool gets no turn back`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.change("mina") { $0.role = .bdr }
        let seats = office.facts.seats
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"))
        #expect(office.owner(lead) == "jun" && office.facts.seats == seats)
    }

    @Test func `an SDR keeps the credit for a lead that others take over by name`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for name in ["boss", "ada"] {
            try office.run(AssignLead(lead: lead, to: office[name], reason: "takes it"))
            #expect(office.owner(lead) == name)
            #expect(office.lead(lead).credits.sdr == office["mina"])
        }
    }
}
