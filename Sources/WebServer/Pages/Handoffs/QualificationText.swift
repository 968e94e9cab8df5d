import LeadRules

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
