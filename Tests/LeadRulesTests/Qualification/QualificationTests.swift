import LeadRules
import Testing

@Suite struct QualificationTests {
    private let playbook: Playbook
    init() throws { playbook = try .standard() }

    @Test func `BANT gives 30, 25 or 10, 35 and 10 points`() {
        var record = QualificationRecord()
        record.budget = Budget(confirmed: true, amount: 50_000)
        record.authority = .decisionMaker
        record.need = "Fewer lost orders"
        record.timeline = Timeline(withinDays: 90)
        #expect(playbook.bantLines(record).map(\.points) == [30, 25, 35, 10])
        record.budget = Budget(confirmed: true, amount: 49_999)
        record.authority = .influencer
        record.timeline = Timeline(withinDays: 91)
        #expect(playbook.bantLines(record).map(\.points) == [10, 35])
        record.budget = Budget(confirmed: false, amount: 90_000)
        record.authority = Authority.none
        record.need = " "
        #expect(playbook.bantLines(record).isEmpty)
    }

    @Test(arguments: [
        (100, "A"), (80, "A"), (79, "B"), (60, "B"), (59, "C"), (40, "C"), (39, "D"), (20, "D"),
        (19, "F"), (0, "F"),
    ])
    func `BANT points have a grade`(points: Int, grade: String) {
        #expect(playbook.bantGrade(Double(points))?.grade == grade)
    }

    @Test(arguments: 3...10)
    func `the ten points add up from their parts`(points: Int) throws {
        let office = try Office()
        let lead = try office.ready(points: points)
        let record = try #require(office.facts.records[lead])
        let lines = playbook.tenPoints(record, lead: office.lead(lead), account: nil)
        #expect(lines.reduce(0) { $0 + $1.points } == Double(points))
    }

    @Test func `a record that somebody changed meanwhile is not written over`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        let seen = QualificationRecord()
        var (mine, theirs) = (seen, seen)
        (mine.pain, theirs.pain) = ("Slow invoices", "Nine days of billing")
        try office.run(ChangeQualification(lead: lead, record: theirs, over: seen))
        let refused = refusal {
            try office.run(ChangeQualification(lead: lead, record: mine, over: seen))
        }
        #expect(refused?.code == "record-changed" && refused?.kind == .conflict)
        #expect(office.facts.records[lead] == theirs)
        try office.run(ChangeQualification(lead: lead, record: theirs, over: seen))
        try office.run(ChangeQualification(lead: lead, record: mine, over: theirs))
        #expect(office.facts.records[lead] == mine)
    }

    @Test func `an empty record has no points, and no part has more than its bound`() throws {
        let office = try Office()
        let lead = office.lead(try office.lead("kim@factory.example"))
        #expect(playbook.tenPoints(QualificationRecord(), lead: lead, account: nil).isEmpty)
        let bounds = [
            "icp": 3.0, "trigger-event": 2, "problem-impact": 2, "access-to-decision": 2,
            "timeline": 1,
        ]
        let best = office.lead(try office.ready())
        let lines = playbook.tenPoints(.complete(at: office.now), lead: best, account: nil)
        let parts = Dictionary(grouping: lines) { $0.rule.hasPrefix("icp") ? "icp" : $0.rule }
        #expect(parts.mapValues { $0.reduce(0) { $0 + $1.points } } == bounds)
    }

    @Test func `a lead is an SQL once the record is complete and they talk with us`() throws {
        let office = try Office()
        let lead = try office.ready()
        #expect(office.lead(lead).milestones.sql == nil)
        try office.touch(lead, reached: false)
        #expect(office.lead(lead).milestones.sql == nil)
        try office.touch(lead, reached: true)
        #expect(office.lead(lead).milestones.sql == office.now)
    }

    @Test func `the segment that the SDR confirmed stands against the facts`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example", attributes: ["industry": "telecom"])
        var record = QualificationRecord()
        record.segment = "high-tech"
        try office.run(ChangeQualification(lead: lead, record: record))
        #expect(office.lead(lead).segment == "high-tech")
        try office.run(ChangeLead(lead: lead, attributes: ["employees": 30]))
        #expect(office.lead(lead).segment == "high-tech")
    }

    @Test func `an unknown segment is refused with the nearest names`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        var record = QualificationRecord()
        record.segment = "telekom"
        let refused = refusal { try office.run(ChangeQualification(lead: lead, record: record)) }
        #expect(refused?.message.contains("Did you mean telecom?") == true)
    }

    @Test func `nothing is claimed of a stakeholder that nobody said`() {
        let known = Stakeholder(name: "Lee", part: .approver)
        #expect(!known.reachable && !known.isContact && !known.attendsNextMeeting)
    }

    @Test func `an impact without words gives no points`() throws {
        let office = try Office()
        let lead = office.lead(try office.lead("kim@factory.example"))
        func rules(_ statement: String) -> [String] {
            var record = QualificationRecord()
            record.impact = ProblemImpact(kind: .money, statement: statement, amountPerMonth: 9)
            return playbook.tenPoints(record, lead: lead, account: nil).map(\.rule)
        }
        #expect(rules("Lost orders") == ["problem-impact"] && rules("  ").isEmpty)
    }

    @Test func `an unanswered call is no talk that an SQL could rest on`() throws {
        let office = try Office()
        let lead = try office.lead("kim@factory.example")
        try office.touch(lead, reached: true, by: "mina")
        try office.advance(.days(200))
        try office.run(ChangeQualification(lead: lead, record: .complete(at: office.now)))
        #expect(office.lead(lead).milestones.sql == nil)
        try office.touch(lead, reached: false, by: "mina")
        #expect(office.lead(lead).milestones.sql == nil)
        try office.touch(lead, reached: true, by: "mina")
        #expect(office.lead(lead).milestones.sql == office.now)
    }
}
