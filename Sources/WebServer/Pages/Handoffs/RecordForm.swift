import LeadEngine
import LeadRules

/// The fields of a record on a page, each with what is wrong with it.
struct RecordForm {
    let fields: RecordFields
    /// Those that are shown, and those that must be known.
    let shown: Set<QualificationField>
    let required: Set<QualificationField>
    let problems: [FieldProblem]
    /// One more empty row of the stakeholder map, in which to type.
    var addsRow = false
    /// Names that may be meant in the stakeholder map.
    var names: [String] = []
    let visit: Visit

    private var words: Words { visit.words }

    func view() -> View {
        let groups = QualificationField.allCases.map { field -> (String, View?) in
            guard shown.contains(field) else { return ("\(field)", nil) }
            let frame: View = [
                "id": field.rawValue, "isRequired": required.contains(field),
                "error": error(of: field),
            ]
            return ("\(field)", frame.with(content(of: field)))
        }
        let view: View = ["currency": visit.playbook.bant.currency, "zone": visit.reader.zone.name]
        return groups.reduce(view) { view, group in
            view.with(.fields([group.0: group.1.view]))
        }
    }

    /// What is wrong, for the top of the page, each with the field's place.
    func errors() -> View {
        var told: Set<String> = []
        return problems.compactMap { problem -> View? in
            let field = RecordProblem.field(of: problem)
            let text = words.telling(problem)
            // That fields are missing is said by the fields.
            guard
                field != nil || problem.field != "checklist.required-complete"
                    || problems.count == 1
            else { return nil }
            guard told.insert(field?.rawValue ?? text).inserted else { return nil }
            return [
                "href": field.map { "#\($0.rawValue)" } ?? "#\(problem.field)", "text": text,
                "name": field.map { words["field.\($0.rawValue)"] },
            ]
        }.view
    }

    private func error(of field: QualificationField) -> String? {
        problems.first { RecordProblem.field(of: $0) == field }.map { words.telling($0) }
    }

    private func content(of field: QualificationField) -> View {
        switch field {
        case .icpFit: ["choices": answers("icp", yes: "answer.yes", no: "answer.no")]
        case .segment:
            [
                "options": Views.options(
                    visit.playbook.segments.map { ($0.id, visit.title(ofSegment: $0.id)) },
                    chosen: fields["segment"])
            ]
        case .impact:
            [
                "kinds": options(ProblemImpact.Kind.self, "impact-kind", "impact"),
                "text": fields["impact"], "amount": fields["impact-amount"],
            ]
        case .triggerEvent:
            [
                "kinds": options(TriggerEvent.Kind.self, "trigger-kind", "trigger"),
                "text": fields["trigger"],
            ]
        case .currentAlternative:
            [
                "kinds": options(CurrentAlternative.Kind.self, "alternative-kind", "alternative"),
                "text": fields["alternative"],
            ]
        case .decisionStructure: people()
        case .budget:
            [
                "choices": answers("budget", yes: "record.confirmed", no: "record.open"),
                "amount": fields["budget-amount"],
            ]
        case .authority: ["kinds": options(Authority.self, "authority", "authority")]
        case .timeline: ["text": fields["timeline"]]
        case .nextMeeting: meeting()
        case .pain, .need, .nextStep, .goals, .contract, .promises:
            ["text": fields[field.rawValue]]
        }
    }

    private func answers(_ name: String, yes: String, no: String) -> View {
        Views.options(
            [("yes", words[yes]), ("no", words[no]), ("", words["record.unknown"])],
            chosen: fields[name])
    }

    private func options<C: RawRepresentable & CaseIterable>(
        _ type: C.Type, _ name: String, _ area: String
    ) -> View where C.RawValue == String {
        Views.options(type, chosen: fields[name]) { words["\(area).\($0.rawValue)"] }
    }

    private func people() -> View {
        let named = fields.people.filter { !$0.name.isEmpty }
        let count = max(RecordFields.rows, fields.people.count) + (addsRow ? 1 : 0)
        let blank = Array(
            repeating: RecordFields.Person(), count: max(0, count - fields.people.count))
        let rows = fields.people + blank
        return [
            "rows": rows.enumerated().map { index, person -> View in
                [
                    "index": index, "nth": index + 1, "name": person.name,
                    "parts": Views.options(Stakeholder.Part.self, chosen: person.part) {
                        words["part.\($0.rawValue)"]
                    },
                    "isReachable": person.isReachable, "isContact": person.isContact,
                    "attends": person.attends, "isNew": addsRow && index == rows.count - 1,
                ]
            },
            "needed": visit.playbook.qualification.stakeholders,
            "map": StakeholderMap.view(
                named.map { person in
                    Stakeholder(
                        name: person.name, part: Stakeholder.Part(rawValue: person.part) ?? .user,
                        reachable: person.isReachable, isContact: person.isContact,
                        attendsNextMeeting: person.attends)
                }, words),
            "names": names, "hasNames": !names.isEmpty,
        ]
    }

    private func meeting() -> View {
        [
            "at": fields["meeting-at"], "attendees": fields["meeting-attendees"],
            "purposes": options(Meeting.Purpose.self, "meeting-purpose", "meeting"),
            "material": fields["meeting-material"],
        ]
    }
}
