import LeadRules
import Testing

/// Who takes up a lead that comes back.
@Suite struct TakingUpTests {
    /// A lead that somebody had by name, at rest.
    private func resting(_ office: Office, with name: String, _ source: String = "event") throws
        -> LeadID
    {
        let lead = try office.lead("kim@factory.example", source)
        try office.run(AssignLead(lead: lead, to: office[name], reason: "knows them"))
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        return lead
    }

    private func back(_ lead: LeadID, in office: Office) throws -> String? {
        try office.run(RecallLead(lead: lead, reason: "they called"))
        return office.owner(lead)
    }

    @Test func `the SDR who had it takes it up, by the pool that takes such leads`() throws {
        let office = try Office { $0.pools[0].cap = 0 }
        #expect(try back(resting(office, with: "jun"), in: office) == "jun")
    }

    @Test func `an AE who had it does not develop it`() throws {
        let office = try Office()
        let lead = try resting(office, with: "ada")
        #expect(office.owner(lead) == "ada" && office.lead(lead).credits.sdr == nil)
        #expect(try back(lead, in: office) == "mina")
    }

    @Test func `an SDR of no pool that takes it does not get it back`() throws {
        let office = try Office { playbook in
            for pool in [0, 1] { playbook.pools[pool].members = ["mina@team.example"] }
        }
        #expect(try back(resting(office, with: "jun"), in: office) == "mina")
    }

    @Test func `what a customer paid stays known when they come back`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecordOutcome(lead: lead, won: false, cause: "no-budget"))
        #expect(try back(lead, in: office) == "mina")
        try office.advance(.minutes(1))
        try office.run(RecordOutcome(lead: lead, won: true, amount: 9_000), by: "mina")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        _ = try back(lead, in: office)
        #expect(office.lead(lead).milestones.amount == 9_000)
        #expect(office.lead(lead).milestones.furthest == .won)
    }

    @Test func `a lead that did not rest is not woken when somebody takes it up`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(MoveStage(lead: lead, to: .new, reason: "asked at the fair"), by: "max")
        #expect(office.owner(lead) == "mina" && !office.story(lead).contains("lead.woken"))
    }
}
