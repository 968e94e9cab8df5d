import LeadRules
import Testing

/// A lead that was taken for fake and is none.
@Suite struct NotFakeTests {
    private func fake(_ office: Office, _ lead: LeadID) throws {
        try office.run(SetVerification(lead: lead, state: .fake, reason: "no such person"))
    }

    private func clear(_ office: Office, _ lead: LeadID) throws -> [EventID] {
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
    }

    @Test func `its points come back, and its SDR works it again`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let points = try office.score(lead).total
        try fake(office, lead)
        #expect(try office.score(lead).behaviourPoints == 0 && office.lead(lead).stage == .archived)
        let resting = try clear(office, lead)
        #expect(try office.score(lead).total == points && office.lead(lead).score.total == points)
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
        #expect(office.running(lead).contains(.firstTouch) && !resting.isEmpty)
        #expect(office.lead(lead).verification.beforeFake == nil)
    }

    @Test func `one that sales had goes back to sales, with the contact still to be made`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try fake(office, lead)
        #expect(office.running(lead).isEmpty)
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .converted && office.owner(lead) == "ada")
        #expect(office.running(lead) == [.firstContact])
    }

    @Test func `one that nobody had worked waits with marketing, and what is void stays so`() throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let visit = try office.act(lead, "webinar-registration")
        try fake(office, lead)
        try office.run(VoidActivity(activity: visit, reason: "a test"))
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .marketing && office.owner(lead) == nil)
        #expect(try office.score(lead).behaviourPoints == 0)
    }

    @Test func `one that is only suspect now goes to nobody until it is verified`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try fake(office, lead)
        try office.run(SetVerification(lead: lead, state: .suspect, reason: "perhaps"))
        #expect(office.lead(lead).stage == .marketing && office.owner(lead) == nil)
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .new)
    }

    @Test func `one that an SDR had from marketing goes back to SDRs, not to sales`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss")
        try office.run(AcceptHandoff(handoff: handoff), by: "jun")
        try fake(office, lead)
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "jun")
    }

    @Test func `one whose AE has left meanwhile is developed anew`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try office.touch(lead, reached: true, by: "ada")
        try fake(office, lead)
        try office.run(DisableMember(member: office["ada"]))
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
    }

    @Test func `one that was won elsewhere and is nobody's waits with marketing`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(RecordOutcome(lead: lead, won: true))
        #expect(office.lead(lead).stage == .converted && office.owner(lead) == nil)
        try fake(office, lead)
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .marketing)
    }

    @Test func `a customer of an AE without a handoff goes back to that AE`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(AssignLead(lead: lead, to: office["ada"], reason: "an old customer"))
        try office.run(RecordOutcome(lead: lead, won: true), by: "ada")
        try fake(office, lead)
        _ = try clear(office, lead)
        #expect(office.lead(lead).stage == .converted && office.owner(lead) == "ada")
    }
}
