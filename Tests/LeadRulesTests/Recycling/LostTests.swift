import LeadRules
import Testing

/// A lost deal is not the end of the lead.
@Suite struct LostTests {
    private func lost(_ office: Office, cause: String?) throws -> LeadID {
        let lead = try office.ready()
        try office.open(lead)
        try office.run(RecordOutcome(lead: lead, won: false, cause: cause), by: "ada")
        return lead
    }

    @Test func `a lost lead that raises a hand goes back to its SDR and is open again`() throws {
        let office = try Office()
        let lead = try lost(office, cause: "went with somebody else")
        #expect(office.lead(lead).stage == .recycled && office.lead(lead).rest.wakeAt == nil)
        #expect(office.running(lead).isEmpty && office.lead(lead).milestones.furthest == .lost)
        try office.advance(.days(200))
        #expect(office.lead(lead).stage == .recycled)
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
        #expect(office.running(lead).contains(.firstTouch))
        #expect(office.lead(lead).milestones.furthest == .sal)
        #expect(office.story(lead).contains("outcome.recorded"))
        let handoff = try #require(office.facts.handoffs.values.first)
        #expect(handoff.outcome?.won == false)
    }

    @Test(arguments: ["no-budget", "No budget"])
    func `a lost lead rests by the recycling reason that the cause names`(cause: String) throws {
        let office = try Office()
        let lead = try lost(office, cause: cause)
        #expect(office.lead(lead).rest.reason == "no-budget")
        #expect(office.lead(lead).rest.wakeAt == office.now + .days(120))
        try office.advance(.days(120))
        #expect(office.lead(lead).stage == .new && office.lead(lead).milestones.lost == nil)
    }

    @Test func `a lead that was archived for good stays so, whatever is lost or asked for`() throws
    {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        try office.reject(handoff, "competitor")
        try office.run(RecordOutcome(lead: lead, won: false), by: "boss")
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).stage == .archived)
    }
}
