import LeadEngine
import LeadRules

/// What can be done with a lead, and what is known of its need.
extension LeadPanels {
    func actions() -> View {
        let lead = file.lead
        let moves = (visit.playbook.stages.moves[lead.stage] ?? [])
            .filter { $0 != .converted && $0 != .recycled }
        let mayWork = visit.may(.work) && lead.isLive
        return [
            "id": lead.id.description, "mayTouch": mayWork,
            "mayMove": mayWork && isOwners && !moves.isEmpty,
            "moves": moves.map { stage -> View in
                ["value": stage.rawValue, "name": visit.words["stage.\(stage.rawValue)"]]
            },
            "mayRecycle": mayWork && isOwners && lead.stage != .recycled
                && lead.stage != .archived,
            "reasons": visit.playbook.recycling.reasons.map { reason -> View in
                ["value": reason.id, "name": visit.words.translated(reason.title)]
            },
            "mayRecall": mayWork && lead.isResting,
            "mayAssign": visit.may(.manage) && lead.isLive && lead.stage != .archived,
            "members": Views.options(
                visit.members.filter(\.isActive).map { ($0.id.description, $0.profile.name) },
                chosen: nil),
            "mayHandOver": mayWork && isOwners && !kinds.isEmpty,
            "kinds": kinds.map { rule -> View in
                ["id": rule.id, "title": visit.title(ofHandoff: rule.id)]
            },
            "mayClose": mayWork && isOwners && lead.stage == .converted,
            "currency": visit.playbook.bant.currency,
        ]
    }

    private var isOwners: Bool {
        let lead = file.lead
        return lead.owner == visit.me.id || lead.credits.ae == visit.me.id || visit.may(.manage)
            || lead.owner == nil
    }

    /// Kinds of handoff that can be opened from where the lead is, by whom it belongs to.
    private var kinds: [HandoffRule] { HandoffKinds.open(to: file.lead, file.handoffs, visit) }

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
            "band": band(total, rule),
        ]
    }

    private func band(_ total: Double, _ rule: HandoffRule?) -> String? {
        guard let rule, let review = rule.jointReview else { return nil }
        if let auto = rule.autoAccept, total >= auto { return visit.words["ten.auto-accept"] }
        return visit.words[total >= review ? "ten.joint-review" : "ten.back"]
    }
}

/// Fields of a qualification record in words.
enum QualificationText {
    static func of(_ field: QualificationField, in record: QualificationRecord, _ visit: Visit)
        -> String?
    {
        let words = visit.words
        let currency = visit.playbook.bant.currency
        switch field {
        case .icpFit: return record.icpConfirmed.map { words[$0 ? "answer.yes" : "answer.no"] }
        case .segment: return record.segment.map { visit.title(ofSegment: $0) }
        case .pain: return record.pain
        case .impact:
            return record.impact.map { impact in
                let amount = impact.amountPerMonth.map {
                    words("record.per-month", ["amount": Figures.money($0, currency)])
                }
                return [words["impact.\(impact.kind.rawValue)"], impact.statement, amount]
                    .compactMap(\.self).joined(separator: " · ")
            }
        case .triggerEvent:
            return record.trigger.map {
                "\(words["trigger.\($0.kind.rawValue)"]) · \($0.statement)"
            }
        case .currentAlternative:
            return record.alternative.map { alternative in
                [words["alternative.\(alternative.kind.rawValue)"], alternative.note]
                    .compactMap(\.self).joined(separator: " · ")
            }
        case .decisionStructure:
            return record.stakeholders.isEmpty
                ? nil
                : record.stakeholders.map { "\($0.name) (\(words["part.\($0.part.rawValue)"]))" }
                    .joined(separator: ", ")
        default: return more(field, in: record, visit)
        }
    }

    private static func more(
        _ field: QualificationField, in record: QualificationRecord, _ visit: Visit
    ) -> String? {
        let words = visit.words
        switch field {
        case .budget:
            return record.budget.map { budget in
                let amount = budget.amount.map { Figures.money($0, visit.playbook.bant.currency) }
                return [words[budget.confirmed ? "record.confirmed" : "record.open"], amount]
                    .compactMap(\.self).joined(separator: " · ")
            }
        case .authority: return record.authority.map { words["authority.\($0.rawValue)"] }
        case .need: return record.need ?? record.pain
        case .timeline:
            return record.timeline.map { words("record.days", ["n": "\($0.withinDays)"]) }
        case .nextStep: return record.nextStep
        case .nextMeeting:
            return record.nextMeeting.map { meeting in
                [
                    visit.reader.time(meeting.at), words["meeting.\(meeting.purpose.rawValue)"],
                    meeting.attendees.joined(separator: ", "),
                ].joined(separator: " · ")
            }
        case .goals: return record.goals
        case .contract: return record.contract
        case .promises: return record.promises
        default: return nil
        }
    }
}
