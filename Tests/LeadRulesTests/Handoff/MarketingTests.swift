import LeadRules
import Testing

@Suite struct MarketingTests {
    @Test func `a marketing member hands over, recycles and archives leads without an owner`()
        throws
    {
        let office = try Office()
        let leads = try (1...4).map { try office.lead("kim\($0)@factory.example", "newsletter") }
        try office.open(leads[0], to: "jun", kind: "marketing-to-sdr", by: "max")
        try office.run(RecycleLead(lead: leads[1], reason: "no-budget"), by: "max")
        try office.run(MoveStage(lead: leads[2], to: .archived, reason: "a student"), by: "max")
        try office.run(MoveStage(lead: leads[3], to: .new, reason: "asked at the fair"), by: "max")
        #expect(office.facts.handoffs.values.first?.giver == office["max"])
        #expect(
            leads.map { office.lead($0).stage } == [.marketing, .recycled, .archived, .new])
    }

    @Test func `what an SDR works is not marketing's to move, nor marketing's leads an SDR's`()
        throws
    {
        let office = try Office()
        let worked = try office.lead("kim@factory.example")
        let waiting = try office.lead("lee@factory.example", "newsletter")
        #expect(
            refusal {
                try office.run(RecycleLead(lead: worked, reason: "no-budget"), by: "max")
            }?.code == "not-yours")
        #expect(
            refusal {
                try office.run(RecycleLead(lead: waiting, reason: "no-budget"), by: "mina")
            }?.code == "not-yours")
        #expect(
            refusal { try office.open(waiting, to: "jun", kind: "marketing-to-sdr", by: "mina") }?
                .code == "not-yours")
    }
}
