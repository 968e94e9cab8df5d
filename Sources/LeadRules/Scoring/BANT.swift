extension Playbook {
    /// BANT as a breakdown of up to 100 points.
    package func bantLines(_ record: QualificationRecord) -> [ScoreLine] {
        [budgetLine(record), authorityLine(record), needLine(record), timelineLine(record)]
            .compactMap(\.self)
    }

    /// The grade of so many BANT points, and what it asks for.
    package func bantGrade(_ points: Double) -> BANTGradeRule? {
        bant.grades.first { points >= $0.atLeast } ?? bant.grades.last
    }

    private func budgetLine(_ record: QualificationRecord) -> ScoreLine? {
        guard let budget = record.budget, budget.confirmed, let amount = budget.amount,
            amount >= bant.budgetAtLeast
        else { return nil }
        return ScoreLine(
            rule: "budget", title: "Budget", points: bant.budgetPoints,
            fact: "confirmed, \(Value.written(amount)) \(bant.currency)")
    }

    private func authorityLine(_ record: QualificationRecord) -> ScoreLine? {
        switch record.authority {
        case .decisionMaker:
            ScoreLine(
                rule: "authority", title: "Authority", points: bant.decisionMakerPoints,
                fact: "the contact decides")
        case .influencer:
            ScoreLine(
                rule: "authority", title: "Authority", points: bant.influencerPoints,
                fact: "the contact influences the decision")
        case .some(.none), nil: nil
        }
    }

    private func needLine(_ record: QualificationRecord) -> ScoreLine? {
        guard record.has(.need, stakeholders: 0) else { return nil }
        return ScoreLine(
            rule: "need", title: "Need", points: bant.needPoints,
            fact: record.need ?? record.pain ?? "")
    }

    private func timelineLine(_ record: QualificationRecord) -> ScoreLine? {
        guard let days = record.timeline?.withinDays, days <= bant.timelineWithinDays else {
            return nil
        }
        return ScoreLine(
            rule: "timeline", title: "Timeline", points: bant.timelinePoints,
            fact: "within \(days) days")
    }
}
