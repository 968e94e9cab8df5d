import LeadRules
import Testing

/// A handoff that is given again, closed, or moved to who has it.
@Suite struct AgainTests {
    @Test func `marketing hands over again what came back to it`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let first = try office.open(lead, to: "mina", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: first), by: "mina")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        let second = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss")
        #expect(office.handoff(second).state == .pending && second != first)
    }

    @Test func `a handoff that is closed closes its lead`() throws {
        let office = try Office()
        let lead = try office.ready()
        let handoff = try office.open(lead)
        var close = CloseHandoff(handoff: handoff, won: true)
        close.amount = 7_000
        try office.run(close, by: "ada")
        #expect(office.lead(lead).milestones.won == office.now)
        #expect(office.handoff(handoff).outcome?.amount == 7_000)
    }

    @Test func `a deal that goes to who has it stays where it is`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead, to: nil)
        let before = office.facts.journal.count
        let owner = try #require(office.lead(lead).owner)
        try office.run(AssignLead(lead: lead, to: owner, reason: "to be sure"), by: "boss")
        #expect(office.facts.journal.count == before)
    }

    @Test func `whoever has the deal gives it, even when a manager hands it over`() throws {
        let office = try Office()
        let lead = try office.customer()
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "boss")
        #expect(office.handoff(handoff).giver == office["ada"])
    }

    @Test(arguments: [true, false])
    func `what sales has goes along when its receiver leaves, with a clock or without`(
        isOpen: Bool
    ) throws {
        let office = try Office { if isOpen { $0.clocks = [] } }
        let lead = try office.ready(points: isOpen ? 6 : 10)
        let handoff = try office.open(lead)
        if !isOpen { try office.touch(lead, reached: true, by: "ada") }
        #expect(office.running(lead).isEmpty)
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(handoff).receiver == office["ben"])
    }
}
