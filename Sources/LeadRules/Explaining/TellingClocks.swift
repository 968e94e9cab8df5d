extension Storyteller {
    func clocks() -> [ClockExplanation] {
        let open = facts.clocks.sorted { a, b in
            if (a.endedAt == nil) != (b.endedAt == nil) { return a.endedAt == nil }
            return (a.dueAt, a.id) < (b.dueAt, b.id)
        }
        return open.map { clock in
            let calendar = calendar(of: clock.owner, under: clock.playbook)
            return ClockExplanation(
                clock: clock.id, rule: clock.rule, title: title(of: clock),
                purpose: clock.purpose, state: clock.state, owner: clock.owner.map { names($0) },
                startedAt: clock.startedAt, dueAt: clock.dueAt, dueLocal: due(clock),
                zone: calendar?.zone ?? "UTC", computed: computed(clock), text: text(clock),
                playbook: clock.playbook)
        }
    }

    func due(_ clock: Clock) -> String {
        local(clock.dueAt, of: clock.owner, under: clock.playbook)
    }

    func title(of clock: Clock) -> String {
        let title = facts.playbooks[clock.playbook]?.clock(clock.rule)?.title ?? ""
        return title.isEmpty ? clock.rule : title
    }

    /// `4h of Kim's working hours (Asia/Seoul) from …, by the clock 'first-touch' of version 2`.
    private func computed(_ clock: Clock) -> String {
        guard let rule = facts.playbooks[clock.playbook]?.clock(clock.rule) else {
            return "By a clock '\(clock.rule)' of playbook version \(clock.playbook), which has no "
                + "such clock any more."
        }
        let start = local(clock.startedAt, of: clock.owner, under: clock.playbook)
        return "\(rule.time) of \(time(rule, clock)) from \(start), by the clock '\(rule.id)' of "
            + "playbook version \(clock.playbook)."
    }

    private func time(_ rule: ClockRule, _ clock: Clock) -> String {
        let playbook = facts.playbooks[clock.playbook] ?? playbook
        switch rule.calendar {
        case .plain: return "plain time, day and night,"
        case .named(let name):
            return "the calendar '\(name)' (\(playbook.calendars[name]?.zone ?? "unknown"))"
        case .owner:
            let zone = calendar(of: clock.owner, under: clock.playbook)?.zone ?? "unknown"
            let whose = clock.owner.map { "\(names($0))'s" } ?? "the home calendar's"
            return "\(whose) working hours (\(zone))"
        }
    }

    private func text(_ clock: Clock) -> String {
        let whose = clock.owner.map { " for \(names($0))" } ?? ""
        let what = "\(title(of: clock))\(whose)" + (clock.task.map { " (\($0))" } ?? "")
        return switch clock.state {
        case .running: "\(what): due \(due(clock)), \(left(clock))."
        case .paused:
            "\(what): paused (\(clock.pauseReason ?? "")), "
                + "\(clock.remaining?.description ?? "no time") left."
        case .breached: "\(what): ran out \(due(clock))" + aftermath(clock)
        case .met: "\(what): done in time."
        case .cancelled: "\(what): no longer needed."
        }
    }

    private func left(_ clock: Clock) -> String {
        let playbook = facts.playbooks[clock.playbook]
        let owner = clock.owner.flatMap { members[$0] }
        guard clock.dueAt > now else { return "overdue" }
        guard let rule = playbook?.clock(clock.rule),
            let calendar = playbook?.calendar(for: rule.calendar, owner: owner)
        else { return "\(clock.dueAt - now) left" }
        let from = max(now, clock.startedAt)
        return "\(calendar.openTime(from: from, to: clock.dueAt)) of its time left"
    }

    private func aftermath(_ clock: Clock) -> String {
        let backup = clock.backup.map { ", and \(names($0)) took over" } ?? ""
        let end = clock.endedAt.map { "; made good or given up \(local($0, of: clock.owner))" }
        return backup + (end ?? "; still to be done") + "."
    }
}
