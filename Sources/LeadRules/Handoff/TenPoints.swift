extension Playbook {
    /// The ten-point handoff score, taken apart. Parts without points are not listed.
    package func tenPoints(_ record: QualificationRecord, lead: Lead, account: Account?)
        -> [ScoreLine]
    {
        let facts = LeadFacts(lead: lead, account: account)
        let lines =
            fitLines(record, facts) + [
                triggerLine(record), impactLine(record), decisionLine(record),
                timelineLine(record),
            ]
        return lines.compactMap(\.self)
    }

    private func fitLines(_ record: QualificationRecord, _ facts: LeadFacts) -> [ScoreLine?] {
        guard let id = record.segment ?? facts.lead.segment, let segment = segment(id) else {
            return []
        }
        func line(_ name: String, _ condition: Condition?, _ points: Double) -> ScoreLine? {
            guard let condition, condition.holds({ facts($0) }) else { return nil }
            return ScoreLine(
                rule: "icp-\(name)", title: "ICP fit: \(name)", points: points,
                fact: "\(words(condition, facts)) (segment \(segment.title))")
        }
        return [
            line("industry", segment.industry, handoffScore.industryFit),
            line("size", segment.size, handoffScore.sizeFit),
            line("stack", segment.stack, handoffScore.stackFit),
        ]
    }

    private func triggerLine(_ record: QualificationRecord) -> ScoreLine? {
        guard record.has(.triggerEvent, stakeholders: 0), let trigger = record.trigger else {
            return nil
        }
        return ScoreLine(
            rule: "trigger-event", title: "Trigger event",
            points: trigger.kind == .other
                ? handoffScore.triggerUntyped : handoffScore.triggerTyped,
            fact: "\(trigger.kind.rawValue): \(trigger.statement)")
    }

    /// A concrete loss or risk counts in full, a stated impact in part.
    private func impactLine(_ record: QualificationRecord) -> ScoreLine? {
        guard record.has(.impact, stakeholders: 0), let impact = record.impact else { return nil }
        let concrete = impact.amountPerMonth != nil || impact.kind == .risk
        return ScoreLine(
            rule: "problem-impact", title: "Problem impact",
            points: concrete ? handoffScore.impactConcrete : handoffScore.impactStated,
            fact: "\(impact.kind.rawValue): \(impact.statement)")
    }

    private func decisionLine(_ record: QualificationRecord) -> ScoreLine? {
        let deciders = record.stakeholders.filter { $0.part == .approver || $0.part == .security }
        guard let decider = deciders.first(where: \.reachable) ?? deciders.first else { return nil }
        return ScoreLine(
            rule: "access-to-decision", title: "Access to the decision",
            points: decider.reachable
                ? handoffScore.decisionReachable : handoffScore.decisionKnown,
            fact: "\(decider.name) (\(decider.part.rawValue)) is "
                + (decider.reachable ? "reachable" : "known"))
    }

    private func timelineLine(_ record: QualificationRecord) -> ScoreLine? {
        guard let days = record.timeline?.withinDays, days <= handoffScore.timelineWithinDays
        else { return nil }
        return ScoreLine(
            rule: "timeline", title: "Timeline", points: handoffScore.timeline,
            fact: "within \(days) days")
    }
}

/// What the ten points of a handoff lead to.
package enum PointsBand: String, CaseIterable, Sendable {
    /// The receiver accepts automatically.
    case autoAccept = "auto-accept"
    /// Giver and receiver look at it together.
    case jointReview = "joint-review"
    /// The giver keeps the lead.
    case back
}

extension HandoffRule {
    /// The band that points fall into; nil where the receiver decides, whatever the points.
    package func band(of points: Double) -> PointsBand? {
        if let autoAccept, points >= autoAccept { return .autoAccept }
        return jointReview.map { points >= $0 ? .jointReview : .back }
    }

    /// Where each band begins, from the lowest.
    package var bands: [(band: PointsBand, from: Double)] {
        [
            jointReview.map { _ in (.back, 0) }, jointReview.map { (.jointReview, $0) },
            autoAccept.map { (.autoAccept, $0) },
        ].compactMap(\.self)
    }
}

extension [ScoreLine] {
    /// The points of all lines together.
    package var points: Double { reduce(0) { $0 + $1.points } }
}
