import LeadRules

/// Who becomes an MQL, PQL and SQL, and how many points what gives.
extension PlaybookSheet {
    var scoring: Section {
        let rules = playbook.scoring
        return Section(
            "scoring", ["scoring"],
            notes: [
                say("threshold", ["points": Figures.number(rules.threshold)]),
                rules.attributeGate > 0
                    ? say("gate", ["points": Figures.number(rules.attributeGate)]) : nil,
            ],
            [
                Group(heading: words["lead.attributes"], rows: attributes),
                Group(heading: words["lead.behaviour"], rows: behaviours + quiet),
                Group(heading: words["milestone.pql"], rows: products),
                Group(heading: say("variants"), rows: variants),
            ])
    }

    private func ruleTitle(_ id: String, _ title: String) -> String {
        words["score-rule.\(id)", ifAny: named(title, id)]
    }

    private var attributes: [Row] {
        playbook.scoring.attributes.map { rule in
            Row(
                ruleTitle(rule.id, rule.title), [condition(rule.when)],
                side: Figures.points(rule.points))
        }
    }

    private var behaviours: [Row] {
        playbook.scoring.behaviours.map { rule in
            Row(
                ruleTitle(rule.id, rule.title.isEmpty ? activity(rule.activity) : rule.title),
                [
                    say("each", ["activity": activity(rule.activity)]), condition(rule.when),
                    rule.cap.map { say("cap-points", ["points": Figures.number($0)]) },
                    rule.halfLife.map { say("half-life", ["time": reader.span($0)]) },
                ], side: Figures.points(rule.points))
        }
    }

    private var quiet: [Row] {
        playbook.scoring.inactivity.map { rule in
            Row(
                ruleTitle(rule.id, rule.title),
                [
                    say(
                        "without",
                        [
                            "time": reader.span(rule.after),
                            "list": list(rule.without.map { activity($0) }),
                        ])
                ], side: Figures.points(rule.points))
        }
    }

    private var products: [Row] {
        playbook.scoring.pql.map { rule in
            let counts = rule.counts.sorted { $0.key < $1.key }.map { name, count in
                say("test-at-least", ["fact": words.count(name), "value": Figures.number(count)])
            }
            return Row(ruleTitle(rule.id, rule.title), [counts.joined(separator: say("and"))])
        }
    }

    private var variants: [Row] {
        playbook.scoring.variants.map { rule in
            Row(
                rule.id,
                [
                    condition(rule.when),
                    rule.threshold.map { say("threshold", ["points": Figures.number($0)]) },
                    rule.attributeGate.map { say("gate", ["points": Figures.number($0)]) },
                ])
        }
    }

    var bant: Section {
        let rules = playbook.bant
        let points = [
            Row(
                words["field.budget"],
                [say("budget", ["amount": Figures.money(rules.budgetAtLeast, rules.currency)])],
                side: Figures.points(rules.budgetPoints)),
            Row(
                words["field.authority"], [words["authority.decision-maker"]],
                side: Figures.points(rules.decisionMakerPoints)),
            Row(
                words["field.authority"], [words["authority.influencer"]],
                side: Figures.points(rules.influencerPoints)),
            Row(words["field.need"], [say("need")], side: Figures.points(rules.needPoints)),
            Row(
                words["field.timeline"],
                [words("record.days", ["n": "\(rules.timelineWithinDays)"])],
                side: Figures.points(rules.timelinePoints)),
        ]
        let grades = rules.grades.map { rule in
            Row(
                say("grade", ["grade": rule.grade]),
                [
                    say("bant-\(rule.action.rawValue)"),
                    rule.clock.map { say("under-clock", ["clock": clock($0)]) },
                    rule.track.map { reads($0) },
                ],
                side: rule.atLeast > 0
                    ? say("from-points", ["points": Figures.number(rule.atLeast)])
                    : say("below-points"))
        }
        return Section(
            "bant", ["bant"],
            [
                Group(heading: say("bant-points"), rows: points),
                Group(heading: say("bant-grades"), rows: grades),
            ])
    }

    var tenPoints: Section {
        let rules = playbook.handoffScore
        let parts: [(String, String, Double)] = [
            ("field.icp-fit", "ten-industry", rules.industryFit),
            ("field.icp-fit", "ten-size", rules.sizeFit),
            ("field.icp-fit", "ten-stack", rules.stackFit),
            ("field.trigger-event", "ten-typed", rules.triggerTyped),
            ("field.trigger-event", "ten-untyped", rules.triggerUntyped),
            ("field.impact", "ten-concrete", rules.impactConcrete),
            ("field.impact", "ten-stated", rules.impactStated),
            ("field.decision-structure", "ten-reachable", rules.decisionReachable),
            ("field.decision-structure", "ten-known", rules.decisionKnown),
        ]
        let rows = parts.map { field, what, points in
            Row(words[field], [say(what)], side: Figures.points(points))
        }
        let timeline = Row(
            words["field.timeline"],
            [words("record.days", ["n": "\(rules.timelineWithinDays)"])],
            side: Figures.points(rules.timeline))
        return Section(
            "ten", ["handoff-score"], [Group(heading: nil, rows: rows + [timeline])])
    }

    var qualification: Section {
        let rules = playbook.qualification
        return Section(
            "qualification", ["qualification"],
            notes: [
                rules.required.isEmpty
                    ? say("sql-never") : say("sql-needs", ["fields": fields(rules.required)]),
                say("stakeholders", ["n": "\(rules.stakeholders)"]),
                say("active-within", ["time": reader.span(rules.activeWithin)]),
            ])
    }
}
