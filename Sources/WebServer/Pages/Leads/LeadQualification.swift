import LeadEngine
import LeadRules

/// What is known of a lead's need, and what it is worth.
extension LeadPanels {
    /// The record as a list of what is known and what is still missing for the next handoff.
    func qualification() -> View {
        let rule = kinds.first ?? visit.playbook.handoffs.first { $0.to == .ae }
        let needed = visit.playbook.qualification.stakeholders
        let required = rule?.required ?? visit.playbook.qualification.required
        let points = visit.playbook.tenPoints(file.record, lead: file.lead, account: file.account)
        let total = points.reduce(0) { $0 + $1.points }
        let met = required.filter { file.record.has($0, stakeholders: needed) }
        return [
            "fields": required.map { field -> View in
                let value = QualificationText.of(field, in: file.record, visit)
                return [
                    "name": visit.words["field.\(field.rawValue)"], "value": value,
                    "isMet": file.record.has(field, stakeholders: needed), "id": field.rawValue,
                ]
            },
            "met": met.count, "of": required.count, "points": Figures.number(total),
            "percent": Int(total * 10), "isReady": met.count == required.count,
            "lines": Views.lines(points, visit.words), "hasLines": !points.isEmpty,
            "band": band(total, rule), "bant": bant(), "checklist": checklist(),
            "map": StakeholderMap.view(file.record.stakeholders, visit.words),
        ]
    }

    /// The six points of the next handoff, as they stand.
    func checklist() -> View? {
        guard let rule = kinds.first ?? visit.playbook.handoffs.first(where: { $0.to == .ae }),
            !rule.checklist.isEmpty
        else { return nil }
        let needs = HandoffNeeds(
            rule: rule, stakeholders: visit.playbook.qualification.stakeholders)
        return needs.view(
            file.record, visit.words, at: "/leads/\(file.lead.id)/qualification")
    }

    /// Budget, authority, need and time: what each gave of what it could give, and the grade.
    func bant() -> View {
        let rules = visit.playbook.bant
        let lines = visit.playbook.bantLines(file.record)
        let total = lines.reduce(0) { $0 + $1.points }
        let grade = visit.playbook.bantGrade(total)
        let parts: [(QualificationField, Double)] = [
            (.budget, rules.budgetPoints),
            (.authority, max(rules.decisionMakerPoints, rules.influencerPoints)),
            (.need, rules.needPoints), (.timeline, rules.timelinePoints),
        ]
        let most = max(1, parts.reduce(0) { $0 + $1.1 })
        return [
            "points": Figures.number(total), "most": Figures.number(most),
            "percent": Int(total / most * 100),
            "grade": grade.map { visit.words("playbook-page.grade", ["grade": $0.grade]) },
            "action": grade.map { visit.words["playbook-page.bant-\($0.action.rawValue)"] },
            "lines": parts.map { field, most -> View in
                let line = lines.first { $0.rule == field.rawValue }
                return [
                    "title": visit.words["field.\(field.rawValue)"],
                    "fact": QualificationText.of(field, in: file.record, visit),
                    "points": Figures.number(line?.points ?? 0), "most": Figures.number(most),
                    "isNone": line == nil,
                ]
            },
        ]
    }

    private func band(_ total: Double, _ rule: HandoffRule?) -> String? {
        rule?.band(of: total).map { visit.words["ten.\($0.rawValue)"] }
    }
}
