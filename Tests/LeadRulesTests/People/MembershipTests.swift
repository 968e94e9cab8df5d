import LeadRules
import Testing

@Suite struct MembershipTests {
    @Test func `whoever leaves strands no lead in work`() throws {
        let office = try Office()
        let leads = try (1...4).map {
            try office.lead("a\($0)@c\($0).example", phone: "+8210\($0)")
        }
        try office.touch(leads[0], reached: true)
        try office.run(DisableMember(member: office["mina"]))
        #expect(leads.map { office.owner($0) } == ["jun", "jun", "jun", "jun"])
        #expect(office.member("mina").load == 0 && office.member("jun").load == 4)
        let owners = office.facts.clocks.values.filter { $0.state == .running }.map(\.owner)
        #expect(Set(owners) == [office["jun"]])
    }

    @Test func `when nobody is left the leads are held in sight`() throws {
        let office = try Office(staff: [("mina", .sdr, "seoul")])
        let lead = try office.lead("kim@factory.example")
        try office.run(DisableMember(member: office["mina"]))
        #expect(office.lead(lead).stage == .held && office.lead(lead).rest.wakeAt != nil)
    }

    @Test func `open handoffs and accepted leads go to the backup`() throws {
        let office = try Office()
        let open = try office.open(try office.ready("a@a.example", points: 6))
        let sold = try office.ready("b@b.example")
        let accepted = try office.open(sold)
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(open).receiver == office["ben"])
        #expect(office.handoff(accepted).receiver == office["ben"] && office.owner(sold) == "ben")
        let running = office.facts.clocks.values.filter {
            $0.state == .running && $0.handoff != nil
        }
        #expect(Set(running.map(\.owner)) == [office["ben"]])
    }

    @Test func `without a backup the pool takes over, without a pool the manager`() throws {
        let office = try Office()
        try office.change("ada") { $0.backup = nil }
        try office.change("ben") { $0.backup = nil }
        let handoff = try office.open(try office.ready(points: 6))
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(handoff).receiver == office["ben"])
        try office.run(DisableMember(member: office["ben"]))
        #expect(office.handoff(handoff).receiver == office["boss"])
    }

    @Test func `a rejection comes back to the pool when the SDR has left`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.run(DisableMember(member: office["mina"]))
        try office.reject(handoff, "problem-unclear")
        #expect(office.owner(lead) == "jun" && office.lead(lead).stage == .workingConnected)
        #expect(office.clocks(lead, .task).last?.owner == office["jun"])
    }

    @Test func `a lead whose owner left while it rested wakes with somebody else`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        try office.run(DisableMember(member: office["mina"]))
        try office.advance(.days(31))
        #expect(office.owner(lead) == "jun")
    }

    @Test func `a member leaves once, and nothing is given to them by name`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(DisableMember(member: office["jun"]))
        #expect(
            refusal { try office.run(DisableMember(member: office["jun"])) }?.code == "already-left"
        )
        #expect(
            refusal { try office.run(AssignLead(lead: lead, to: office["jun"], reason: "x")) }?.code
                == "left")
    }

    @Test func `profiles are checked`() throws {
        let office = try Office()
        #expect(refusal { try office.hire("mina", .sdr) }?.code == "email-taken")
        #expect(
            refusal { try office.hire("new", .sdr, calendar: "soul") }?.message.contains("seoul")
                == true)
        #expect(
            refusal { try office.hire("new", .sdr) { $0.cap = -1 } }?.problems.map(\.field) == [
                "cap"
            ])
        #expect(
            refusal { try office.hire("new", .sdr) { $0.email = "none" } }?.problems.map(\.field)
                == ["email"])
        #expect(
            refusal { try office.hire("new", .sdr) { $0.backup = MemberID(99) } }?.kind == .notFound
        )
        let off = AddTimeOff(member: office["mina"], from: office.now, to: office.now)
        #expect(refusal { try office.run(off) }?.problems.map(\.field) == ["to"])
    }
}
