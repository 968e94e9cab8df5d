import LeadRules
import Testing

@Suite struct CountingTests {
    private func visit(_ id: String, _ at: Instant) -> TrackedMessage {
        TrackedMessage(
            id: id, kind: .page("home"), at: at, anonymousID: "v", userID: nil, properties: [:],
            contact: nil, origin: Origin(), ip: nil)
    }

    @Test func `a visit of yesterday that comes late does not forget those of today`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        for _ in 1...2 { try office.act(lead, "page-visit") }
        let yesterday = Activity(kind: "page-visit", at: office.now - .days(1))
        try office.run(RecordActivity(lead: lead, activity: yesterday))
        #expect(try office.score(lead).behaviourPoints == 3)
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 4 - 50)
    }

    @Test func `visits of one day are one count when a visitor joins a lead`() throws {
        let office = try Office()
        try office.run(Track(messages: [visit("1", office.now)]))
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "page-visit")
        try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
        try office.act(lead, "page-visit")
        #expect(try office.score(lead).behaviourPoints == 3 - 50)
    }

    @Test func `visits of an earlier day do not count for today when a visitor joins`() throws {
        let office = try Office()
        for id in ["1", "2"] { try office.run(Track(messages: [visit(id, office.now)])) }
        try office.advance(.days(1))
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.act(lead, "page-visit")
        try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
        for _ in 1...2 { try office.act(lead, "page-visit") }
        #expect(try office.score(lead).behaviourPoints == 5 - 50)
    }

    @Test func `a visitor joins a lead once`() throws {
        let office = try Office()
        try office.run(Track(messages: [visit("1", office.now)]))
        let lead = try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
            .lead
        try office.capture(Contact("kim@factory.example"), "newsletter", visitor: "v")
        #expect(office.story(lead).filter { $0 == "visitor.joined" }.count == 1)
        #expect(try office.score(lead).behaviourPoints == 1)
    }

    @Test func `what a worked lead does starts no clock of a new one, a raised hand does`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true)
        try office.act(lead, "page-visit")
        #expect(office.clocks(lead, .firstTouch).count == 1)
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .firstTouch).map(\.state) == [.met, .running])
        try office.act(lead, "demo-request")
        #expect(office.clocks(lead, .firstTouch).count == 2)
    }

    @Test func `a PQL that does not rest is not woken`() throws {
        let office = try Office { $0.scoring.pql[0].counts = ["messages-sent": 1] }
        let lead = try office.capture(Contact("kim@factory.example"), visitor: "v").lead
        try office.run(Track(messages: [office.message("1", "Messages Sent")]))
        #expect(office.lead(lead).milestones.pql != nil)
        #expect(!office.story(lead).contains("lead.woken"))
    }

    @Test func `a playbook that asks for nothing makes no SQL`() throws {
        let office = try Office { $0.qualification.required = [] }
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true)
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.lead(lead).milestones.sql == nil)
    }

    @Test func `the task of a rejection stays when the grade falls`() throws {
        let office = try Office { $0.bant.grades[0].clock = "task" }
        let lead = try office.ready(points: 6)
        try office.reject(try office.open(lead), "problem-unclear")
        let task = try #require(office.clocks(lead, .task).last)
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        var poor = QualificationRecord.complete(at: office.now)
        poor.budget = nil
        try office.run(ChangeQualification(lead: lead, record: poor))
        #expect(office.facts.clocks[task.id]?.state == .running)
    }

    @Test func `a reply that a machine wrote stops no mails`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        try office.act(lead, "mail-reply", ["bot": true])
        #expect(office.lead(lead).rest.nextMailAt != nil)
        try office.act(lead, "mail-reply")
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `a grade asks nothing of a lead that is archived or with sales`() throws {
        let office = try Office { $0.bant.grades[1].track = "stay-in-touch" }
        let lead = try office.lead("kim@factory.example")
        try office.run(MoveStage(lead: lead, to: .archived, reason: "a student"))
        let fair = QualificationRecord.complete(at: office.now, points: 6)
        try office.run(ChangeQualification(lead: lead, record: fair))
        #expect(office.lead(lead).rest.nextMailAt == nil)
        let sold = try office.ready("lee@plant.example")
        try office.open(sold)
        try office.run(ChangeQualification(lead: sold, record: fair))
        #expect(office.lead(sold).rest.nextMailAt == nil)
    }

    @Test(arguments: ["no-budget", "No Budget", "no money left", "NO MONEY LEFT"])
    func `a cause of a loss is a reason by its id or by its title`(cause: String) throws {
        let office = try Office { $0.recycling.reasons[1].title = "No money left" }
        let lead = try office.lead("kim@factory.example")
        try office.run(RecordOutcome(lead: lead, won: false, cause: cause))
        #expect(office.lead(lead).rest.reason == "no-budget")
    }

    @Test func `a lead that wakes while marketing hands it over waits for that decision`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "boss")
        try office.act(lead, "demo-request")
        #expect(office.lead(lead).stage == .marketing && office.owner(lead) == nil)
        #expect(!office.lead(lead).isResting)
    }

    @Test func `a contact that was made is not to be made again when a lead was not fake`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        try office.touch(lead, reached: true, by: "ada")
        try office.run(SetVerification(lead: lead, state: .fake, reason: "x"))
        try office.run(SetVerification(lead: lead, state: .unverified, reason: "a mistake"))
        #expect(office.lead(lead).stage == .converted && office.running(lead).isEmpty)
    }

    @Test func `a move among the stages of work keeps owner and clocks`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", phone: "+821012345678")
        let assigned = office.story(lead).filter { $0 == "lead.assigned" }.count
        try office.run(
            MoveStage(lead: lead, to: .workingConnected, reason: "met at the fair"), by: "mina")
        #expect(office.running(lead) == [.firstTouch, .phoneVerification])
        #expect(office.story(lead).filter { $0 == "lead.assigned" }.count == assigned)
    }

    @Test func `equal leads stand in the queue in the order they came`() throws {
        let office = try Office { $0.clocks = [] }
        let leads = try ["a", "b", "c"].map {
            office.lead(try office.lead("\($0)@\($0).example"))
        }
        let entries = DailyQueue.entries(of: leads.reversed(), clocks: [:], at: office.now)
        #expect(entries.map(\.lead.id) == leads.map(\.id))
    }

    @Test func `overturned rejections are those that were overturned`() {
        func tally(_ overturned: Bool, _ count: Int) -> HandoffTally {
            SampleHandoff(state: .rejected, disputed: true, overturned: overturned).tally(count)
        }
        let report = HandoffReport(
            ReportQuery(), tallies: [tally(true, 2), tally(false, 5)], outcomes: [], members: [],
            playbook: Playbook())
        #expect(report.total.counts[.overturned] == 2 && report.total.counts[.disputed] == 7)
        #expect(report.total.overturn == Share(2, of: 7))
    }
}
