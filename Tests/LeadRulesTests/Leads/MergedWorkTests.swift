import LeadRules
import Testing

/// Who works a merged lead, and what is proposed once.
@Suite struct MergedWorkTests {
    @Test func `nobody goes on with what nobody worked`() throws {
        let office = try Office()
        let kept = try office.lead("kim@factory.example", "newsletter")
        let rested = try office.lead("lee@plant.example", "newsletter")
        try office.run(AssignLead(lead: rested, to: office["mina"], reason: "knows them"))
        try office.run(RecycleLead(lead: rested, reason: "no-budget"))
        #expect(office.owner(rested) == "mina")
        try office.run(MergeLeads(keep: kept, absorb: rested))
        #expect(office.lead(kept).stage == .marketing && office.owner(kept) == nil)
    }

    @Test func `where both are worked, whoever has the kept one goes on`() throws {
        let office = try Office()
        let kept = try office.lead("kim@factory.example")
        let other = try office.lead("lee@plant.example")
        try office.touch(other, reached: true)
        #expect(office.owner(kept) == "mina" && office.owner(other) == "jun")
        try office.run(MergeLeads(keep: kept, absorb: other))
        #expect(office.owner(kept) == "mina" && office.lead(kept).stage == .new)
    }

    @Test func `a lead with sales stays with sales, whoever worked the other one`() throws {
        let office = try Office()
        let sold = try office.ready()
        try office.open(sold)
        let other = try office.lead("lee@plant.example")
        try office.run(MergeLeads(keep: sold, absorb: other))
        #expect(office.owner(sold) == "ada" && office.lead(sold).stage == .converted)
    }

    @Test(arguments: [true, false])
    func `two leads that an alias ties are proposed once, whichever is older`(
        formerFirst: Bool
    ) throws {
        let office = try Office()
        func person(_ visitor: String) throws {
            try office.capture(Contact("\(visitor)@a.example"), "newsletter", visitor: visitor)
        }
        for visitor in formerFirst ? ["old", "new"] : ["new", "old"] { try person(visitor) }
        for id in ["1", "2"] {
            let alias = TrackedMessage(
                id: id, kind: .alias("old"), at: office.now, anonymousID: "new", userID: nil,
                properties: [:], contact: nil, origin: Origin(), ip: nil)
            try office.run(Track(messages: [alias]))
            for visitor in ["old", "new"] {
                let lead = office.facts.leads.values.first {
                    $0.contact.email == "\(visitor)@a.example"
                }
                try office.capture(
                    Contact("\(visitor)@a.example"), "newsletter", visitor: visitor)
                #expect(office.facts.visitors[visitor]?.lead == lead?.id)
            }
        }
        #expect(office.facts.merges.count == 1)
    }

    @Test func `two records of one system in one batch are two people, and so are two systems'`()
        throws
    {
        let office = try Office()
        func person(_ id: String, _ key: String, _ source: String) -> TrackedMessage {
            var origin = Origin()
            (origin.source, origin.externalID) = (source, key)
            return TrackedMessage(
                id: id, kind: .identify, at: office.now, anonymousID: id, userID: nil,
                properties: [:], contact: Contact("p\(id)@a\(id).example"), origin: origin, ip: nil)
        }
        try office.run(
            Track(messages: [
                person("1", "17", "website"), person("2", "18", "website"),
                person("3", "17", "newsletter"), person("4", "17", "website"),
            ]))
        #expect(office.facts.leads.count == 3)
        #expect(office.facts.visitors["4"]?.lead == office.facts.visitors["1"]?.lead)
    }

    @Test(arguments: [true, false])
    func `an undone merge gives the lead back to who worked it, or to others if they left`(
        isThere: Bool
    ) throws {
        let office = try Office()
        let kept = try office.lead("kim@factory.example")
        let other = try office.lead("lee@plant.example")
        #expect(office.owner(other) == "jun")
        let merge = try office.run(MergeLeads(keep: kept, absorb: other))
        if !isThere { try office.run(DisableMember(member: office["jun"])) }
        try office.run(UndoMerge(merge: merge))
        #expect(office.owner(other) == (isThere ? "jun" : "mina"))
        #expect(office.running(other).contains(.firstTouch))
        #expect(office.facts.records[kept] == nil)
    }

    @Test func `a merge that was undone is not undone again, whatever was merged since`() throws {
        let office = try Office()
        let leads = try ["a", "b", "c"].map { try office.lead("\($0)@\($0).example", "newsletter") }
        let first = try office.run(MergeLeads(keep: leads[0], absorb: leads[1]))
        try office.run(UndoMerge(merge: first))
        try office.run(MergeLeads(keep: leads[0], absorb: leads[2]))
        #expect(refusal { try office.run(UndoMerge(merge: first)) }?.code == "already-decided")
    }
}
