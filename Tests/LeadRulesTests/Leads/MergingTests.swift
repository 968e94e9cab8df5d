import LeadRules
import Testing

@Suite struct MergingTests {
    @Test func `a merge joins points, facts and touches, and its undo takes them apart`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter", title: "Head")
        let other = try office.lead("k.min@plant.example", "newsletter", phone: "+821012345678")
        try office.act(kim, "webinar-attendance")
        try office.advance(.days(10))
        try office.act(other, "webinar-attendance")
        try office.act(other, "page-visit")
        let before = (office.lead(kim), office.lead(other))
        let alone = try office.score(kim).total
        let both = try office.score(kim).behaviourPoints + office.score(other).behaviourPoints

        let merge = try office.run(MergeLeads(keep: kim, absorb: other))
        #expect(office.lead(other).mergedInto == kim)
        #expect(office.lead(kim).contact.phone == "+821012345678")
        #expect(abs(try office.score(kim).behaviourPoints - both) < 0.02)

        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).contact == before.0.contact)
        #expect(office.lead(other).contact == before.1.contact)
        #expect(office.lead(other).mergedInto == nil)
        #expect(abs(office.lead(kim).score.total - alone) < 0.02)
        #expect(office.lead(other).score.tallies == before.1.score.tallies)
    }

    @Test func `what happened after the merge stays with the kept lead`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let other = try office.lead("k.min@plant.example", "newsletter")
        try office.act(other, "page-visit")
        let merge = try office.run(MergeLeads(keep: kim, absorb: other))
        try office.act(kim, "webinar-registration")
        try office.run(UndoMerge(merge: merge))
        #expect(try office.score(kim).behaviour.map(\.rule) == ["webinar-registration"])
        #expect(try office.score(other).behaviour.map(\.rule) == ["page-visit"])
        #expect(office.facts.events(of: other).contains { $0.name == "activity.recorded" })
    }

    @Test func `the clocks and the load of an absorbed lead end, and begin again with the undo`()
        throws
    {
        let office = try Office()
        let kim = try office.lead("kim@factory.example")
        let lee = try office.lead("lee@plant.example")
        #expect(office.owner(kim) != office.owner(lee))
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.running(lee).isEmpty)
        #expect(office.member("mina").load + office.member("jun").load == 1)
        try office.run(UndoMerge(merge: merge))
        #expect(office.running(lee).contains(.firstTouch))
        #expect(office.member("mina").load + office.member("jun").load == 2)
    }

    @Test func `whoever worked the absorbed lead goes on with the kept one`() throws {
        let office = try Office()
        let quiet = try office.lead("kim@factory.example", "newsletter")
        let worked = try office.lead("lee@plant.example")
        try office.touch(worked, reached: true)
        try office.run(MergeLeads(keep: quiet, absorb: worked))
        #expect(office.owner(quiet) == "mina" && office.lead(quiet).stage == .workingConnected)
        #expect(office.lead(quiet).milestones.mql != nil)
    }

    @Test func `a lead that sales has is not taken into one that it has not`() throws {
        let office = try Office()
        let quiet = try office.lead("lee@plant.example", "newsletter")
        let sold = try office.ready()
        let handoff = try office.open(sold)
        let refused = refusal { try office.run(MergeLeads(keep: quiet, absorb: sold)) }
        #expect(refused?.code == "merge-the-other-way")
        try office.run(MergeLeads(keep: sold, absorb: quiet))
        #expect(office.handoff(handoff).state == .accepted)
    }

    @Test func `a resting lead that was merged does not wake, and does after the undo`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let lee = try office.lead("lee@plant.example")
        try office.run(RecycleLead(lead: lee, reason: "no-budget"))
        let wakeAt = office.lead(lee).rest.wakeAt
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(lee).rest.wakeAt == nil)
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(lee).rest.wakeAt == wakeAt)
    }

    @Test func `merges are undone from the latest on`() throws {
        let office = try Office()
        let leads = try ["a", "b", "c"].map { try office.lead("\($0)@\($0).example", "newsletter") }
        let first = try office.run(MergeLeads(keep: leads[1], absorb: leads[2]))
        let second = try office.run(MergeLeads(keep: leads[0], absorb: leads[1]))
        #expect(refusal { try office.run(UndoMerge(merge: first)) }?.code == "later-merge")
        try office.run(UndoMerge(merge: second))
        try office.run(UndoMerge(merge: first))
        #expect(office.facts.leads.values.allSatisfy { $0.mergedInto == nil })
    }

    @Test func `a merged lead is worked on under the one that took it in`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let lee = try office.lead("lee@plant.example", "newsletter")
        try office.run(MergeLeads(keep: kim, absorb: lee))
        let refused = refusal { try office.act(lee, "page-visit") }
        #expect(refused?.code == "merged" && refused?.message.contains("Work on \(kim)") == true)
        #expect(refusal { try office.run(MergeLeads(keep: kim, absorb: kim)) }?.kind == .invalid)
    }

    @Test func `a dismissed proposal stays dismissed`() throws {
        let office = try Office()
        try office.capture(Contact("kim@factory.example", phone: "+821012345678"))
        try office.capture(Contact("lee@factory.example", phone: "+821012345678"))
        let id = try #require(office.facts.merges.keys.first)
        try office.run(DismissMerge(merge: id), by: "mina")
        #expect(office.facts.merges[id]?.state == .dismissed)
        #expect(office.facts.merges[id]?.decidedBy == .member(office["mina"]))
        #expect(refusal { try office.run(DismissMerge(merge: id)) }?.code == "already-decided")
    }

    @Test func `whoever unsubscribed stays so in a merge`() throws {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let lee = try office.lead("lee@plant.example", "newsletter")
        try office.run(Unsubscribe(lead: lee))
        try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).rest.unsubscribed)
    }

    @Test func `an undone merge leaves nothing of the other's work, and keeps what came since`()
        throws
    {
        let office = try Office()
        let kim = try office.lead("kim@factory.example", "newsletter")
        let lee = try office.lead("lee@plant.example", "newsletter")
        let before = office.lead(kim).work
        try office.run(LogTouch(lead: lee, channel: .call, reached: true))
        try office.run(Unsubscribe(lead: lee))
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).work.firstConnectedAt != nil && office.lead(kim).rest.unsubscribed)
        try office.advance(.hours(1))
        try office.act(kim, "page-visit")
        try office.run(UndoMerge(merge: merge))
        var expected = before
        expected.lastActivityAt = office.now
        expected.hotUntil = office.now + .minutes(15)
        #expect(office.lead(kim).work == expected)
        #expect(!office.lead(kim).rest.unsubscribed && office.lead(lee).rest.unsubscribed)
    }
}
