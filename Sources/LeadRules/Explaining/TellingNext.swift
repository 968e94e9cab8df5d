extension Storyteller {
    /// What happens next. The first thing to happen comes first.
    func next() -> [String] {
        if let kept = lead.mergedInto { return ["Nothing here; the work goes on with \(kept)."] }
        if lead.verification.state == .fake { return ["Nothing: the lead is fake."] }
        if lead.verification.state == .suspect {
            return ["Somebody verifies it, or marks it as fake. Until then it goes to nobody."]
        }
        let steps = overdue() + running() + decisions() + work() + resting()
        return steps.isEmpty ? idle() : steps
    }

    private func overdue() -> [String] {
        facts.clocks.filter { $0.state == .breached && $0.endedAt == nil }.map { clock in
            let who = clock.backup ?? clock.owner
            return "Overdue since \(due(clock)): \(who.map { names($0) } ?? "somebody") "
                + "\(duty(clock))."
        }
    }

    private func running() -> [String] {
        facts.clocks.filter { $0.state == .running }.sorted { $0.dueAt < $1.dueAt }.map { clock in
            let who = clock.owner.map { names($0) } ?? "Somebody"
            return "\(who) \(duty(clock)) by \(due(clock)), or \(breach(clock))."
        }
    }

    private func duty(_ clock: Clock) -> String {
        switch clock.purpose {
        case .firstTouch, .staleNew: "tries to reach the lead"
        case .phoneVerification: "verifies the lead by phone"
        case .decision: "accepts or rejects the handoff"
        case .firstContact: "makes the first contact"
        case .held: "finds an owner for the lead"
        case .task: "does the task '\(clock.task ?? clock.rule)'"
        case .handoffDue: "opens the handoff: \(clock.task ?? clock.rule)"
        }
    }

    private func breach(_ clock: Clock) -> String {
        let steps = facts.playbooks[clock.playbook]?.clock(clock.rule)?.onBreach ?? []
        let words = BreachStep.allCases.filter { steps.contains($0) }.map { step in
            switch step {
            case .alertManager: "the manager is told"
            case .reassignBackup: "the backup takes over"
            case .reassignPool: "the lead goes to somebody else of the pool"
            }
        }
        return words.isEmpty ? "the breach is noted" : words.joined(separator: " and ")
    }

    private func decisions() -> [String] {
        facts.handoffs.compactMap { row in
            switch row.state {
            case .pending: "\(names(row.receiver)) decides on handoff \(row.id)."
            case .review:
                "\(row.giver.map { names($0) } ?? "The giver") and \(names(row.receiver)) review "
                    + "handoff \(row.id) together."
            case .disputed: "A manager decides the dispute over handoff \(row.id)."
            case .accepted, .rejected, .withdrawn: nil
            }
        }
    }

    private func work() -> [String] {
        if lead.stage == .held {
            let again = lead.rest.wakeAt.map { " It is tried again \(local($0))." } ?? ""
            return ["It waits until somebody of its pool has room.\(again)"]
        }
        guard lead.stage.isWorked, let owner = lead.owner else { return [] }
        if let due = lead.work.contactDueAt, due > now, lead.work.firstTouchAt == nil {
            return ["It enters the queue of \(names(owner)) \(local(due, of: owner))."]
        }
        if lead.work.firstTouchAt == nil {
            let isTold = facts.clocks.contains {
                $0.endedAt == nil && ($0.purpose == .firstTouch || $0.purpose == .staleNew)
            }
            return isTold ? [] : ["\(names(owner)) tries to reach the lead."]
        }
        let role = members[owner]?.profile.role ?? .sdr
        guard let rule = playbook.handoffs.first(where: { $0.from.contains(role) }) else {
            return []
        }
        let needed = playbook.qualification.stakeholders
        let gaps =
            facts.record.missing(rule.required, stakeholders: needed)
            + facts.record.unchecked(
                rule.checklist.filter { $0 != .requiredComplete }, required: rule.required,
                stakeholders: needed)
        let title = rule.title.isEmpty ? rule.id : rule.title
        return gaps.isEmpty
            ? ["It can be handed over (\(title))."]
            : [
                "Before it can be handed over (\(title)): \(gaps.map(\.field).joined(separator: ", "))."
            ]
    }

    private func resting() -> [String] {
        guard let reason = lead.rest.reason else { return nextMail() }
        let title = playbook.recycling.reason(reason)?.title ?? ""
        var lines = ["It rests (\(title.isEmpty ? reason : title))."]
        if let at = lead.rest.wakeAt { lines.append("It wakes up \(local(at)).") }
        if let level = lead.rest.wakeAtScore {
            lines.append("It wakes up earlier if its score reaches \(Value.written(level)).")
        }
        if lead.milestones.furthest == .lost, lead.rest.wakeAt == nil {
            lines.append("It wakes up when it asks to talk.")
        }
        return lines + nextMail()
    }

    private func nextMail() -> [String] {
        guard let at = lead.rest.nextMailAt, let track = lead.rest.track else { return [] }
        return ["Mail \(lead.rest.trackStep + 1) of the track '\(track)' goes \(local(at))."]
    }

    private func idle() -> [String] {
        switch lead.stage {
        case .marketing:
            ["Marketing goes on with it; it goes to an SDR once it qualifies."]
        case .archived: ["Nothing: it is archived for good."]
        case .converted:
            lead.milestones.won != nil
                ? ["Nothing is due: the deal is won."]
                : ["\(lead.owner.map { names($0) } ?? "The AE") works on the deal."]
        case .held, .new, .workingUntouched, .workingConnected, .recycled:
            ["No clock runs; somebody is to decide what happens with it."]
        }
    }

    func decidedUnder() -> [VersionExplanation] {
        let decisions = facts.events.compactMap { recorded -> (Int, String)? in
            let at = local(recorded.stamp.at)
            return what(recorded.event).map { (recorded.stamp.playbook, "\($0) \(at)") }
        }
        return Dictionary(grouping: decisions, by: \.0).map { version, decisions in
            VersionExplanation(
                version: version, name: facts.playbooks[version]?.name,
                decisions: decisions.map(\.1))
        }.sorted { $0.version < $1.version }
    }

    private func what(_ event: any Event) -> String? {
        switch event {
        case let event as LeadQualified: "\(event.as.rawValue.uppercased())"
        case let event as LeadAssigned: "assigned to \(names(event.owner))"
        case let event as LeadHeld: "held in '\(pool(event.pool))'"
        case let event as HandoffOpened: "handoff \(event.handoff) opened"
        case let event as HandoffAccepted: "handoff \(event.handoff) accepted"
        case let event as HandoffRejected: "handoff \(event.handoff) rejected"
        case let event as DisputeDecided: "dispute over \(event.handoff) decided"
        case let event as ClockBreached: "clock \(event.clock) ran out"
        case is LeadRested: "put to rest"
        case is LeadWoken: "woken up"
        default: nil
        }
    }
}
