extension Storyteller {
    func score() -> ScoreExplanation {
        let breakdown = playbook.breakdown(of: lead, account: facts.account, at: now)
        let known = LeadFacts(lead: lead, account: facts.account)
        return ScoreExplanation(
            total: breakdown.total, threshold: breakdown.threshold,
            attributePoints: breakdown.attributePoints, attributeGate: breakdown.attributeGate,
            behaviourPoints: breakdown.behaviourPoints,
            variant: playbook.scoring.variants.first { $0.when.holds { known($0) } }?.id,
            attributes: breakdown.attribute, behaviours: breakdown.behaviour,
            verdict: verdict(breakdown), missing: missing(breakdown),
            unmet: playbook.scoring.attributes.filter { rule in
                rule.points > 0 && !rule.when.holds { known($0) }
            }.map { rule in
                ScoreLine(
                    rule: rule.id, title: rule.title, points: rule.points,
                    fact: rule.when.description)
            },
            qualified: qualified(), openQualifications: openQualifications())
    }

    private func verdict(_ breakdown: ScoreBreakdown) -> String {
        let points = "\(Value.written(breakdown.total)) points"
        if lead.verification.state == .fake {
            let was = lead.milestones.mql.map { "It was an MQL since \(local($0)), but" }
            return "\(was ?? "No MQL:") the lead is fake, and its points were taken back."
        }
        if let at = lead.milestones.mql {
            let event = qualified().last { $0.milestone == .mql }
            return "MQL since \(local(at))"
                + (event.map { ": \($0.why), playbook version \($0.playbook)." } ?? ".")
        }
        if !breakdown.passesGate {
            return "No MQL: \(Value.written(breakdown.attributePoints)) attribute points are below "
                + "the gate of \(Value.written(breakdown.attributeGate)), so that behaviour alone "
                + "cannot make one."
        }
        return breakdown.total < breakdown.threshold
            ? "No MQL: \(points), threshold \(Value.written(breakdown.threshold))."
            : "\(points) pass the threshold of \(Value.written(breakdown.threshold)); "
                + "the lead becomes an MQL with its next activity."
    }

    private func missing(_ breakdown: ScoreBreakdown) -> [String] {
        guard lead.milestones.mql == nil, isOpen else { return [] }
        var lines: [String] = []
        if !breakdown.passesGate {
            let short = breakdown.attributeGate - breakdown.attributePoints
            lines.append("\(Value.written(short)) more attribute points for the gate.")
        }
        if breakdown.total < breakdown.threshold {
            let short = ((breakdown.threshold - breakdown.total) * 100).rounded() / 100
            lines.append("\(Value.written(short)) more points for the threshold.")
        }
        return lines.isEmpty ? [] : lines + ["Or a hand-raise, such as a demo request."]
    }

    private func qualified() -> [QualifiedExplanation] {
        facts.events.compactMap { recorded in
            guard let event = recorded.event as? LeadQualified, event.leadID == lead.id else {
                return nil
            }
            return QualifiedExplanation(
                milestone: event.as, at: recorded.stamp.at, why: event.why,
                playbook: recorded.stamp.playbook, lines: event.lines)
        }
    }

    private func openQualifications() -> [String] {
        guard isOpen else { return [] }
        var lines: [String] = []
        if lead.milestones.pql == nil { lines += playbook.scoring.pql.map(pqlProgress) }
        let reached = lead.milestones
        guard reached.sql == nil, !playbook.qualification.required.isEmpty else { return lines }
        if reached.mql == nil, reached.pql == nil {
            return lines + ["No SQL: it is neither MQL nor PQL yet."]
        }
        if lead.work.firstConnectedAt == nil { lines.append("No SQL: nobody has talked with it.") }
        let rules = playbook.qualification
        let gaps = facts.record.missing(rules.required, stakeholders: rules.stakeholders)
        return lines + gaps.map { "No SQL: \($0.field) is missing. \($0.message)" }
    }

    /// Whether anything can still become of the lead.
    private var isOpen: Bool {
        lead.isLive && lead.stage != .archived && lead.milestones.won == nil
            && lead.milestones.lost == nil
    }

    private func pqlProgress(_ rule: ProductRule) -> String {
        let counts = rule.counts.keys.sorted().map { name in
            "\(Value.written(lead.score.counts[name] ?? 0)) of "
                + "\(Value.written(rule.counts[name] ?? 0)) \(name)"
        }
        return "No PQL by '\(rule.title.isEmpty ? rule.id : rule.title)': "
            + counts.joined(separator: ", ") + "."
    }
}
