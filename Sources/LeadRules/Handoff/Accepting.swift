/// The receiver takes the lead over.
package struct AcceptHandoff: Command {
    package var handoff: HandoffID
    package init(handoff: HandoffID) { self.handoff = handoff }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.openHandoff(handoff)
        try decision.require(row.receiver, to: "accept the handoff")
        try decision.accept(row, try decision.rule(of: row), automatic: false)
        return handoff
    }
}

extension Decision {
    /// The handoff, refused with who and when if it has been decided.
    mutating func openHandoff(_ id: HandoffID) throws -> Handoff {
        let row = try world.handoff(id)
        guard row.state.isOpen else {
            let who = try name(of: row.decidedBy)
            let when = row.decidedAt.map { " on \($0.rfc3339)" } ?? ""
            throw Refusal(
                .conflict, "already-decided",
                "Handoff \(id) is already \(row.state.rawValue), by \(who)\(when).")
        }
        return row
    }

    mutating func name(of actor: Actor?) throws -> String {
        guard case .member(let id) = actor else { return actor?.description ?? "system" }
        return try world.member(id).profile.name
    }

    mutating func rule(of handoff: Handoff) throws -> HandoffRule {
        let playbook = try playbook(version: handoff.playbook)
        guard let rule = playbook.handoff(handoff.kind) else {
            throw Refusal.unknown(
                "handoff", handoff.kind, field: "kind", known: playbook.handoffs.map(\.id))
        }
        return rule
    }

    mutating func accept(_ handoff: Handoff, _ rule: HandoffRule, automatic: Bool) throws {
        try record(
            HandoffAccepted(
                handoff: handoff.id, leadID: handoff.lead, receiver: handoff.receiver,
                automatic: automatic, makes: rule.makes, role: rule.to))
        try endClocks(of: handoff.lead, .decision, handoff: handoff.id)
        guard rule.to.developsLeads else {
            // Who has a next meeting with us needs no call to find out whether they exist.
            return try cancelClocks(of: handoff.lead, [.phoneVerification], because: "accepted")
        }
        // From marketing: the lead enters the receiver's stages.
        let lead = try world.lead(handoff.lead)
        try stopNurture(of: lead.id, because: "handed over")
        try cancelClocks(of: lead.id, [.firstTouch, .staleNew], because: "handed over")
        try endClocks(of: lead.id, .held)
        try move(lead.id, to: .new, because: "handed over (\(rule.id))")
        try startWorkClocks(of: lead.id, owner: handoff.receiver)
        try startPhoneVerification(of: lead.id)
    }
}

package struct HandoffAccepted: Event {
    package static let name = "handoff.accepted"
    package let handoff: HandoffID
    package let leadID: LeadID
    package let receiver: MemberID
    package let automatic: Bool
    package let makes: Milestone?
    package let role: Role
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.state = .accepted
            $0.automatic = automatic
            $0.decidedAt = stamp.at
            $0.decidedBy = automatic ? .system : stamp.actor
        }
        try world.change(leadID) {
            $0.belong(to: receiver, role, at: stamp.at)
            if let makes { $0.milestones.reach(makes, at: stamp.at) }
        }
    }
}

extension Lead {
    /// The lead goes over to the receiver of a handoff, whose work it is from now on.
    mutating func belong(to receiver: MemberID, _ role: Role, at moment: Instant) {
        assignment = Assignment(owner: receiver, pool: nil, at: moment)
        work.firstAssignedAt = work.firstAssignedAt ?? moment
        if role == .ae { credits.ae = receiver }
        if role.developsLeads { credits.sdr = receiver }
    }
}
