import LeadRules
import Testing

/// Whoever sales has asks to talk: sales is told.
@Suite struct RaisingHandTests {
    @Test func `a hand raised by a lead that sales has is noted, and its AE is told`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        let before = office.facts.journal.count
        try office.act(lead, "demo-request")
        #expect(office.story(lead, since: before).contains("lead.hand-raised"))
        #expect(office.lead(lead).stage == .converted && office.owner(lead) == "ada")
        let notices = try office.notices(
            RecordActivity(lead: lead, activity: Activity(kind: "demo-request", at: office.now)))
        #expect(notices.map(\.kind) == [.handRaised])
        #expect(notices.map(\.member) == [office["ada"]])
    }

    @Test func `RevOps is told of an endpoint that was switched off by itself`() throws {
        let office = try Office()
        let ops = try office.hire("ops", .revops)
        let off = NoteSetting(what: NoteSetting.delivery, change: "webhook 1 switched off")
        #expect(try office.notices(off).map(\.member) == [ops])
        #expect(try office.notices(NoteSetting(what: "endpoint", change: "added")).isEmpty)
    }

    @Test func `that a named owner is beyond the cap is said`() throws {
        let office = try Office()
        try office.change("jun") { $0.cap = 0 }
        let lead = try office.lead("kim@factory.example")
        try office.run(AssignLead(lead: lead, to: office["jun"], reason: "knows them"), by: "boss")
        let assigned = try #require(
            office.facts.journal.last { $0.name == "lead.assigned" }?.event)
        #expect(try written(assigned).contains("knows them, beyond the cap of 0"))
    }

    @Test func `a raised hand leaves the clocks of other things alone`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "event")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "knows them"))
        let stale = office.clocks(lead, .staleNew)
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .staleNew) == stale)
        #expect(office.clocks(lead, .firstTouch).map(\.rule) == ["first-touch", "hand-raise"])
        #expect(office.clocks(lead, .firstTouch).map(\.state) == [.cancelled, .running])
    }

    @Test func `whoever asks again after nobody called in time is owed a call in time again`()
        throws
    {
        let office = try Office { $0.clocks[0].onBreach = [.alertManager] }
        let lead = try office.lead("kim@factory.example")
        try office.advance(.minutes(6))
        try office.act(lead, "demo-request")
        let clocks = office.clocks(lead, .firstTouch)
        #expect(clocks.map(\.state) == [.breached, .running])
        #expect(clocks.last?.dueAt == office.now + .minutes(5))
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .firstTouch).count == 2)
    }

    @Test func `a hand that no source stands for is under the clock of the lead's own source`()
        throws
    {
        let office = try Office { playbook in
            var quote = ActivityRule()
            (quote.id, quote.handRaise) = ("quote-request", true)
            playbook.activities.append(quote)
        }
        let lead = try office.lead("kim@factory.example", "event")
        try office.act(lead, "quote-request")
        #expect(office.lead(lead).work.handRaisedBy == nil && office.owner(lead) == "mina")
        #expect(office.lead(lead).work.contactDueAt == office.now)
        #expect(office.clocks(lead, .firstTouch).map(\.rule) == ["first-touch"])
        try office.act(lead, "quote-request")
        #expect(office.story(lead).filter { $0 == "lead.hand-raised" }.count == 1)
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).work.handRaisedBy == "demo-request")
    }

    @Test func `whoever works a lead that is not sold has its clock, and is not told besides`()
        throws
    {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "event")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "knows them"))
        let hand = RecordActivity(
            lead: lead, activity: Activity(kind: "demo-request", at: office.now))
        #expect(try !office.notices(hand).contains { $0.kind == .handRaised })
    }
}
