import LeadRules

extension Playbook {
    var stageLines: [String] {
        let moves = Stage.allCases.compactMap { stage in
            self.stages.moves[stage].map { targets in
                "\(stage.rawValue) -> "
                    + (targets.isEmpty
                        ? "nowhere" : targets.map(\.rawValue).joined(separator: ", "))
            }
        }
        let stale = stages.newClock.map { "a new lead without a touch runs under clock \($0)" }
        return moves + [stale].compactMap(\.self) + [
            "\(stages.attempts) attempts without contact: recycled as \(stages.attemptsReason)",
            "a full week has \(queue.slotsPerWeek) slots of \(queue.slot)",
        ]
    }

    var poolLines: [String] {
        pools.map { pool in
            let weights = pool.weights.sorted { $0.key < $1.key }
                .map { "\($0.key) \(Value.written($0.value))" }
            return [
                "\(pool.id): \(pool.role.rawValue)", pool.when.clause,
                pool.teams.isEmpty ? nil : "teams \(pool.teams.joined(separator: ", "))",
                pool.members.isEmpty ? nil : "members \(pool.members.joined(separator: ", "))",
                weights.isEmpty ? nil : "shares \(weights.joined(separator: ", "))",
                pool.cap.map { "at most \($0) leads each" },
                pool.ownerFirst ? "the account's owner first" : nil,
                pool.priority == 0 ? nil : "priority \(pool.priority)",
                pool.heldClock.map { "held under clock \($0)" },
            ].clauses
        }
    }

    var targetLines: [String] {
        [
            "to Slack: \(alerts.slack.map(\.rawValue).sorted().joined(separator: ", "))",
            "MQL to SQL \(targets.mqlToSQL.percent), SQL to won \(targets.sqlToWon.percent)",
        ]
    }
}

extension HandoffRule {
    var outline: [String] {
        let lines: [String?] = [
            "\(id): from \(from.map(\.rawValue).joined(separator: " or ")) to \(to.rawValue)",
            required.isEmpty ? nil : "needs \(required.map(\.rawValue).joined(separator: ", "))",
            checklist.isEmpty
                ? nil : "checklist: \(checklist.map(\.rawValue).joined(separator: ", "))",
            autoAccept.map { "accepted by itself from \(Value.written($0)) points" },
            jointReview.map { "reviewed together from \(Value.written($0)) points, else returned" },
            decisionClock.map { "decided under clock \($0)" },
            makes.map { "acceptance makes it \($0.rawValue)" },
            afterWinClock.map { "due after a win under clock \($0)" },
        ]
        return lines.compactMap(\.self)
            + contactClocks.map {
                ["first contact under clock \($0.clock)", $0.when.clause].clauses
            }
            + rejections.map(\.outline)
    }
}

extension RejectionRule {
    fileprivate var outline: String {
        [
            "rejected for \(id): \(route.rawValue)", recycle.map { "as \($0)" },
            clock.map { "clock \($0)" }, task,
        ].clauses
    }
}

extension ClockRule {
    var outline: String {
        let hours =
            switch calendar {
            case .owner: "of the owner's hours"
            case .plain: "of plain time"
            case .named(let name): "of calendar \(name)"
            }
        let steps = BreachStep.allCases.filter(onBreach.contains).map(\.rawValue)
        return [
            "\(id): \(time) \(hours)",
            remindAt.isEmpty
                ? nil : "reminds at \(remindAt.map(\.percent).joined(separator: ", "))",
            steps.isEmpty ? nil : "then \(steps.joined(separator: ", "))",
        ].clauses
    }
}

extension RecyclingRules {
    var outline: [String] {
        reasons.map { reason in
            [
                "\(reason.id):" + (reason.wakeAfter.map { " wakes after \($0)" } ?? " wakes"),
                reason.wakeOnRise.map { "wakes when the score rises by \(Value.written($0))" },
                reason.track.map { "reads \($0)" },
            ].clauses
        }
            + tracks.flatMap { track in
                track.steps.map {
                    "\(track.id), after \($0.after): \($0.stage.rawValue.uppercased()), \($0.mail)"
                }
            }
    }
}
