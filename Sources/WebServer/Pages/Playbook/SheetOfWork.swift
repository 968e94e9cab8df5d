import LeadRules

/// Who works on what, until when, and what then happens.
extension PlaybookSheet {
    private func stage(_ stage: Stage) -> String { words["stage.\(stage.rawValue)"] }

    private func reason(_ id: String) -> String {
        playbook.recycling.reason(id).map { named($0.title, id) } ?? id
    }

    var stages: Section {
        let rules = playbook.stages
        let rows = Stage.allCases.compactMap { from -> Row? in
            guard let targets = rules.moves[from] else { return nil }
            return Row(
                stage(from),
                ["→ " + (targets.isEmpty ? say("nowhere") : list(targets.map { stage($0) }))])
        }
        return Section(
            "stages", ["stages", "queue"],
            notes: [
                rules.newClock.map { say("new-clock", ["clock": clock($0)]) },
                say(
                    "attempts",
                    ["n": "\(rules.attempts)", "reason": reason(rules.attemptsReason)]),
                say(
                    "slots",
                    [
                        "n": "\(playbook.queue.slotsPerWeek)",
                        "time": reader.span(playbook.queue.slot),
                    ]),
            ], [Group(heading: say("moves"), rows: rows)])
    }

    var pools: Section {
        let rows = playbook.pools.map { pool in
            let weights = pool.weights.sorted { $0.key < $1.key }.map {
                "\($0.key) ×\(Figures.number($0.value, decimals: 2))"
            }
            return Row(
                named(pool.title, pool.id),
                [
                    roles([pool.role]), condition(pool.when),
                    pool.teams.isEmpty ? nil : say("teams", ["list": list(pool.teams)]),
                    pool.members.isEmpty ? nil : say("members", ["list": list(pool.members)]),
                    weights.isEmpty ? nil : say("weights", ["list": list(weights)]),
                    say("owner-first", when: pool.ownerFirst),
                    pool.priority == 0 ? nil : say("priority", ["n": "\(pool.priority)"]),
                    pool.heldClock.map { say("held-clock", ["clock": clock($0)]) },
                ], side: pool.cap.map { say("cap", ["n": "\($0)"]) } ?? say("no-cap"))
        }
        return Section(
            "pools", ["pools"], notes: [say("pools-note")], [Group(heading: nil, rows: rows)])
    }

    var handoffs: Section {
        Section(
            "handoffs", ["handoffs"],
            playbook.handoffs.map { rule in
                Group(
                    heading: "\(named(rule.title, rule.id)): "
                        + "\(roles(rule.from)) → \(roles([rule.to]))", rows: rows(of: rule))
            })
    }

    private func rows(of rule: HandoffRule) -> [Row] {
        let start: [Row?] = [
            rule.required.isEmpty ? nil : Row(say("required"), [fields(rule.required)]),
            rule.checklist.isEmpty
                ? nil
                : Row(
                    say("checklist"), [list(rule.checklist.map { say("check-\($0.rawValue)") })]),
            bands(of: rule),
            rule.decisionClock.map { Row(words["purpose.decision"], [clock($0)]) },
            rule.makes.map { Row(say("makes", ["milestone": words["milestone.\($0.rawValue)"]])) },
            rule.afterWinClock.map { Row(say("after-win"), [clock($0)]) },
        ]
        let contact = rule.contactClocks.map { choice in
            Row(words["purpose.first-contact"], [clock(choice.clock), condition(choice.when)])
        }
        let rejections = rule.rejections.map { rejection in
            Row(
                say("rejected", ["reason": named(rejection.title, rejection.id)]),
                [
                    say("route-\(rejection.route.rawValue)"),
                    rejection.recycle.map { reason($0) },
                    rejection.clock.map { say("under-clock", ["clock": clock($0)]) },
                    rejection.task.map { words.translated($0) },
                ])
        }
        return start.compactMap(\.self) + contact + rejections
    }

    private func bands(of rule: HandoffRule) -> Row? {
        guard rule.autoAccept != nil || rule.jointReview != nil else { return nil }
        return Row(
            words["ten.title"],
            [
                rule.autoAccept.map { say("band-auto", ["points": Figures.number($0)]) },
                rule.jointReview.map { say("band-review", ["points": Figures.number($0)]) },
                rule.jointReview.map { say("band-back", ["points": Figures.number($0)]) },
            ])
    }

    var clocks: Section {
        let rows = playbook.clocks.map { rule in
            let steps = BreachStep.allCases.filter(rule.onBreach.contains)
            let hours =
                switch rule.calendar {
                case .owner: say("hours-owner")
                case .plain: say("hours-plain")
                case .named(let name): say("hours-named", ["name": name])
                }
            return Row(
                title(rule),
                [
                    hours,
                    rule.remindAt.isEmpty
                        ? nil
                        : say("reminds", ["list": list(rule.remindAt.map { Figures.percent($0) })]),
                    steps.isEmpty
                        ? nil
                        : say(
                            "on-breach", ["list": list(steps.map { say("step-\($0.rawValue)") })]),
                ], side: reader.span(rule.time))
        }
        return Section(
            "clocks", ["clocks"], notes: [say("clocks-note")], [Group(heading: nil, rows: rows)])
    }

    var recycling: Section {
        let reasons = playbook.recycling.reasons.map { rule in
            Row(
                named(rule.title, rule.id),
                [
                    rule.wakeOnRise.map { say("wakes-on", ["points": Figures.number($0)]) },
                    rule.track.map { reads($0) },
                ], side: rule.wakeAfter.map { say("after", ["time": reader.span($0)]) })
        }
        let tracks = playbook.recycling.tracks.map { track in
            Group(
                heading: say("track", ["track": named(track.title, track.id)]),
                rows: track.steps.map { step in
                    Row(
                        words.translated(step.mail), [step.stage.rawValue.uppercased()],
                        side: say("after", ["time": reader.span(step.after)]))
                })
        }
        return Section(
            "recycling", ["recycling"], [Group(heading: say("reasons"), rows: reasons)] + tracks)
    }

    var goals: Section {
        let alerts = AlertKind.allCases.filter(playbook.alerts.slack.contains)
        let targets = [
            Row("MQL → SQL", side: Figures.percent(playbook.targets.mqlToSQL)),
            Row(
                "SQL → " + words["milestone.won"], side: Figures.percent(playbook.targets.sqlToWon)),
        ]
        return Section(
            "goals", ["alerts", "targets"],
            notes: [
                alerts.isEmpty
                    ? say("slack-none")
                    : say("slack", ["list": list(alerts.map { say("alert-\($0.rawValue)") })])
            ], [Group(heading: say("targets"), rows: targets)])
    }
}
