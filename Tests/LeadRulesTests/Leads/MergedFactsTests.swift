import LeadRules
import Testing

/// What a merge joins and its undo parts, beyond touches and facts.
@Suite struct MergedFactsTests {
    private func two(_ office: Office) throws -> (LeadID, LeadID) {
        (
            try office.lead("kim@factory.example", "newsletter"),
            try office.lead("lee@plant.example", "newsletter", attributes: ["c": 4])
        )
    }

    @Test func `a fact that came along and was corrected since stays corrected`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        try office.run(ChangeLead(lead: kim, attributes: ["c": 5]))
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).attributes == ["c": 5])
    }

    @Test func `a hand that the other one raised goes with the undo`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.act(lee, "demo-request")
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).work.handRaisedBy == "demo-request")
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).work.handRaisedBy == nil)
    }

    @Test func `a repetition of the other one counts in the merge, and goes with the undo`() throws
    {
        let office = try Office()
        let (kim, lee) = try two(office)
        for _ in 1...3 { try office.act(lee, "page-visit") }
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(try office.score(kim).behaviourPoints == 3 - 50)
        try office.run(UndoMerge(merge: merge))
        #expect(try office.score(kim).behaviourPoints == 0)
        #expect(try office.score(lee).behaviourPoints == 3 - 50)
    }

    @Test func `a merge decides its own proposal and no other`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.run(
            ChangeLead(lead: kim, contact: Contact("kim@factory.example", phone: "+82101")))
        let third = try office.lead("moon@moon.example", "newsletter", phone: "+82101")
        let open = try #require(office.facts.merges.values.first)
        try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.facts.merges[open.id]?.state == .open)
        #expect(office.lead(third).mergedInto == nil && office.lead(lee).mergedInto == kim)
    }

    @Test func `a lead that waited with marketing waits there again after the undo`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(lee).stage == .marketing && office.owner(lee) == nil)
        #expect(!office.story(lee).contains("lead.assigned"))
    }

    @Test func `a lead in work has the points of today after the undo`() throws {
        let office = try Office()
        let (kim, _) = try two(office)
        let lead = try office.lead("moon@moon.example")
        try office.act(lead, "webinar-attendance")
        let merge = try office.run(MergeLeads(keep: kim, absorb: lead))
        try office.advance(.days(30))
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(lead).stage == .new)
        #expect(try office.lead(lead).score.total == office.score(lead).total)
    }

    @Test(arguments: [true, false])
    func `a milestone of the other one goes with the undo, unless more was reached since`(
        isMore: Bool
    ) throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.act(lee, "demo-request")
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).milestones.mql != nil)
        if isMore { try office.run(RecordOutcome(lead: kim, won: true)) }
        try office.run(UndoMerge(merge: merge))
        #expect((office.lead(kim).milestones.mql != nil) == isMore)
        #expect(office.lead(lee).milestones.mql != nil)
    }
}
