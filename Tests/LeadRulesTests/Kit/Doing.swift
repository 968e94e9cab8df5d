import LeadRules
import Testing

extension Contact {
    /// A contact as the edge parses it.
    init(_ email: String?, name: String = "", phone: String? = nil, title: String? = nil) {
        self.init()
        self.name = name
        nameKey = name.isEmpty ? nil : name.lowercased()
        self.email = email
        emailKey = email?.lowercased()
        emailDomain = email?.split(separator: "@").last.map(String.init)
        if emailDomain == "gmail.com" { findings = [.emailFree] }
        self.phone = phone
        self.title = title
    }
}

extension Office {
    @discardableResult
    func capture(
        _ contact: Contact, _ source: String = "demo-request", key: String? = nil,
        ip: String? = nil, attributes: [String: Value] = [:], visitor: String? = nil
    ) throws -> CaptureLead.Answer {
        var origin = Origin()
        origin.source = source
        origin.externalID = key
        origin.ip = ip
        return try run(
            CaptureLead(
                contact: contact, origin: origin, attributes: attributes, visitor: visitor))
    }

    /// A lead by its mail address.
    @discardableResult
    func lead(
        _ email: String, _ source: String = "demo-request", phone: String? = nil,
        title: String? = nil, attributes: [String: Value] = [:]
    ) throws -> LeadID {
        try capture(
            Contact(email, phone: phone, title: title), source, attributes: attributes
        ).lead
    }

    @discardableResult
    func act(_ lead: LeadID, _ kind: String, _ properties: [String: Value] = [:]) throws -> EventID
    {
        try run(
            RecordActivity(
                lead: lead, activity: Activity(kind: kind, at: now, properties: properties)))
    }

    func touch(_ lead: LeadID, reached: Bool, by name: String? = nil) throws {
        try run(LogTouch(lead: lead, channel: .call, reached: reached), by: name)
    }

    /// A lead whose record is complete, with `points` of the ten, from 3 to 10.
    func ready(
        _ email: String = "kim@factory.example", points: Int = 10, source: String = "demo-request"
    )
        throws -> LeadID
    {
        let fits: [String: Value] = [
            "industry": "manufacturing", "employees": points > 8 ? 500 : 5,
            "tech-stack": points > 9 ? "SAP" : "none",
        ]
        let lead = try lead(email, source, attributes: fits)
        if isUnowned(lead) {
            try run(AssignLead(lead: lead, to: self["mina"], reason: "test"))
        }
        try run(ChangeQualification(lead: lead, record: .complete(at: now, points: points)))
        return lead
    }

    private func isUnowned(_ id: LeadID) -> Bool { lead(id).owner == nil }

    @discardableResult
    func open(
        _ lead: LeadID, to receiver: String? = "ada", kind: String = "sdr-to-ae", by: String? = nil
    )
        throws -> HandoffID
    {
        try run(
            OpenHandoff(lead: lead, kind: kind, receiver: receiver.map { self[$0] }),
            by: by ?? owner(lead))
    }

    /// A lead that ada has won.
    func won() throws -> LeadID {
        let lead = try ready()
        try open(lead)
        try run(RecordOutcome(lead: lead, won: true, amount: 80_000), by: "ada")
        return lead
    }

    /// A lead that ada has won, of which those who keep the customer know all they need.
    func customer() throws -> LeadID {
        let lead = try won()
        try readyForCustomerCare(lead)
        return lead
    }

    func readyForCustomerCare(_ lead: LeadID) throws {
        var record = QualificationRecord.complete(at: now)
        record.goals = "Half the lost orders"
        record.contract = "Two years"
        record.promises = "Training in May"
        try run(ChangeQualification(lead: lead, record: record))
    }

    func reject(_ handoff: HandoffID, _ reason: String, fields: [QualificationField] = []) throws {
        try run(RejectHandoff(handoff: handoff, reason: reason, fields: fields), by: "ada")
    }
}

extension QualificationRecord {
    static func complete(at now: Instant, points: Int = 10) -> QualificationRecord {
        var record = QualificationRecord()
        record.segment = "manufacturing"
        record.icpConfirmed = true
        record.pain = "Orders get lost between two systems."
        record.impact = ProblemImpact(
            kind: .money, statement: "Lost orders", amountPerMonth: points > 4 ? 20_000 : nil)
        record.trigger = TriggerEvent(
            kind: points > 3 ? .regulation : .other, statement: "A new law")
        record.alternative = CurrentAlternative(kind: .spreadsheet)
        record.stakeholders = [
            Stakeholder(name: "Kim", part: .user, isContact: true),
            Stakeholder(name: "Lee", part: points > 5 ? .approver : .user, reachable: points > 6),
        ]
        record.budget = Budget(confirmed: true, amount: 60_000)
        record.authority = .influencer
        record.timeline = Timeline(withinDays: points > 7 ? 60 : 200)
        record.nextStep = "Demo with the plant manager"
        record.nextMeeting = Meeting(at: now + .days(3), attendees: ["Kim"], purpose: .demo)
        return record
    }
}

/// The refusal that a body ends in.
func refusal(_ body: () throws -> Void) -> Refusal? {
    do {
        try body()
        Issue.record("it was not refused")
    } catch let refusal as Refusal {
        return refusal
    } catch {
        Issue.record("\(error)")
    }
    return nil
}
