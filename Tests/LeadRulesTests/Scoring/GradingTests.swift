import LeadRules
import Testing

/// What a BANT grade asks for is done, once.
@Suite struct GradingTests {
    private func office() throws -> Office {
        try Office { playbook in
            playbook.bant.grades[0].clock = "task"
            playbook.bant.grades[1].track = "stay-in-touch"
        }
    }

    /// 85 points, or 75 with a late timeline, or 40 without need and timeline.
    private func qualify(_ office: Office, _ lead: LeadID, points: Int) throws {
        var record = QualificationRecord.complete(at: office.now, points: points > 80 ? 10 : 6)
        if points < 60 { record.pain = nil }
        try office.run(ChangeQualification(lead: lead, record: record))
    }

    @Test func `the best grade gives a lead without an owner to sales at once`() throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try qualify(office, lead, points: 85)
        #expect(office.lead(lead).stage == .new && office.owner(lead) != nil)
        #expect(office.lead(lead).stageReason == "BANT grade A, 85 points")
    }

    @Test func `the best grade wakes a lead that rests`() throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "no-budget"))
        try qualify(office, lead, points: 85)
        #expect(office.lead(lead).stage == .new && office.owner(lead) == "mina")
    }

    @Test func `whoever works the lead has one task to hand it over, which the handoff ends`()
        throws
    {
        let office = try office()
        let lead = try office.ready()
        try office.run(
            ChangeQualification(
                lead: lead, record: .complete(at: office.now + .minutes(1))))
        let task = try #require(office.clocks(lead, .task).first)
        #expect(task.owner == office["mina"] && task.kind == "sdr-to-ae")
        #expect(task.task == "Hand over to sales: BANT grade A, 85 points")
        #expect(office.clocks(lead, .task).count == 1)
        try office.open(lead)
        #expect(office.clocks(lead, .task).map(\.state) == [.met])
    }

    @Test func `a grade that falls ends the task and starts its mails, which a talk ends`() throws {
        let office = try office()
        let lead = try office.ready()
        try qualify(office, lead, points: 75)
        #expect(office.clocks(lead, .task).map(\.state) == [.cancelled])
        #expect(office.lead(lead).rest.nextMailAt == office.now + .days(14))
        #expect(office.lead(lead).stage == .new && !office.lead(lead).isResting)
        try office.touch(lead, reached: true, by: "mina")
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `the mails of a grade go out, and the same grade starts them no second time`() throws
    {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try qualify(office, lead, points: 75)
        let due = office.lead(lead).rest.nextMailAt
        try office.advance(.days(1))
        var record = try #require(office.facts.records[lead])
        record.nextStep = "Call again"
        try office.run(ChangeQualification(lead: lead, record: record))
        #expect(office.lead(lead).rest.nextMailAt == due)
        try office.advance(.days(14))
        #expect(office.story(lead).contains("nurture.mail-due"))
        try qualify(office, lead, points: 40)
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `who unsubscribed gets no mails of a grade`() throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(Unsubscribe(lead: lead))
        try qualify(office, lead, points: 75)
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `a grade does nothing for a lead that is fake`() throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.run(SetVerification(lead: lead, state: .fake, reason: "a bot"))
        try qualify(office, lead, points: 75)
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }

    @Test func `the best grade leaves a lead that marketing is handing over to that decision`()
        throws
    {
        let office = try office()
        let lead = try office.lead("kim@factory.example", "newsletter")
        try office.open(lead, to: "jun", kind: "marketing-to-sdr", by: "max")
        try qualify(office, lead, points: 85)
        #expect(office.lead(lead).stage == .marketing && office.owner(lead) == nil)
    }

    @Test func `the mails of a lead that rests go on as they are, whatever its grade`() throws {
        let office = try office()
        let lead = try office.lead("kim@factory.example")
        try office.run(RecycleLead(lead: lead, reason: "unreachable"))
        let due = office.now + .days(14)
        try office.advance(.days(1))
        try qualify(office, lead, points: 75)
        #expect(office.lead(lead).rest.nextMailAt == due && office.lead(lead).isResting)
    }

    @Test func `two grades of one track are one series of mails`() throws {
        let office = try office()
        try office.activate { $0.bant.grades[2].track = "stay-in-touch" }
        let lead = try office.lead("kim@factory.example", "newsletter")
        try qualify(office, lead, points: 75)
        let due = office.now + .days(14)
        try office.advance(.days(1))
        try qualify(office, lead, points: 40)
        #expect(office.lead(lead).rest.nextMailAt == due)
    }

    @Test func `mails that a talk ended are not begun again by the same grade`() throws {
        let office = try office()
        let lead = try office.ready()
        try qualify(office, lead, points: 75)
        try office.touch(lead, reached: true, by: "mina")
        var record = try #require(office.facts.records[lead])
        record.nextStep = "Call again"
        try office.run(ChangeQualification(lead: lead, record: record))
        #expect(office.lead(lead).rest.nextMailAt == nil)
    }
}
