import LeadRules

/// What must be known for a handoff of a kind: its required fields and its checklist.
struct HandoffNeeds {
    let rule: HandoffRule
    let stakeholders: Int

    /// In the order in which a conversation goes.
    var fields: [QualificationField] {
        let wanted = Set(rule.required).union(rule.checklist.compactMap(\.field))
            .union(rule.checklist.contains(.icpSegment) ? [.segment] : [])
        return QualificationField.allCases.filter(wanted.contains)
    }

    func isMet(_ field: QualificationField, in record: QualificationRecord) -> Bool {
        let points = rule.checklist.filter { $0.field == field }
        return record.has(field, stakeholders: stakeholders)
            && points.allSatisfy { meets($0, record) }
    }

    private func meets(_ item: ChecklistItem, _ record: QualificationRecord) -> Bool {
        record.meets(item, required: rule.required, stakeholders: stakeholders)
    }

    func missing(in record: QualificationRecord) -> [FieldProblem] {
        record.missing(rule.required, stakeholders: stakeholders)
            + record.unchecked(
                rule.checklist, required: rule.required, stakeholders: stakeholders)
    }

    /// The checklist as it ticks itself; the fields where a kind has none.
    ///
    /// - Parameter page: the address of the page with the fields; nothing for this page.
    func view(_ record: QualificationRecord, _ words: Words, at page: String = "") -> View {
        let fields = fields
        let met = fields.filter { isMet($0, in: record) }.count
        let points = rule.checklist.map { item -> View in
            let open = item.field ?? fields.first { !isMet($0, in: record) }
            return [
                "name": words["checklist.\(item.rawValue)"], "isMet": meets(item, record),
                "href": "\(page)#\((open ?? .pain).rawValue)",
            ]
        }
        let plain = fields.map { field -> View in
            [
                "name": words["field.\(field.rawValue)"], "isMet": isMet(field, in: record),
                "href": "\(page)#\(field.rawValue)",
            ]
        }
        return [
            "items": points.isEmpty ? plain : points, "met": met, "of": fields.count,
            "done": rule.checklist.filter { meets($0, record) }.count,
            "all": rule.checklist.count,
            "isReady": met == fields.count,
        ]
    }
}
