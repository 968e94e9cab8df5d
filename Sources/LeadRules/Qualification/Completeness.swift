extension QualificationRecord {
    /// Whether a field is filled in such a way that somebody else can work with it.
    package func has(_ field: QualificationField, stakeholders needed: Int) -> Bool {
        switch field {
        case .icpFit: icpConfirmed != nil
        case .segment: filled(segment)
        case .pain: filled(pain)
        case .impact: filled(impact?.statement)
        case .triggerEvent: filled(trigger?.statement)
        case .currentAlternative: alternative != nil
        case .decisionStructure: stakeholders.count >= needed
        case .budget: budget != nil
        case .authority: authority != nil
        case .need: filled(need) || filled(pain)
        case .timeline: timeline != nil
        case .nextStep: filled(nextStep)
        case .nextMeeting: nextMeeting.map { !$0.attendees.isEmpty } ?? false
        case .goals: filled(goals)
        case .contract: filled(contract)
        case .promises: filled(promises)
        }
    }

    private func filled(_ text: String?) -> Bool {
        text.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    }

    /// The required fields that are missing, each with what to do about it.
    package func missing(_ required: [QualificationField], stakeholders: Int) -> [FieldProblem] {
        required.filter { !has($0, stakeholders: stakeholders) }.map {
            FieldProblem(field: $0.rawValue, code: "missing", message: $0.request(stakeholders))
        }
    }

    /// The points of the checklist that are not yet met.
    package func unchecked(
        _ items: [ChecklistItem], required: [QualificationField], stakeholders: Int
    )
        -> [FieldProblem]
    {
        items.filter { !meets($0, required: required, stakeholders: stakeholders) }.map {
            FieldProblem(field: "checklist.\($0.rawValue)", code: "unmet", message: $0.request)
        }
    }

    package func meets(
        _ item: ChecklistItem, required: [QualificationField], stakeholders: Int
    ) -> Bool {
        switch item {
        case .icpSegment: icpConfirmed == true && filled(segment)
        case .whyNow: filled(trigger?.statement)
        case .impact: filled(impact?.statement)
        case .alternative: alternative != nil
        case .nextMeeting: nextMeeting.map { !$0.attendees.isEmpty } ?? false
        case .requiredComplete: missing(required, stakeholders: stakeholders).isEmpty
        }
    }
}

extension QualificationField {
    /// What to do when the field is missing.
    package func request(_ stakeholders: Int) -> String {
        switch self {
        case .icpFit: "Confirm whether the account is an ideal customer."
        case .segment: "Name the segment."
        case .pain: "Describe the pain in one or two sentences."
        case .impact: "State the impact as time, money, risk or opportunity."
        case .triggerEvent: "Say why now: name the trigger event."
        case .currentAlternative: "Say what they use today, even if it is nothing."
        case .decisionStructure: "Name at least \(stakeholders) stakeholders and their parts."
        case .budget: "State the budget, confirmed or not."
        case .authority: "Say whether the contact decides or influences."
        case .need: "Describe the need."
        case .timeline: "State within how many days they want to evaluate or buy."
        case .nextStep: "Write down the agreed next step."
        case .nextMeeting: "Agree on the next meeting: time, attendees, purpose."
        case .goals: "Write down the customer's goals."
        case .contract: "Write down what the contract says."
        case .promises: "Write down what was promised."
        }
    }
}

extension ChecklistItem {
    var request: String {
        switch self {
        case .icpSegment: "Confirm that the account is in the ICP, and in which segment."
        case .whyNow: "Say why now, in one sentence."
        case .impact: "State the impact as time, money or risk."
        case .alternative: "Name the current alternative."
        case .nextMeeting: "Agree on purpose and attendees of the next meeting."
        case .requiredComplete: "Complete the required fields."
        }
    }
}
