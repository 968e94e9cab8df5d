extension Storyteller {
    /// What gave the lead to its owner, or to nobody.
    private struct Origin {
        var reason: String?
        var trace: Trace?
        var playbook: Int?
        var text: String?
    }

    func owner() -> OwnerExplanation {
        let origin = handedOver() ?? assigned() ?? Origin()
        return OwnerExplanation(
            owner: lead.owner, name: lead.owner.map { names($0) }, since: lead.assignment?.at,
            pool: lead.assignment?.pool ?? lead.heldIn, reason: origin.reason,
            rule: origin.trace?.rule, playbook: origin.playbook,
            considered: origin.trace.map(considered) ?? [], text: ownerText(origin))
    }

    /// The accepted handoff by which the owner came to the lead.
    private func handedOver() -> Origin? {
        guard let owner = lead.owner,
            let row = facts.handoffs.last(where: {
                $0.state == .accepted && $0.receiver == owner && !wasAssigned(owner, since: $0)
            })
        else { return nil }
        let opened = facts.events.lazy.compactMap { $0.event as? HandoffOpened }
            .first { $0.handoff == row.id }
        let text = "by handoff \(row.id)" + (row.giver.map { " from \(names($0))" } ?? "")
        return Origin(
            reason: text, trace: opened?.trace, playbook: row.playbook, text: text)
    }

    private func wasAssigned(_ owner: MemberID, since handoff: Handoff) -> Bool {
        facts.events.contains {
            ($0.event as? LeadAssigned)?.owner == owner && $0.stamp.at > handoff.openedAt
        }
    }

    private func assigned() -> Origin? {
        let last = facts.events.last { $0.event is LeadAssigned || $0.event is LeadHeld }
        guard let last else { return nil }
        if let held = last.event as? LeadHeld {
            return Origin(trace: held.trace, playbook: last.stamp.playbook)
        }
        guard let event = last.event as? LeadAssigned else { return nil }
        return Origin(
            reason: event.reason, trace: event.trace, playbook: last.stamp.playbook,
            text: "\(choice(event.trace, event)) (\(event.reason))")
    }

    func considered(_ trace: Trace) -> [ConsideredExplanation] {
        let order: [Trace.Verdict] = [.chosen, .next, .waiting, .skipped]
        return order.flatMap { verdict in trace.considered.filter { $0.verdict == verdict } }.map {
            ConsideredExplanation(
                member: $0.member, name: names($0.member), verdict: $0.verdict, why: $0.why,
                credit: $0.credit, load: $0.load)
        }
    }

    private func ownerText(_ origin: Origin) -> [String] {
        let others = origin.trace.map(skipped) ?? []
        guard let assignment = lead.assignment else {
            let pool = lead.heldIn.map { "It is held in the pool '\(self.pool($0))'." }
            return ["Nobody owns it."] + [pool].compactMap(\.self) + others
        }
        let since = local(assignment.at, of: assignment.owner)
        let why = origin.text.map { ": \($0)" } ?? ""
        return ["\(names(assignment.owner)) owns it since \(since)\(why)."] + others
    }

    private func choice(_ trace: Trace, _ assigned: LeadAssigned) -> String {
        let pool = assigned.pool.map { " of the pool '\(self.pool($0))'" } ?? ""
        return switch trace.rule {
        case .turn: "it was their turn among \(trace.considered.count)\(pool)"
        case .accountOwner: "they own the account or an earlier lead of it"
        case .formerOwner: "they had it before"
        case .named: "somebody named them"
        case .backup: "they are the backup of the former owner"
        case .nobody: "nobody else could take it"
        }
    }

    private func skipped(_ trace: Trace) -> [String] {
        let skipped = trace.considered.filter { $0.verdict == .skipped }.map {
            "\(names($0.member)) was skipped: \($0.why ?? "no reason kept")."
        }
        let next = trace.considered.filter { $0.verdict == .next }.map {
            "\(names($0.member)) would have been next."
        }
        return skipped + next
    }
}
