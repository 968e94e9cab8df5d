import LeadRules

extension ScoringRules {
    /// Reports a threshold or a gate that no lead can ever reach. Without any rule there is no
    /// score, and leads qualify by hand-raises and product counts alone.
    func checkReach(threshold: Double?, gate: Double?, in map: YAMLMap) {
        if let gate, gate > mostAttributePoints {
            (map["attribute-gate"] ?? map.value).report(
                "No lead can pass the gate of \(Value.written(gate)): the attribute rules give "
                    + "at most \(Value.written(mostAttributePoints)) points.")
        }
        if let threshold, threshold > mostPoints, !(attributes.isEmpty && behaviours.isEmpty) {
            (map["threshold"] ?? map.value).report(
                "No lead can reach the threshold of \(Value.written(threshold)): all rules together "
                    + "give at most \(Value.written(mostPoints)) points.")
        }
    }

    /// Every rule that gives points, all at once.
    private var mostAttributePoints: Double { attributes.reduce(0) { $0 + max(0, $1.points) } }

    /// Infinite when a behaviour that gives points has no cap.
    private var mostPoints: Double {
        behaviours.filter { $0.points > 0 }.reduce(mostAttributePoints) {
            $0 + ($1.cap ?? .infinity)
        }
    }
}

extension Playbook {
    /// The best ten-point score that a handoff can get: only those parts of the ICP fit count that
    /// some segment names.
    var mostHandoffPoints: Double {
        let score = handoffScore
        let fit = segments.map { segment in
            (segment.industry == nil ? 0 : score.industryFit)
                + (segment.size == nil ? 0 : score.sizeFit)
                + (segment.stack == nil ? 0 : score.stackFit)
        }
        return (fit.max() ?? 0) + max(score.triggerTyped, score.triggerUntyped)
            + max(score.impactConcrete, score.impactStated)
            + max(score.decisionReachable, score.decisionKnown) + score.timeline
    }
}
