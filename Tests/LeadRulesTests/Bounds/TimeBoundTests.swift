import LeadRules
import Testing

/// Dates and lengths of time, each at its bound and on both sides of it.
@Suite struct TimeBoundTests {
    @Test(arguments: ["capture", "touch", "activity", "outcome"])
    func `what happens up to five minutes ahead is taken, as clocks differ`(what: String) throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let at = office.now + .minutes(5)
        switch what {
        case "capture":
            let answer = try office.run(
                CaptureLead(contact: Contact("lee@factory.example"), origin: Origin(), at: at))
            #expect(office.lead(answer.lead).capturedAt == at)
        case "touch":
            try office.run(LogTouch(lead: lead, channel: .call, reached: true, at: at))
            #expect(office.lead(lead).work.firstTouchAt == at)
        case "activity":
            try office.run(
                RecordActivity(lead: lead, activity: Activity(kind: "page-visit", at: at)))
            #expect(office.lead(lead).work.lastActivityAt == at)
        default:
            try office.run(RecordOutcome(lead: lead, won: true, at: at))
            #expect(office.lead(lead).milestones.won == at)
        }
    }

    @Test(arguments: [("01:59:59", true), ("02:00:00", true), ("02:00:01", false)])
    func `captures up to an hour apart come from one address within the window`(
        third: String, isSuspect: Bool
    ) throws {
        let office = try Office()
        for mail in ["a@a.example", "b@b.example"] {
            try office.capture(Contact(mail), "newsletter", ip: "203.0.113.9")
        }
        try office.advance(to: "2026-03-02T\(third)Z")
        let lead = try office.capture(Contact("c@c.example"), "newsletter", ip: "203.0.113.9").lead
        #expect((office.lead(lead).verification.state == .suspect) == isSuspect)
    }

    @Test(arguments: [(0, VerificationState.unverified), (1, .suspect), (2, .unverified)])
    func `so many leads from one address make it suspect, and none is no limit`(
        limit: Int, state: VerificationState
    ) throws {
        let office = try Office { $0.verification.leadsPerAddress = limit }
        let lead = try office.capture(Contact("a@a.example"), "newsletter", ip: "203.0.113.9").lead
        #expect(office.lead(lead).verification.state == state)
    }

    /// In seconds from when the backup is needed.
    @Test(arguments: [(0, 60, "cho"), (1, 60, "jun"), (-60, 0, "jun"), (-60, 1, "cho")])
    func `an absence has its first moment and not its last`(
        from: Int64, to: Int64, backup: String
    ) throws {
        let office = try Office(staff: [
            ("mina", .sdr, "seoul"), ("jun", .sdr, "berlin"), ("cho", .sdr, "berlin"),
        ])
        try office.change("jun") { $0.backup = office["cho"] }
        let breach = office.now + .minutes(5)
        try office.run(
            AddTimeOff(
                member: office["jun"], from: breach + .seconds(from), to: breach + .seconds(to)))
        let lead = try office.lead("kim@factory.example")
        try office.advance(to: breach)
        #expect(office.owner(lead) == backup)
    }

    /// The five-minute clock runs out at 01:05.
    @Test(arguments: [("01:04:59", "jun"), ("01:05:00", "jun"), ("01:05:01", nil)])
    func `who is back when the clock runs out can take the lead`(back: String, owner: String?)
        throws
    {
        let office = try Office(staff: [("boss", .manager, "seoul"), ("jun", .sdr, "seoul")])
        try office.run(
            AddTimeOff(
                member: office["jun"], from: office.now, to: moment("2026-03-02T\(back)Z")))
        let lead = try office.lead("kim@factory.example")
        #expect(office.owner(lead) == owner)
    }

    @Test func `time off lasts at least a moment`() throws {
        let office = try Office()
        let (from, to) = (office.now, office.now + .seconds(1))
        try office.run(AddTimeOff(member: office["jun"], from: from, to: to))
        #expect(office.member("jun").timeOff.map(\.to) == [to])
    }

    @Test(arguments: [("04:59:59", Clock.State.paused), ("05:00:00", nil)])
    func `a clock pauses until the moment it runs out`(at: String, state: Clock.State?) throws {
        let office = try Office()
        let lead = try office.ready()
        try office.open(lead)
        let clock = office.clocks(lead, .firstContact)[0].id
        office.sleep(until: "2026-03-02T\(at)Z")
        let pause = PauseClock(clock: clock, reason: "a fair")
        if let state {
            try office.run(pause, by: "ada")
            #expect(office.clocks(lead, .firstContact)[0].state == state)
            #expect(office.clocks(lead, .firstContact)[0].remaining == .seconds(1))
        } else {
            #expect(refusal { try office.run(pause, by: "ada") }?.code == "ran-out")
        }
    }

    @Test(arguments: [(30, true), (31, false)])
    func `a talk of thirty days ago is active communication`(days: Int64, isSQL: Bool) throws {
        let office = try Office { $0.clocks = [] }
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true, by: "mina")
        try office.advance(.days(days))
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect((office.lead(lead).milestones.sql != nil) == isSQL)
    }

    @Test func `what the lead did since the talk is active communication too`() throws {
        let office = try Office { $0.clocks = [] }
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true, by: "mina")
        try office.advance(.days(31))
        try office.act(lead, "page-visit")
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.lead(lead).milestones.sql == office.now)
    }

    @Test func `a lead is in the queue when its contact is due, and hot until its time is over`()
        throws
    {
        let office = try Office { $0.clocks = [] }
        let lead = try office.lead("kim@factory.example", "e-book")
        try office.run(AssignLead(lead: lead, to: office["mina"], reason: "x"))
        try office.act(lead, "page-visit")
        func group() -> QueueEntry.Group? {
            DailyQueue.entries(of: [office.lead(lead)], clocks: [:], at: office.now).first?.group
        }
        try office.advance(.minutes(15) - .seconds(1))
        #expect(group() == .hot)
        try office.advance(.seconds(1))
        #expect(group() == nil)
        try office.advance(.days(3) - .minutes(15) - .seconds(1))
        #expect(group() == nil)
        try office.advance(.seconds(1))
        #expect(group() == .new)
    }

    @Test(arguments: [1e15, -1e15])
    func `the largest amount is kept`(amount: Double) throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecordOutcome(lead: lead, won: true, amount: amount))
        #expect(office.lead(lead).milestones.amount == amount)
        var record = QualificationRecord()
        record.impact = ProblemImpact(kind: .money, statement: "x", amountPerMonth: abs(amount))
        try office.run(ChangeQualification(lead: lead, record: record))
        #expect(office.facts.records[lead] == record)
    }

    @Test func `no budget, a purchase today and no room are figures too`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        var record = QualificationRecord()
        record.budget = Budget(confirmed: true, amount: 0)
        record.timeline = Timeline(withinDays: 0)
        try office.run(ChangeQualification(lead: lead, record: record))
        #expect(office.facts.records[lead] == record)
        try office.change("mina") { $0.cap = 0 }
        #expect(office.member("mina").profile.cap == 0)
    }

    @Test(arguments: [(1, false), (2, true), (3, true)])
    func `two stakeholders are a decision structure`(known: Int, isKnown: Bool) throws {
        let office = try Office()
        let lead = try office.ready()
        var record = QualificationRecord.complete(at: office.now)
        record.stakeholders = (1...known).map { Stakeholder(name: "\($0)", part: .user) }
        let missing = record.missing([.decisionStructure], stakeholders: 2)
        #expect(missing.isEmpty == isKnown)
        try office.run(ChangeQualification(lead: lead, record: record))
        if !isKnown { #expect(refusal { try office.open(lead) }?.problems.isEmpty == false) }
    }

    @Test(arguments: [(89, true), (90, true), (91, false)])
    func `a purchase within ninety days is a point of the ten`(days: Int, counts: Bool) throws {
        let office = try Office()
        let lead = try office.ready()
        var record = QualificationRecord()
        record.timeline = Timeline(withinDays: days)
        let lines = try Playbook.standard().tenPoints(
            record, lead: office.lead(lead), account: nil)
        #expect(lines.contains { $0.rule == "timeline" } == counts)
    }
}
