import LeadRules
import Testing

@Suite struct StageTests {
    @Test func `an impossible move is refused and names the possible ones`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let refused = refusal {
            try office.run(MoveStage(lead: lead, to: .marketing, reason: "x"), by: "mina")
        }
        #expect(refused?.code == "move-not-allowed")
        #expect(
            refused?.message.hasSuffix(
                "From new it can go to: working-untouched, working-connected, recycled, archived.")
                == true)
    }

    @Test func `a lead is converted by a handoff only, and every move needs a reason`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true)
        #expect(
            refusal { try office.run(MoveStage(lead: lead, to: .converted, reason: "x")) }?.code
                == "needs-handoff")
        #expect(
            refusal { try office.run(MoveStage(lead: lead, to: .archived, reason: "")) }?.kind
                == .invalid)
    }

    @Test func `archived is the end, and ends every clock`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        try office.run(MoveStage(lead: lead, to: .archived, reason: "student"), by: "mina")
        #expect(office.running(lead).isEmpty && office.member("mina").load == 0)
        try office.act(lead, "demo-request")
        try office.advance(.days(400))
        #expect(office.lead(lead).stage == .archived)
        #expect(refusal { try office.run(MoveStage(lead: lead, to: .new, reason: "x")) } != nil)
    }

    @Test func `a resting lead that is archived never wakes`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"), by: "mina")
        try office.run(MoveStage(lead: lead, to: .archived, reason: "competitor"), by: "mina")
        #expect(office.lead(lead).rest.wakeAt == nil && office.lead(lead).rest.nextMailAt == nil)
        try office.advance(.days(40))
        #expect(office.lead(lead).stage == .archived)
    }

    @Test func `six attempts without contact recycle a lead`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...5 { try office.touch(lead, reached: false) }
        #expect(office.lead(lead).stage == .workingUntouched)
        try office.touch(lead, reached: false)
        #expect(
            office.lead(lead).stage == .recycled && office.lead(lead).rest.reason == "unreachable")
        #expect(office.running(lead).isEmpty)
    }

    @Test func `a contact in between starts the count again`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        for _ in 1...5 { try office.touch(lead, reached: false) }
        try office.touch(lead, reached: true)
        for _ in 1...7 { try office.touch(lead, reached: false) }
        #expect(office.lead(lead).stage == .workingConnected)
    }

    @Test func `a touch meets the clocks of a new lead`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(4))
        try office.touch(lead, reached: false)
        #expect(office.clocks(lead, .firstTouch).map(\.state) == [.met])
        #expect(office.clocks(lead, .staleNew).map(\.state) == [.met])
    }

    @Test func `a lead taken up by hand gets an owner`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(MoveStage(lead: lead, to: .new, reason: "met at the fair"), by: "boss")
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
        let other = try Office(staff: [("boss", .manager, "seoul")])
        let held = try other.lead("kim@factory.example", "newsletter")
        try other.run(MoveStage(lead: held, to: .held, reason: "x"), by: "boss")
        #expect(other.lead(held).heldIn == "sdr-b" && other.running(held) == [.held])
    }

    @Test func `a lead pulled back from sales withdraws the handoff and is the SDR's again`() throws
    {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.run(MoveStage(lead: lead, to: .workingConnected, reason: "not yet"), by: "mina")
        #expect(office.handoff(handoff).state == .withdrawn && office.running(lead).isEmpty)
        #expect(office.owner(lead) == "mina" && office.lead(lead).stage == .workingConnected)
    }

    @Test func `a stranger may not move a lead`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let move = MoveStage(lead: lead, to: .archived, reason: "x")
        #expect(refusal { try office.run(move, by: "jun") }?.code == "not-yours")
        try office.run(move, by: "boss")
    }
}
