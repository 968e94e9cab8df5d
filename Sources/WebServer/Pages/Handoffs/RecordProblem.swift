import LeadRules

/// Which field of the record a problem is about.
enum RecordProblem {
    static func field(of problem: FieldProblem) -> QualificationField? {
        let path = problem.field
        if path.hasPrefix("checklist.") {
            return ChecklistItem(rawValue: String(path.dropFirst(10)))?.field
        }
        return QualificationField(rawValue: String(path.prefix { $0 != "." }))
    }
}

extension ChecklistItem {
    /// The field that a point of the checklist looks at; nil for all of them together.
    var field: QualificationField? {
        switch self {
        case .icpSegment: .icpFit
        case .whyNow: .triggerEvent
        case .impact: .impact
        case .alternative: .currentAlternative
        case .nextMeeting: .nextMeeting
        case .requiredComplete: nil
        }
    }
}
