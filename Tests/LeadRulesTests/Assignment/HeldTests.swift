import LeadRules
import Testing

/// Leads that wait for somebody: tried again without noise, and given out once.
@Suite struct HeldTests {
    private let back = moment("2026-03-03T00:00:00Z")

    /// Nobody is there until tomorrow, 09:00 in Seoul.
    private func away() throws -> Office {
        let office = try Office(staff: [("mina", .sdr, "seoul")])
        try office.run(AddTimeOff(member: office["mina"], from: office.now, to: back))
        return office
    }

    @Test func `trying again without a new answer leaves no trace`() throws {
        let office = try away()
        let lead = try office.lead("kim@factory.example")
        #expect(office.lead(lead).stage == .held && office.lead(lead).rest.wakeAt == back)
        let before = office.facts.journal.count
        #expect(try office.run(ReleaseHeld(pool: "sdr-a")) == 0)
        #expect(office.facts.journal.count == before)
    }

    @Test func `a release says how many leads found somebody`() throws {
        let office = try away()
        let leads = try (1...2).map { try office.lead("a\($0)@c\($0).example") }
        office.sleep(until: back.rfc3339)
        #expect(try office.run(ReleaseHeld(pool: "sdr-a")) == 2)
        #expect(leads.map { office.owner($0) } == ["mina", "mina"])
        #expect(try office.run(ReleaseHeld(pool: "sdr-a")) == 0)
    }

    @Test func `what others do makes no room`() throws {
        let office = try away()
        let other = try office.lead("lee@plant.example", "newsletter")
        let lead = try office.lead("kim@factory.example")
        office.sleep(until: back.rfc3339)
        try office.act(other, "page-visit")
        #expect(office.lead(lead).stage == .held)
    }

    @Test func `a held lead has one clock, however often it is tried`() throws {
        let office = try Office { $0.pools[0].cap = 0 }
        let lead = try office.lead("kim@factory.example")
        try office.advance(.days(3))
        #expect(office.story(lead).filter { $0 == "lead.held" }.count > 2)
        #expect(office.clocks(lead, .held).count == 1)
    }

    @Test func `a held lead that takes in one in work goes to who works it, and stays there`()
        throws
    {
        let office = try away()
        let worked = try office.lead("lee@plant.example", "newsletter")
        try office.run(AssignLead(lead: worked, to: office["mina"], reason: "knows them"))
        try office.touch(worked, reached: true, by: "mina")
        let lead = try office.lead("kim@factory.example")
        #expect(office.lead(lead).stage == .held)
        try office.run(MergeLeads(keep: lead, absorb: worked))
        #expect(office.owner(lead) == "mina" && office.lead(lead).stage == .workingConnected)
        #expect(office.story(lead).filter { $0 == "lead.held" }.count == 1)
    }

    @Test func `a held lead that is tried again is given out once`() throws {
        let office = try Office()
        for name in ["mina", "jun"] {
            try office.run(AddTimeOff(member: office[name], from: office.now, to: back))
        }
        let lead = try office.lead("kim@factory.example")
        office.sleep(until: back.rfc3339)
        try office.run(WakeLead(lead: lead))
        #expect(office.owner(lead) == "mina")
        #expect(office.story(lead).filter { $0 == "lead.assigned" }.count == 1)
    }

    @Test func `an MQL is to be called while it waits, in the queue or with marketing`() throws {
        let full = try Office { $0.pools[0].cap = 0 }
        let held = try full.lead("kim@factory.example", phone: "+821012345678")
        #expect(full.running(held) == [.held, .phoneVerification])
        let empty = try Office { $0.pools.removeAll { $0.role == .sdr } }
        let waiting = try empty.lead("kim@factory.example", phone: "+821012345678")
        #expect(empty.lead(waiting).stage == .marketing)
        #expect(empty.running(waiting) == [.phoneVerification])
    }
}
