import LeadRules
import Testing

@Suite struct OtherHandoffTests {
    @Test func `marketing hands over to an SDR, who works the lead once it is accepted`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss")
        #expect(
            office.lead(lead).stage == .marketing
                && office.running(lead) == [.decision, .firstContact])
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).owner == nil)
        try office.run(AcceptHandoff(handoff: handoff), by: "jun")
        #expect(office.owner(lead) == "jun" && office.lead(lead).stage == .new)
        #expect(office.member("jun").load == 1 && office.lead(lead).credits.sdr == office["jun"])
        try office.touch(lead, reached: true, by: "jun")
        #expect(
            office.handoff(handoff).firstContactAt == office.now && office.running(lead).isEmpty)
    }

    @Test func `a handoff that an SDR rejects is marketing's to complete, under a clock`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
        try office.run(
            RejectHandoff(handoff: handoff, reason: "missing-data", fields: [.segment]), by: "jun")
        #expect(office.lead(lead).stage == .marketing && office.running(lead) == [.task])
        #expect(office.clocks(lead, .task).first?.owner == office["max"])
    }

    @Test func `the contact that a handoff waits for passes on with the lead`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss")
        try office.run(AcceptHandoff(handoff: handoff), by: "jun")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "holiday"), by: "boss")
        #expect(office.clocks(lead, .firstContact).last?.owner == office["mina"])
        try office.touch(lead, reached: true, by: "mina")
        #expect(office.handoff(handoff).firstContactAt == office.now)
    }

    @Test func `a win starts one clock for each handover, and each ends with its own`() throws {
        let office = try Office()
        let lead = try office.won()
        #expect(office.clocks(lead, .handoffDue).map(\.kind) == ["ae-to-am", "ae-to-csm"])
        #expect(office.clocks(lead, .handoffDue).allSatisfy { $0.owner == office["ada"] })
        try office.readyForCustomerCare(lead)
        try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        #expect(office.clocks(lead, .handoffDue).map(\.state) == [.met, .running])
    }

    @Test func `the account manager takes the customer over, the AE keeps the credit`() throws {
        let office = try Office()
        let lead = try office.customer()
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: handoff), by: "kai")
        #expect(office.owner(lead) == "kai" && office.lead(lead).credits.ae == office["ada"])
        let second = try office.open(lead, to: "liv", kind: "ae-to-csm", by: "ada")
        #expect(office.handoff(second).giver == office["ada"])
    }

    @Test func `what the account manager sends back stays with sales`() throws {
        let office = try Office()
        let lead = try office.customer()
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(
            RejectHandoff(handoff: handoff, reason: "missing-data", fields: [.goals]), by: "kai")
        #expect(office.lead(lead).stage == .converted && office.owner(lead) == "ada")
        #expect(office.clocks(lead, .task).map(\.owner) == [office["ada"]])
        #expect(office.member("ada").load == 0)
    }

    @Test func `a late account manager is relieved without taking the AE's credit`() throws {
        let office = try Office()
        let nora = try office.hire("nora", .am)
        try office.change("kai") { $0.backup = nora }
        let lead = try office.customer()
        let handoff = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(AcceptHandoff(handoff: handoff), by: "kai")
        try office.advance(.days(8))
        #expect(office.owner(lead) == "nora" && office.lead(lead).credits.ae == office["ada"])
    }

    @Test func `sales hands over only what it has`() throws {
        let office = try Office()
        let lead = try office.ready()
        #expect(
            refusal { try office.open(lead, to: "kai", kind: "ae-to-am", by: "boss") }?.code
                == "not-with-sales")
        try office.open(lead)
        #expect(
            refusal { try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss") }?.code
                == "not-with-marketing")
    }

    @Test func `a win accepts an open handoff and is noted once`() throws {
        let office = try Office()
        let lead = try office.ready(points: 6)
        let handoff = try office.open(lead)
        let outcome = RecordOutcome(lead: lead, won: true, at: office.now, amount: 9)
        try office.run(outcome, by: "boss")
        #expect(
            office.handoff(handoff).state == .accepted
                && office.handoff(handoff).outcome?.won == true)
        #expect(office.running(lead) == [.handoffDue])
        let before = office.facts.journal.count
        try office.run(outcome, by: "boss")
        #expect(office.facts.journal.count == before)
        try office.run(RecordOutcome(lead: lead, won: true, at: office.now, amount: 10), by: "boss")
        #expect(office.lead(lead).milestones.amount == 10)
        #expect(office.clocks(lead, .handoffDue).count == 2)
    }

    @Test func `a loss ends everything that ran for the lead`() throws {
        let office = try Office()
        let sold = try office.ready(points: 6)
        let handoff = try office.open(sold)
        try office.run(RecordOutcome(lead: sold, won: false, cause: "price"), by: "boss")
        #expect(office.lead(sold).stage == .recycled && office.running(sold).isEmpty)
        #expect(
            office.handoff(handoff).state == .withdrawn
                && office.lead(sold).milestones.cause == "price")
        let worked = try office.lead("w@w.example")
        try office.run(RecordOutcome(lead: worked, won: false), by: "boss")
        #expect(office.lead(worked).stage == .recycled)
    }

    @Test func `a fake lead has no outcome`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(SetVerification(lead: lead, state: .fake, reason: "test data"))
        #expect(refusal { try office.run(RecordOutcome(lead: lead, won: true)) }?.code == "fake")
    }

    @Test func `a lead with sales changes hands together with its handoff and its clocks`() throws {
        let office = try Office()
        let lead = try office.ready()
        let handoff = try office.open(lead)
        try office.run(AssignLead(lead: lead, to: office["ben"], reason: "territory"), by: "boss")
        #expect(office.handoff(handoff).receiver == office["ben"] && office.owner(lead) == "ben")
        #expect(office.clocks(lead, .firstContact).map(\.state) == [.cancelled, .running])
        #expect(office.lead(lead).credits.ae == office["ben"])
        #expect(
            refusal {
                try office.run(AssignLead(lead: lead, to: office["jun"], reason: "x"), by: "boss")
            }?.kind == .invalid)
    }

    @Test func `a deal that is not won is handed to nobody for care`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try office.readyForCustomerCare(lead)
        #expect(
            refusal { try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada") }?.code
                == "not-won")
        #expect(office.owner(lead) == "ada")
    }
}
