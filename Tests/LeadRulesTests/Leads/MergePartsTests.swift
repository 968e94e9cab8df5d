import LeadRules
import Testing

@Suite struct MergePartsTests {
    private func two(_ office: Office) throws -> (LeadID, LeadID) {
        (
            try office.lead("kim@factory.example", "newsletter", attributes: ["a": 1, "b": 2]),
            try office.lead("lee@plant.example", "newsletter", attributes: ["b": 3, "c": 4])
        )
    }

    private func record(_ pain: String) -> QualificationRecord {
        var record = QualificationRecord()
        record.pain = pain
        return record
    }

    @Test func `facts that only the absorbed lead had come along, and go with the undo`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).attributes == ["a": 1, "b": 2, "c": 4])
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).attributes == ["a": 1, "b": 2])
        #expect(office.facts.merges[merge]?.state == .undone)
        #expect(office.facts.merges[merge]?.decidedAt == office.now)
    }

    @Test func `the absorbed lead's record fills an empty one, and goes with the undo`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.run(ChangeQualification(lead: lee, record: record("slow")))
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.facts.records[kim]?.pain == "slow")
        try office.run(UndoMerge(merge: merge))
        #expect(office.facts.records[kim] == QualificationRecord())
        #expect(office.facts.records[lee]?.pain == "slow")
    }

    @Test func `a record of the kept lead's own stays, and what was learned since stays`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.run(ChangeQualification(lead: kim, record: record("mine")))
        try office.run(ChangeQualification(lead: lee, record: record("theirs")))
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.facts.records[kim]?.pain == "mine")
        try office.run(ChangeQualification(lead: kim, record: record("since")))
        try office.run(UndoMerge(merge: merge))
        #expect(office.facts.records[kim]?.pain == "since")
    }

    @Test func `touches are added up, and taken apart again with those since`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        try office.touch(kim, reached: false)
        for _ in 1...2 { try office.touch(lee, reached: true) }
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        #expect(office.lead(kim).work.touches == 3)
        try office.touch(kim, reached: false)
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).work.touches == 2 && office.lead(lee).work.touches == 2)
        #expect(office.lead(kim).work.firstConnectedAt == nil)
    }

    @Test func `a contact that was corrected since the merge stays corrected`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        let merge = try office.run(MergeLeads(keep: kim, absorb: lee))
        try office.run(ChangeLead(lead: kim, contact: Contact("kim@new.example", name: "Kim")))
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(kim).contact.email == "kim@new.example")
    }

    @Test func `product counts are added up, and taken apart again`() throws {
        let office = try Office()
        let kim = try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
            .lead
        let lee = try office.lead("lee@plant.example", "newsletter")
        for id in ["1", "2"] {
            try office.run(Track(messages: [office.message(id, "Messages Sent")]))
        }
        let merge = try office.run(MergeLeads(keep: lee, absorb: kim))
        #expect(office.lead(lee).score.counts == ["messages-sent": 2])
        try office.run(Track(messages: [office.message("3", "Messages Sent")]))
        #expect(office.lead(lee).score.counts == ["messages-sent": 3])
        try office.run(UndoMerge(merge: merge))
        #expect(office.lead(lee).score.counts == ["messages-sent": 1])
    }

    @Test func `a proposal that fits is decided, one the other way round is dismissed`() throws {
        let office = try Office()
        for (keepsFirst, states) in [
            (true, [MergeProposal.State.merged]), (false, [.dismissed, .merged]),
        ] {
            let phone = keepsFirst ? "+82101" : "+82102"
            let first = try office.lead("a\(phone)@a.example", "newsletter", phone: phone)
            let second = try office.lead("b\(phone)@b.example", "newsletter", phone: phone)
            let (keep, absorb) = keepsFirst ? (first, second) : (second, first)
            try office.run(MergeLeads(keep: keep, absorb: absorb))
            let proposals = office.facts.merges.values.sorted { $0.id < $1.id }
                .filter { [$0.keep, $0.absorb].contains(first) }
            #expect(proposals.map(\.state) == states)
        }
    }

    @Test func `a merge is undone while another one, undone or of others, came later`() throws {
        let office = try Office()
        let (kim, lee) = try two(office)
        let third = try office.lead("moon@moon.example", "newsletter")
        let fourth = try office.lead("park@park.example", "newsletter")
        let first = try office.run(MergeLeads(keep: kim, absorb: lee))
        let second = try office.run(MergeLeads(keep: kim, absorb: third))
        try office.run(UndoMerge(merge: second))
        try office.run(MergeLeads(keep: fourth, absorb: third))
        try office.run(UndoMerge(merge: first))
        #expect(office.lead(lee).mergedInto == nil)
    }

    @Test func `an alias of one and the same lead proposes nothing`() throws {
        let office = try Office()
        let lead = try office.capture(Contact("kim@factory.example"), visitor: "v").lead
        let alias = TrackedMessage(
            id: "1", kind: .alias("v"), at: office.now, anonymousID: "v", userID: "u",
            properties: [:], contact: nil, origin: Origin(), ip: nil)
        try office.run(Track(messages: [alias]))
        #expect(office.facts.merges.isEmpty && office.facts.visitors["user:u"]?.lead == lead)
    }

    @Test func `undoing a touch gives no turn back`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true, by: "mina")
        let touch = try office.latest("touch.logged", lead)
        try office.run(UndoStep(event: touch), by: "mina")
        let seat = office.facts.seats[SeatKey(pool: "sdr-a", member: office["mina"])]
        #expect(seat?.given == 1 && !office.story(lead).contains("assignment.credited"))
    }
}
