import LeadRules
import Testing

@Suite struct RecyclingTests {
    private func resting(_ office: Office, _ reason: String = "unreachable") throws -> LeadID {
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: reason), by: "mina")
        return lead
    }

    @Test func `a lead rests for its reason and wakes on its date, with its former owner`() throws {
        let office = try Office()
        let lead = try resting(office)
        #expect(
            office.lead(lead).rest.wakeAt == office.now + .days(30) && office.running(lead).isEmpty)
        try office.advance(.days(30) - .seconds(1))
        #expect(office.lead(lead).stage == .recycled && office.member("mina").load == 0)
        try office.advance(.seconds(1))
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
        #expect(office.lead(lead).rest.wakeAt == nil && office.lead(lead).rest.times == 1)
        #expect(office.lead(lead).stageReason.contains("unreachable"))
    }

    @Test func `a lead wakes when its score has risen enough`() throws {
        let office = try Office()
        let lead = try resting(office)
        try office.act(lead, "webinar-registration")
        #expect(office.lead(lead).stage == .recycled)
        try office.act(lead, "e-book-download")
        #expect(office.lead(lead).stage == .new && office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `a lead wakes when it raises a hand, or somebody recalls it`() throws {
        let office = try Office()
        let lead = try resting(office, "no-budget")
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).stage == .new && office.running(lead).contains(.firstTouch))
        #expect(
            refusal { try office.run(RecallLead(lead: lead, reason: "x")) }?.code == "not-resting")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "mina")
        try office.run(RecallLead(lead: lead, reason: "called back"), by: "mina")
        #expect(office.lead(lead).stage == .new)
    }

    @Test func `who takes a lead up in person is there, whatever the hours`() throws {
        let office = try Office(staff: [("mina", .sdr, "seoul"), ("lena", .sdr, "berlin")]) {
            for clock in $0.clocks.indices { $0.clocks[clock].calendar = .plain }
        }
        let lead = try resting(office)
        try office.advance(to: "2026-03-02T10:00:00Z")
        try office.run(RecallLead(lead: lead, reason: "a mistake"), by: "mina")
        #expect(office.owner(lead) == "mina")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"), by: "mina")
        try office.run(RecallLead(lead: lead, reason: "called back"))
        #expect(office.owner(lead) == "lena")
    }

    @Test func `a product team at work wakes a resting lead`() throws {
        let office = try Office { $0.scoring.pql[0].counts = ["messages-sent": 1] }
        let lead = try office.capture(Contact("kim@factory.example"), visitor: "v").lead
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        try office.run(
            Track(messages: [
                TrackedMessage(
                    id: "1", kind: .track("Messages Sent"), at: office.now, anonymousID: "v",
                    userID: nil, properties: [:], contact: nil, origin: Origin(), ip: nil)
            ]))
        #expect(office.lead(lead).stage == .new && office.lead(lead).milestones.pql == office.now)
    }

    @Test func `nurture mails go out on their days, in order, and end`() throws {
        let office = try Office { $0.recycling.reasons[0].wakeAfter = .days(200) }
        let lead = try resting(office)
        let start = office.now
        try office.advance(.days(199))
        let mails = office.facts.journal.filter { $0.name == "nurture.mail-due" }
        #expect(mails.map { $0.stamp.at } == [14, 60, 110].map { start + .days($0) })
        #expect(office.lead(lead).rest.trackStep == 3 && office.lead(lead).rest.nextMailAt == nil)
    }

    @Test(arguments: ["mail-reply", "call", "unsubscribe", "wake", "fake", "archive"])
    func `nurture mails stop`(by end: String) throws {
        let office = try Office { $0.recycling.reasons[0].wakeAfter = .days(200) }
        let lead = try resting(office)
        try office.advance(.days(20))
        switch end {
        case "mail-reply": try office.act(lead, "mail-reply")
        case "call": try office.touch(lead, reached: true)
        case "unsubscribe": try office.run(Unsubscribe(lead: lead))
        case "wake": try office.run(RecallLead(lead: lead, reason: "x"))
        case "fake": try office.run(SetVerification(lead: lead, state: .fake, reason: "x"))
        default: try office.run(MoveStage(lead: lead, to: .archived, reason: "x"))
        }
        #expect(office.lead(lead).rest.nextMailAt == nil)
        #expect(office.story(lead).filter { $0 == "nurture.stopped" }.count == 1)
        try office.advance(.days(150))
        #expect(office.story(lead).filter { $0 == "nurture.mail-due" }.count == 1)
    }

    @Test func `whoever unsubscribed gets no mails the next time either`() throws {
        let office = try Office()
        let lead = try resting(office)
        try office.run(Unsubscribe(lead: lead))
        try office.run(RecallLead(lead: lead, reason: "x"))
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `a track that is gone from the playbook stops`() throws {
        let office = try Office()
        let lead = try resting(office, "no-budget")
        try office.activate { $0.recycling.tracks = [] }
        try office.advance(.days(20))
        #expect(office.lead(lead).rest.nextMailAt == nil && office.lead(lead).stage == .recycled)
    }

    @Test func `a suspect lead that wakes waits with marketing until it is cleared`() throws {
        let office = try Office()
        let lead = try resting(office)
        try office.run(SetVerification(lead: lead, state: .suspect, reason: "odd"))
        try office.advance(.days(31))
        #expect(office.lead(lead).stage == .marketing && office.lead(lead).rest.wakeAt == nil)
        try office.run(SetVerification(lead: lead, state: .verified, reason: "called"))
        #expect(office.lead(lead).stage == .new)
    }

    @Test func `a won lead does not wake`() throws {
        let office = try Office()
        let lead = try resting(office)
        try office.run(RecordOutcome(lead: lead, won: true, ae: office["ada"]))
        try office.advance(.days(60))
        #expect(office.lead(lead).stage == .converted)
    }

    @Test func `only the owner or a manager recycles, by a known reason, what is active`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        #expect(
            refusal { try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "jun") }?
                .code == "not-yours")
        #expect(
            refusal { try office.run(RecycleLead(lead: lead, reason: "no-bugdet"), by: "mina") }?
                .message.contains("no-budget") == true)
        try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "boss")
        #expect(
            refusal { try office.run(RecycleLead(lead: lead, reason: "no-budget"), by: "boss") }?
                .code == "not-active")
    }
}
