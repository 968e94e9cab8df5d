/// The giver objects to a rejection.
package struct DisputeRejection: Command {
    package var handoff: HandoffID
    package var note: String

    package init(handoff: HandoffID, note: String) {
        self.handoff = handoff
        self.note = note
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.world.handoff(handoff)
        guard row.state == .rejected, !row.automatic, row.dispute == nil else {
            let state = row.dispute == nil ? row.state.rawValue : "disputed before"
            throw Refusal(
                .conflict, "not-disputable",
                "Handoff \(handoff) is \(state); only a person's rejection can be disputed, once.")
        }
        try decision.require(row.giver, to: "dispute the rejection")
        guard !note.isEmpty else {
            throw Refusal.invalid(field: "note", "Say why the rejection is wrong.")
        }
        try decision.record(DisputeOpened(handoff: handoff, leadID: row.lead, note: note))
        return handoff
    }
}

/// The manager's word on a dispute.
package struct DecideDispute: Command {
    package var handoff: HandoffID
    package var overturn: Bool
    package var note: String

    package init(handoff: HandoffID, overturn: Bool, note: String) {
        self.handoff = handoff
        self.overturn = overturn
        self.note = note
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.world.handoff(handoff)
        guard row.state == .disputed else {
            let who = try decision.name(of: row.dispute?.decidedBy ?? row.decidedBy)
            throw Refusal(
                .conflict, "not-disputed",
                "Handoff \(handoff) is \(row.state.rawValue), last decided by \(who).")
        }
        try decision.require(nil, to: "decide a dispute")
        let rule = try decision.rule(of: row)
        let returns = try overturn && decision.canReturn(row)
        try decision.record(
            DisputeDecided(
                handoff: handoff, leadID: row.lead, overturned: overturn, note: note,
                returns: returns, receiver: row.receiver, makes: returns ? rule.makes : nil,
                role: rule.to))
        if returns { try decision.takeOverAgain(row, rule) }
        return handoff
    }
}

extension Decision {
    /// Whether the lead can still go to the receiver: it is nobody else's work since the rejection.
    fileprivate mutating func canReturn(_ handoff: Handoff) throws -> Bool {
        let lead = try world.lead(handoff.lead)
        let later = try world.handoffs(of: handoff.lead).contains {
            $0.id > handoff.id && ($0.state.isOpen || $0.state == .accepted)
        }
        let isFree = !lead.stage.isWorked || lead.owner == handoff.giver
        return lead.isLive && !later && isFree
    }

    fileprivate mutating func takeOverAgain(_ handoff: Handoff, _ rule: HandoffRule) throws {
        let reason = "rejection overturned"
        let purposes: Set<Clock.Purpose> = [.task, .firstTouch, .staleNew, .held]
        try cancelClocks(of: handoff.lead, purposes, because: reason)
        try stopNurture(of: handoff.lead, because: reason)
        try move(handoff.lead, to: rule.to.developsLeads ? .new : .converted, because: reason)
        try startContactClock(of: handoff, rule)
        let receiver = try world.member(handoff.receiver)
        if !receiver.isActive { try replace(receiver, in: handoff.lead) }
    }
}

package struct DisputeOpened: Event {
    package static let name = "handoff.disputed"
    package let handoff: HandoffID
    package let leadID: LeadID
    package let note: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.state = .disputed
            $0.dispute = Dispute(note: note, openedAt: stamp.at, openedBy: stamp.actor)
        }
    }
}

package struct DisputeDecided: Event {
    package static let name = "handoff.dispute-decided"
    package let handoff: HandoffID
    package let leadID: LeadID
    package let overturned: Bool
    package let note: String
    /// Whether the lead goes to the receiver now; others may be at work on it since.
    package let returns: Bool
    package let receiver: MemberID
    package let makes: Milestone?
    package let role: Role
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.state = returns ? .accepted : .rejected
            $0.dispute?.overturned = overturned
            $0.dispute?.decidedAt = stamp.at
            $0.dispute?.decidedBy = stamp.actor
            $0.dispute?.decisionNote = note
        }
        guard returns else { return }
        try world.change(leadID) {
            $0.belong(to: receiver, role, at: stamp.at)
            if let makes { $0.milestones.reach(makes, at: stamp.at) }
        }
    }
}
