import Foundation
import LeadRules

/// A record read from its fields, with what could not be read.
struct RecordReading: Sendable {
    private(set) var record = QualificationRecord()
    private(set) var problems: [FieldProblem] = []
    private let fields: RecordFields

    /// - Parameter known: the record as it is kept; a time that nobody changed keeps its seconds.
    init(_ fields: RecordFields, over known: QualificationRecord, in zone: LocalZone, needed: Int) {
        self.fields = fields
        record.segment = text("segment")
        record.icpConfirmed = text("icp").map { $0 == "yes" }
        record.pain = text("pain")
        record.need = text("need")
        record.nextStep = text("next-step")
        record.goals = text("goals")
        record.contract = text("contract")
        record.promises = text("promises")
        record.authority = text("authority").flatMap(Authority.init(rawValue:))
        readNeed(needed)
        readMoney()
        readPeople()
        readMeeting(known.nextMeeting, zone, needed)
    }

    private func text(_ name: String) -> String? {
        let trimmed = fields[name].trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }

    /// What is half there is asked for, not dropped.
    private mutating func ask(_ field: QualificationField, _ needed: Int) {
        problems.append(
            FieldProblem(
                field: field.rawValue, code: "missing", message: field.request(needed)))
    }

    private mutating func readNeed(_ needed: Int) {
        let amount = number("impact-amount", "impact.amountPerMonth")
        let kind = text("impact-kind").flatMap(ProblemImpact.Kind.init(rawValue:))
        if let kind {
            record.impact = ProblemImpact(
                kind: kind, statement: text("impact") ?? "", amountPerMonth: amount)
        } else if text("impact") != nil || amount != nil {
            ask(.impact, needed)
        }
        let trigger = text("trigger-kind").flatMap(TriggerEvent.Kind.init(rawValue:))
        if trigger != nil || text("trigger") != nil {
            record.trigger = TriggerEvent(
                kind: trigger ?? .other, statement: text("trigger") ?? "")
        }
        if let kind = text("alternative-kind").flatMap(CurrentAlternative.Kind.init(rawValue:)) {
            record.alternative = CurrentAlternative(kind: kind, note: text("alternative"))
        } else if text("alternative") != nil {
            ask(.currentAlternative, needed)
        }
    }

    private mutating func readMoney() {
        let amount = number("budget-amount", "budget.amount")
        if text("budget") != nil || amount != nil {
            record.budget = Budget(confirmed: text("budget") == "yes", amount: amount)
        }
        let days = written("timeline") {
            try WrittenNumber.readWhole($0, field: "timeline.withinDays")
        }
        record.timeline = days.map { Timeline(withinDays: $0) }
    }

    private mutating func readPeople() {
        record.stakeholders = fields.people.compactMap { person in
            let name = person.name.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !name.isEmpty else { return nil }
            return Stakeholder(
                name: name, part: Stakeholder.Part(rawValue: person.part) ?? .user,
                reachable: person.isReachable, isContact: person.isContact,
                attendsNextMeeting: person.attends)
        }
    }

    private mutating func readMeeting(_ known: Meeting?, _ zone: LocalZone, _ needed: Int) {
        let attendees = Self.lines(fields["meeting-attendees"])
        let purpose = text("meeting-purpose").flatMap(Meeting.Purpose.init(rawValue:))
        guard let at = text("meeting-at") else {
            if !attendees.isEmpty || purpose != nil || text("meeting-material") != nil {
                ask(.nextMeeting, needed)
            }
            return
        }
        guard let moment = Self.moment(at, known?.at, zone) else {
            return problems.append(
                FieldProblem(
                    field: "next-meeting", code: "not-a-time",
                    message: "'\(at)' is not a date and time."))
        }
        guard let purpose else { return ask(.nextMeeting, needed) }
        record.nextMeeting = Meeting(
            at: moment, attendees: attendees, purpose: purpose, material: text("meeting-material"))
    }

    private static func moment(_ text: String, _ known: Instant?, _ zone: LocalZone) -> Instant? {
        if let known, "\(zone.time(at: known))" == text { return known }
        return LocalTime(text).map { zone.moment(of: $0) }
    }

    private mutating func number(_ name: String, _ field: String) -> Double? {
        written(name) { try WrittenNumber.read($0, field: field) }
    }

    /// What a field says, as the rules read it; what they cannot read is kept as a problem.
    private mutating func written<Number>(
        _ name: String, _ read: (String) throws -> Number
    ) -> Number? {
        guard let text = text(name) else { return nil }
        do {
            return try read(text)
        } catch let refusal as Refusal {
            problems += refusal.problems
        } catch {
            assertionFailure("\(error)")
        }
        return nil
    }

    /// The lines of a text that say something.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
