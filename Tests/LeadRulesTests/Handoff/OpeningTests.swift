import LeadRules
import Testing

@Suite struct OpeningTests {
    @Test(
        arguments: QualificationField.allCases.filter {
            ![.impact, .authority, .need, .goals, .contract, .promises].contains($0)
        })
    func `a missing field is named`(field: QualificationField) throws {
        let office = try Office()
        let lead = try office.ready()
        var record = QualificationRecord.complete(at: office.now)
        switch field {
        case .icpFit: record.icpConfirmed = nil
        case .segment: record.segment = nil
        case .pain: record.pain = " "
        case .triggerEvent: record.trigger = nil
        case .currentAlternative: record.alternative = nil
        case .decisionStructure: record.stakeholders.removeLast()
        case .budget: record.budget = nil
        case .timeline: record.timeline = nil
        case .nextStep: record.nextStep = ""
        default: record.nextMeeting?.attendees = []
        }
        try office.run(ChangeQualification(lead: lead, record: record))
        let refused = refusal { try office.open(lead) }
        #expect(refused?.code == "missing-required-information")
        #expect(refused?.problems.filter { $0.code == "missing" }.map(\.field) == [field.rawValue])
        #expect(refused?.problems.contains { $0.field == "checklist.required-complete" } == true)
        #expect(office.facts.handoffs.isEmpty)
    }

    @Test func `each unmet point of the checklist is named`() throws {
        let office = try Office()
        let lead = try office.ready()
        try office.run(ChangeQualification(lead: lead, record: QualificationRecord()))
        let fields = refusal { try office.open(lead) }?.problems.filter { $0.code == "unmet" }.map(
            \.field)
        #expect(fields == ChecklistItem.allCases.map { "checklist.\($0.rawValue)" })
    }

    @Test(arguments: [7, 8, 10])
    func `seven points or more are accepted at once, and make a SAL`(points: Int) throws {
        let office = try Office()
        let lead = try office.ready(points: points)
        let handoff = office.handoff(try office.open(lead))
        #expect(handoff.state == .accepted && handoff.automatic && handoff.decidedBy == .system)
        #expect(office.owner(lead) == "ada" && office.lead(lead).milestones.sal == office.now)
        #expect(office.lead(lead).stage == .converted)
        #expect(office.running(lead) == [.firstContact] && office.member("mina").load == 0)
    }

    @Test(arguments: [5, 6])
    func `five and six points ask for a joint review under the decision clock`(points: Int) throws {
        let office = try Office()
        let lead = try office.ready(points: points)
        let handoff = office.handoff(try office.open(lead))
        #expect(handoff.state == .review && handoff.points == Double(points))
        #expect(office.running(lead) == [.firstContact, .decision] && office.owner(lead) == "mina")
    }

    @Test(arguments: [3, 4])
    func `four points or fewer stay with the SDR, whose clocks run on, and cost the AE no turn`(
        points: Int
    ) throws {
        let office = try Office()
        let lead = try office.ready(points: points)
        let running = office.running(lead)
        let handoff = office.handoff(try office.open(lead, to: nil))
        #expect(handoff.state == .rejected && handoff.automatic)
        #expect(handoff.rejection?.reason == "low-score")
        #expect(office.lead(lead).stage == .new && office.running(lead) == running)
        #expect(office.facts.seats.values.allSatisfy { $0.pool != "ae" })
    }

    @Test func `the receiver is whoever's turn it is, or somebody able who is named`() throws {
        let office = try Office()
        let receivers = try ["a@a.example", "b@b.example"].map { email in
            office.handoff(try office.open(try office.ready(email, points: 6), to: nil)).receiver
        }
        #expect(receivers == [office["ada"], office["ben"]])
        let third = try office.ready("c@c.example")
        let refused = refusal { try office.open(third, to: "jun") }
        #expect(
            refused?.message.contains("ada") == true && refused?.message.contains("ben") == true)
    }

    @Test func `a lead is handed over once, by its owner or a manager, when it is in work`() throws
    {
        let office = try Office()
        let lead = try office.ready(points: 6)
        #expect(refusal { try office.open(lead, by: "jun") }?.code == "not-yours")
        let handoff = try office.open(lead, by: "boss")
        #expect(office.handoff(handoff).giver == office["mina"])
        #expect(refusal { try office.open(lead, by: "boss") }?.code == "not-in-work")
        let quiet = try office.lead("q@q.example", "newsletter")
        #expect(refusal { try office.open(quiet, by: "boss") }?.code == "not-in-work")
        let unknown = refusal { try office.open(lead, kind: "sdr-to-a", by: "boss") }
        #expect(unknown?.message.contains("sdr-to-ae") == true)
    }

    @Test(arguments: [
        ("demo-request", "first-contact-hot"), ("outbound", "first-contact-outbound"),
        ("event", "first-contact"),
    ])
    func `the contact clock fits the lead`(source: String, clock: String) throws {
        let office = try Office()
        let lead = try office.ready(source: source)
        try office.open(lead, by: "boss")
        #expect(office.clocks(lead, .firstContact).map(\.rule) == [clock])
    }
}
