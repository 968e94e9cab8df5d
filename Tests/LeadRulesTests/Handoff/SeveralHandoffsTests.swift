import LeadRules
import Testing

/// A lead with more than one handoff: each has its own clocks and its own end.
@Suite struct SeveralHandoffsTests {
    @Test func `a rejection ends the clocks of its own handoff alone`() throws {
        let office = try Office()
        let lead = try office.customer()
        let care = try office.open(lead, to: "liv", kind: "ae-to-csm", by: "ada")
        try office.run(AcceptHandoff(handoff: care), by: "liv")
        let account = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(
            RejectHandoff(handoff: account, reason: "missing-data", fields: [.goals]), by: "kai")
        let running = office.facts.clocks.values.filter { $0.state == .running }
        #expect(running.contains { $0.handoff == care && $0.purpose == .firstContact })
        #expect(!running.contains { $0.handoff == account && $0.purpose == .firstContact })
    }

    @Test func `a win that is recorded again asks for no handoff that was made`() throws {
        let office = try Office()
        let lead = try office.customer()
        let account = try office.open(lead, to: "kai", kind: "ae-to-am", by: "ada")
        try office.run(RecordOutcome(lead: lead, won: true, amount: 85_000), by: "ada")
        try office.run(AcceptHandoff(handoff: account), by: "kai")
        try office.run(RecordOutcome(lead: lead, won: true, amount: 90_000), by: "ada")
        let due = office.clocks(lead, .handoffDue).filter { $0.kind == "ae-to-am" }
        #expect(due.map(\.state) == [.met])
    }

    @Test func `an SDR who takes over from marketing is under the clock of a new lead, once`()
        throws
    {
        let office = try Office { $0.pools[0].cap = 0 }
        let lead = try office.lead("kim@factory.example")
        #expect(office.running(lead) == [.held])
        let handoff = try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
        try office.run(AcceptHandoff(handoff: handoff), by: "jun")
        #expect(office.running(lead) == [.firstContact, .staleNew])
        #expect(office.clocks(lead, .held).map(\.state) == [.met])
    }

    @Test func `a raised hand that the giver was to answer is the receiver's once they accept`()
        throws
    {
        let office = try Office { playbook in
            var inside = playbook.handoffs[0]
            (inside.id, inside.from, inside.to) = ("sdr-to-bdr", [.sdr], .bdr)
            playbook.handoffs.append(inside)
        }
        try office.hire("bo", .bdr)
        let lead = try office.lead("kim@factory.example")
        let handoff = try office.open(lead, to: "bo", kind: "sdr-to-bdr", by: "mina")
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .firstTouch).last?.owner == office["mina"])
        try office.run(AcceptHandoff(handoff: handoff), by: "bo")
        let running = office.facts.clocks.values.filter { $0.state == .running }
        #expect(!running.isEmpty && running.allSatisfy { $0.owner == office["bo"] })
    }

    @Test func `a lead that was taken into another is not handed over`() throws {
        let office = try Office()
        let lead = try office.ready()
        let kept = try office.lead("lee@plant.example")
        let rule = try #require(try office.facts.playbook(version: 1).handoff("sdr-to-ae"))
        #expect(rule.whyNotOpen(office.lead(lead), after: [], ownedBy: .sdr) == nil)
        try office.run(MergeLeads(keep: kept, absorb: lead))
        let refused = rule.whyNotOpen(office.lead(lead), after: [], ownedBy: .sdr)
        #expect(refused?.code == "merged")
    }

    @Test func `whoever's turn it is stands in for an AE who left without a backup`() throws {
        let office = try Office()
        try office.change("ada") { $0.backup = nil }
        try office.hire("cho", .ae)
        let handoff = try office.open(try office.ready(points: 6), to: "ada")
        for n in 1...2 { try office.open(try office.ready("a@other\(n).example"), to: nil) }
        let given = office.facts.seats.filter { $0.key.pool == "ae" && $0.value.given > 0 }
        #expect(Set(given.keys.map(\.member)) == [office["ada"], office["ben"]])
        try office.run(DisableMember(member: office["ada"]))
        #expect(office.handoff(handoff).receiver == office["cho"])
    }
}
