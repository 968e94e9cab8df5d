import LeadRules
import Testing

/// A handoff that goes away again was no turn of the AE.
@Suite struct TurnsOfSalesTests {
    private func given(_ office: Office, _ name: String) -> Int {
        office.facts.seats[SeatKey(pool: "ae", member: office[name])]?.given ?? 0
    }

    private func handOver(_ office: Office, points: Int = 10) throws -> (LeadID, HandoffID, String)
    {
        let lead = try office.ready(points: points)
        let handoff = try office.open(lead, to: nil)
        let receiver = office.handoff(handoff).receiver
        #expect(office.handoff(handoff).pool == "ae")
        return (lead, handoff, receiver == office["ada"] ? "ada" : "ben")
    }

    @Test func `the turn comes back when the lead turns out to be fake, accepted or not`() throws {
        for points in [10, 6] {
            let office = try Office()
            let (lead, handoff, name) = try handOver(office, points: points)
            #expect(given(office, name) == 1)
            try office.run(SetVerification(lead: lead, state: .fake, reason: "nobody there"))
            #expect(given(office, name) == 0 && office.handoff(handoff).pool == nil)
            let next = try office.open(try office.ready("lee@plant.example"), to: nil)
            #expect(office.handoff(next).receiver == office[name])
        }
    }

    @Test func `the turn comes back when the handoff is withdrawn`() throws {
        let office = try Office()
        let (lead, _, name) = try handOver(office, points: 6)
        try office.run(MoveStage(lead: lead, to: .archived, reason: "a student"), by: "boss")
        #expect(given(office, name) == 0)
    }

    @Test func `the turn comes back when the backup takes over, and is not the backup's`() throws {
        let office = try Office()
        let (_, handoff, name) = try handOver(office, points: 6)
        try office.advance(.days(2))
        #expect(office.handoff(handoff).receiver != office[name])
        #expect(given(office, "ada") == 0 && given(office, "ben") == 0)
    }

    @Test func `whoever of the pool takes over in turn has had a turn`() throws {
        let office = try Office()
        let (lead, handoff, name) = try handOver(office)
        try office.run(AssignLead(lead: lead, to: nil, reason: "too much to do"), by: "boss")
        let other = name == "ada" ? "ben" : "ada"
        #expect(office.handoff(handoff).receiver == office[other])
        #expect(given(office, name) == 0 && given(office, other) == 1)
    }
}
