/// Moves a lead along the SDR stages, by the playbook's one table of moves.
package struct MoveStage: Command {
    package var lead: LeadID
    package var to: Stage
    package var reason: String

    package init(lead: LeadID, to: Stage, reason: String) {
        self.lead = lead
        self.to = to
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        try decision.require(row.owner, unowned: [.marketing], to: "move the lead")
        guard !reason.isEmpty else {
            throw Refusal.invalid(field: "reason", "Every move needs a reason.")
        }
        let allowed = decision.playbook.stages.moves[row.stage] ?? []
        guard allowed.contains(to) else { throw refusal(from: row.stage, allowed: allowed) }
        switch to {
        case .converted:
            throw Refusal(
                .refused, "needs-handoff", "A lead is converted by a handoff. Open one instead.")
        case .recycled:
            try decision.rest(lead, reason: reason)
        case .archived, .marketing:
            try decision.release(row, because: reason)
            try decision.move(lead, to: to, because: reason)
        case .held, .new:
            try decision.takeUp(row, because: reason)
        case .workingUntouched, .workingConnected:
            try decision.work(row, in: to, because: reason)
        }
        return lead
    }

    private func refusal(from: Stage, allowed: [Stage]) -> Refusal {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        let message =
            "A lead cannot go from \(from.rawValue) to \(to.rawValue). "
            + (allowed.isEmpty
                ? "It stays where it is." : "From \(from.rawValue) it can go to: \(names).")
        return Refusal(
            .refused, "move-not-allowed", message,
            problems: [FieldProblem(field: "to", code: "not-allowed", message: message)])
    }
}

extension Decision {
    /// A lead that nobody works goes to whoever of its pool is next, or waits there.
    fileprivate mutating func takeUp(_ lead: Lead, because reason: String) throws {
        if lead.isResting {
            try wake(lead.id, because: reason)
        } else {
            try assign(lead.id, because: reason)
        }
    }

    fileprivate mutating func work(_ lead: Lead, in stage: Stage, because reason: String) throws {
        try endClocks(of: lead.id, .staleNew)
        if lead.stage.isWorked {
            try move(lead.id, to: stage, because: reason)
        } else {
            try release(lead, because: reason)
            try giveBack(lead.id, to: stage, because: reason)
        }
    }

    /// A lead comes back from sales to the SDR who had it; to the pool when they have left.
    mutating func giveBack(
        _ id: LeadID, to stage: Stage = .workingConnected, because reason: String
    ) throws {
        let lead = try world.lead(id)
        try move(id, to: stage, because: reason)
        let owner = try (lead.credits.sdr ?? lead.owner).map { try world.member($0) }
        if let owner, owner.isActive {
            try handOn(lead, to: owner.id, because: reason)
        } else {
            try handOn(lead, to: nil, because: reason)
        }
    }

    mutating func move(_ id: LeadID, to stage: Stage, because reason: String) throws {
        let from = try world.lead(id).stage
        guard from != stage else { return }
        try record(StageMoved(leadID: id, from: from, to: stage, reason: reason))
    }

    /// Stops everything that still runs for a lead: clocks, open handoffs, nurture.
    mutating func release(_ lead: Lead, because reason: String) throws {
        for clock in try world.unendedClocks(of: lead.id) {
            try record(ClockCancelled(clock: clock.id, lead: lead.id, reason: reason))
        }
        for handoff in try world.handoffs(of: lead.id)
        where handoff.state.isOpen || handoff.state == .disputed {
            if handoff.state.isOpen { try creditBack(handoff, because: reason) }
            try record(HandoffWithdrawn(handoff: handoff.id, lead: lead.id, reason: reason))
        }
        try stopNurture(of: lead.id, because: reason)
    }
}

package struct StageMoved: Event {
    package static let name = "lead.stage-moved"
    package let leadID: LeadID
    package let from: Stage
    package let to: Stage
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.stage = to
            $0.stageSince = stamp.at
            $0.stageReason = reason
            $0.leaveRest()
        }
    }
}

extension Lead {
    /// What belongs to a stage that the lead is no longer in goes with it.
    fileprivate mutating func leaveRest() {
        if stage != .held { heldIn = nil }
        if stage != .recycled && stage != .marketing {
            rest.reason = nil
            rest.wakeAtScore = nil
            rest.nextMailAt = nil
        }
        if rest.reason == nil { rest.wakeAt = nil }
        // With marketing it is nobody's; whose it was stands in the credits.
        if stage == .marketing { assignment = nil }
    }
}
