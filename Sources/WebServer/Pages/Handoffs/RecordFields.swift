import LeadRules

/// A qualification record as a form shows and sends it: texts, as somebody typed them.
struct RecordFields: Sendable {
    /// A row of the stakeholder map.
    struct Person: Sendable {
        var name = ""
        var part = Stakeholder.Part.user.rawValue
        var isReachable = false
        var isContact = false
        var attends = false
    }

    private(set) var values: [String: String] = [:]
    private(set) var people: [Person] = []

    /// Rows of the stakeholder map that are always there.
    static let rows = 3
    /// More rows than any map has; what a form sends beyond is not read.
    private static let mostRows = 40

    subscript(name: String) -> String { values[name] ?? "" }

    /// What is known.
    init(_ record: QualificationRecord, in zone: LocalZone) {
        values = Self.texts(of: record).merging(Self.more(of: record, in: zone)) { $1 }
        people = record.stakeholders.map { person in
            Person(
                name: person.name, part: person.part.rawValue, isReachable: person.reachable,
                isContact: person.isContact, attends: person.attendsNextMeeting)
        }
    }

    private static func texts(of record: QualificationRecord) -> [String: String] {
        [
            "icp": record.icpConfirmed.map { $0 ? "yes" : "no" }, "segment": record.segment,
            "pain": record.pain, "need": record.need, "next-step": record.nextStep,
            "goals": record.goals, "contract": record.contract, "promises": record.promises,
            "authority": record.authority?.rawValue,
        ].compactMapValues(\.self)
    }

    private static func more(of record: QualificationRecord, in zone: LocalZone)
        -> [String: String]
    {
        let meeting = record.nextMeeting
        return [
            "impact-kind": record.impact?.kind.rawValue, "impact": record.impact?.statement,
            "impact-amount": record.impact?.amountPerMonth.map(plain),
            "trigger-kind": record.trigger?.kind.rawValue, "trigger": record.trigger?.statement,
            "alternative-kind": record.alternative?.kind.rawValue,
            "alternative": record.alternative?.note,
            "budget": record.budget.map { $0.confirmed ? "yes" : "no" },
            "budget-amount": record.budget?.amount.map(plain),
            "timeline": record.timeline.map { "\($0.withinDays)" },
            "meeting-at": meeting.map { "\(zone.time(at: $0.at))" },
            "meeting-purpose": meeting?.purpose.rawValue, "meeting-material": meeting?.material,
            "meeting-attendees": meeting?.attendees.joined(separator: "\n"),
        ].compactMapValues(\.self)
    }

    /// A number as it is typed: without separators, so that it reads back as the same.
    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    /// What a form sent takes the place of what is known; a form may show only some of the fields.
    mutating func take(_ form: Form) {
        for (name, value) in form.fields where Self.names.contains(name) { values[name] = value }
        guard form.raw("person-0-name") != nil else { return }
        people = []
        for row in 0..<Self.mostRows {
            guard let name = form.raw("person-\(row)-name") else { break }
            people.append(
                Person(
                    name: name, part: form.raw("person-\(row)-part") ?? "",
                    isReachable: form.flag("person-\(row)-reachable"),
                    isContact: form.flag("person-\(row)-contact"),
                    attends: form.flag("person-\(row)-attends")))
        }
    }

    /// A segment that is not confirmed yet, offered for it.
    mutating func propose(segment: String?) {
        if self["segment"].isEmpty { values["segment"] = segment }
    }

    private static let names: Set = [
        "icp", "segment", "pain", "impact-kind", "impact", "impact-amount", "trigger-kind",
        "trigger", "alternative-kind", "alternative", "budget", "budget-amount", "authority",
        "need", "timeline", "next-step", "meeting-at", "meeting-purpose", "meeting-material",
        "meeting-attendees", "goals", "contract", "promises",
    ]
}
