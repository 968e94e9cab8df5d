extension Decision {
    /// Another receiver takes the handoff over, and their own clocks start.
    ///
    /// - Parameters:
    ///   - relieved: who let its clock run out, one after the other.
    ///   - turn: how the receiver was chosen from a pool; the former one has been credited then.
    mutating func moveHandoff(
        _ handoff: Handoff, to receiver: MemberID, because reason: String,
        relieved: [MemberID] = [], turn: Receiver? = nil
    ) throws {
        if turn == nil { try creditBack(handoff, because: reason) }
        let owns =
            try handoff.state == .accepted && world.lead(handoff.lead).owner == handoff.receiver
        let role = try rule(of: handoff).to
        try record(
            HandoffMoved(
                handoff: handoff.id, leadID: handoff.lead, from: handoff.receiver, to: receiver,
                owns: owns, role: role, pool: turn?.pool, credits: turn?.credits ?? [:],
                reason: reason))
        for clock in try world.unendedClocks(of: handoff.lead)
        where clock.handoff == handoff.id && clock.owner == handoff.receiver {
            try record(ClockCancelled(clock: clock.id, lead: handoff.lead, reason: reason))
            try startClock(
                clock.rule, clock.purpose, lead: handoff.lead, handoff: handoff.id,
                owner: receiver, task: clock.task, relieved: relieved)
        }
        guard owns else { return }
        try passClocks(
            of: handoff.lead, [.handoffDue, .firstTouch, .staleNew, .task], to: receiver,
            because: reason)
        try startPhoneVerification(of: handoff.lead)
    }

    /// A lead with sales changes hands together with its handoff.
    ///
    /// - Parameter to: nil leaves the choice to the pools of the receiving role.
    mutating func handOnSold(_ lead: Lead, to: MemberID?, because reason: String) throws {
        let handoffs = try world.handoffs(of: lead.id)
        if let handoff = handoffs.last(where: { $0.state.isOpen })
            ?? handoffs.last(where: { $0.state == .accepted && $0.receiver == lead.owner })
        {
            guard to != handoff.receiver else { return }
            try creditBack(handoff, because: reason)
            let receiver = try receiver(
                named: to, of: lead, for: try rule(of: handoff), except: [handoff.receiver])
            return try moveHandoff(
                handoff, to: receiver.member, because: reason, turn: receiver)
        }
        guard let to else {
            throw Refusal.invalid(
                field: "to", "Lead \(lead.id) has no open handoff; name who takes it over.")
        }
        try handOn(lead, to: to, because: reason)
        try passClocks(of: lead.id, [.handoffDue], to: to, because: reason)
    }

    /// Whoever has left is replaced wherever sales waits for them: by their backup, by whoever of
    /// the pool is next, else by anybody of their role, else by their manager.
    mutating func replace(_ member: Member, in id: LeadID) throws {
        let reason = "\(member.profile.name) left"
        for handoff in try world.handoffs(of: id) where handoff.receiver == member.id {
            let owns = try handoff.state == .accepted && world.lead(id).owner == member.id
            let waits = try world.unendedClocks(of: id).contains {
                $0.handoff == handoff.id && $0.owner == member.id
            }
            guard handoff.state.isOpen || owns || waits else { continue }
            guard let next = try standIn(for: handoff, member) else { continue }
            try moveHandoff(handoff, to: next, because: reason)
        }
        let lead = try world.lead(id)
        guard lead.owner == member.id, lead.stage == .converted,
            let next = try backup(of: member.id) ?? anybody(instead: member)
        else { return }
        try handOn(lead, to: next, because: reason, rule: .backup)
        try passClocks(of: id, [.handoffDue, .phoneVerification], to: next, because: reason)
    }

    private mutating func standIn(for handoff: Handoff, _ member: Member) throws -> MemberID? {
        if let backup = try backup(of: member.id) { return backup }
        let lead = try world.lead(handoff.lead)
        if let pool = try pool(of: [try rule(of: handoff).to], for: lead.id) {
            let choice = try choose(
                from: pool, for: lead, clock: nil, at: now, except: [member.id])
            if let owner = choice.owner { return owner }
        }
        return try anybody(instead: member)
    }

    /// Somebody of the same role, there or not, else the manager.
    private mutating func anybody(instead member: Member) throws -> MemberID? {
        let active = try world.allMembers().filter { $0.isActive && $0.id != member.id }
        return active.first { $0.profile.role == member.profile.role }?.id
            ?? active.first { $0.id == member.profile.manager }?.id
    }
}

package struct HandoffMoved: Event {
    package static let name = "handoff.moved"
    package let handoff: HandoffID
    package let leadID: LeadID
    package let from: MemberID
    package let to: MemberID
    /// The lead belonged to the former receiver already, and goes on to the new one.
    package let owns: Bool
    package let role: Role
    /// The pool whose turn the new receiver is, and what each of it is owed from now on.
    package let pool: String?
    package let credits: [MemberID: Double]
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.receiver = to
            $0.pool = pool
        }
        if let pool { try world.countTurn(of: to, in: pool, credits) }
        guard owns else { return }
        try world.change(leadID) { $0.belong(to: to, role, at: stamp.at) }
    }
}
