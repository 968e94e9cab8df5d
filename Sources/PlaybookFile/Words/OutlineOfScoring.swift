import LeadRules

extension Playbook {
    var scoringLines: [String] {
        let gate = "from \(Value.written(scoring.attributeGate)) attribute points"
        let head = "MQL at \(Value.written(scoring.threshold)) points, \(gate)"
        return [head] + scoring.variantLines + scoring.ruleLines + scoring.penaltyLines
            + scoring.pql.map { rule in
                let counts = rule.counts.sorted { $0.key < $1.key }
                    .map { "\(Value.written($0.value)) \($0.key)" }
                return "PQL by \(rule.id): " + counts.joined(separator: " and ")
            }
    }

    var bantLines: [String] {
        let points = [
            "budget of \(Value.written(bant.budgetAtLeast)) \(bant.currency) "
                + bant.budgetPoints.signed,
            "decision maker \(bant.decisionMakerPoints.signed)",
            "influencer \(bant.influencerPoints.signed)", "need \(bant.needPoints.signed)",
            "timeline within \(bant.timelineWithinDays) days \(bant.timelinePoints.signed)",
        ]
        return points
            + bant.grades.map {
                "grade \($0.grade) from \(Value.written($0.atLeast)): \($0.action.rawValue)"
                    + ($0.clock.map { ", handed over by the clock '\($0)'" } ?? "")
                    + ($0.track.map { ", track '\($0)'" } ?? "")
            }
    }

    var handoffScoreLines: [String] {
        let score = handoffScore
        return [
            "ICP fit: industry \(score.industryFit.signed), size \(score.sizeFit.signed), "
                + "stack \(score.stackFit.signed)",
            "trigger event: typed \(score.triggerTyped.signed), other \(score.triggerUntyped.signed)",
            "problem impact: concrete \(score.impactConcrete.signed), "
                + "stated \(score.impactStated.signed)",
            "access to the decision: reachable \(score.decisionReachable.signed), "
                + "known \(score.decisionKnown.signed)",
            "timeline within \(score.timelineWithinDays) days: \(score.timeline.signed)",
        ]
    }

    var qualificationLines: [String] {
        [
            "SQL needs: "
                + (qualification.required.isEmpty
                    ? "nothing, so no lead becomes one"
                    : qualification.required.map(\.rawValue).joined(separator: ", ")),
            "the decision structure is known from \(qualification.stakeholders) stakeholders",
            "active communication: within \(qualification.activeWithin)",
        ]
    }
}

extension ScoringRules {
    fileprivate var variantLines: [String] {
        variants.map { variant in
            "\(variant.id), when \(variant.when): "
                + [
                    variant.threshold.map { "MQL at \(Value.written($0)) points" },
                    variant.attributeGate.map { "from \(Value.written($0)) attribute points" },
                ].clauses
        }
    }

    fileprivate var ruleLines: [String] {
        attributes.map { "\($0.points.signed) \($0.id), \($0.title): \($0.when)" }
            + behaviours.map { rule in
                [
                    "\(rule.points.signed) \(rule.id): each \(rule.activity)", rule.when.clause,
                    rule.cap.map { "at most \(Value.written($0))" },
                    rule.halfLife.map { "half after \($0)" },
                ].clauses
            }
    }

    fileprivate var penaltyLines: [String] {
        let quiet = inactivity.map {
            "\($0.points.signed) \($0.id): \($0.after) without "
                + $0.without.joined(separator: " or ")
        }
        let again = repetition.map { rule in
            "\(rule.points.signed) for the same action \(rule.times) times in one day"
                + (rule.except.isEmpty ? "" : ", except " + rule.except.joined(separator: ", "))
        }
        return quiet + [again].compactMap(\.self)
    }
}
