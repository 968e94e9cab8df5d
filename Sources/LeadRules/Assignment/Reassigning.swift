/// Gives a lead to somebody by name, with a reason.
package struct AssignLead: Command {
    package var lead: LeadID
    /// Nil gives it to whoever of its pool is next.
    package var to: MemberID?
    package var reason: String

    package init(lead: LeadID, to: MemberID?, reason: String) {
        self.lead = lead
        self.to = to
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        try decision.require(nil, to: "move leads between people")
        guard !reason.isEmpty else {
            throw Refusal.invalid(field: "reason", "Say why the lead changes hands.")
        }
        guard row.stage != .archived else {
            throw Refusal(.refused, "archived", "Lead \(lead) is archived and cannot be assigned.")
        }
        guard row.verification.state != .suspect else {
            throw Refusal(
                .refused, "not-verified", "Lead \(lead) is suspect. Verify it before assigning it.")
        }
        if row.stage == .converted {
            try decision.handOnSold(row, to: to, because: reason)
        } else {
            try decision.handOn(row, to: to, because: reason)
        }
        return lead
    }
}

/// Tries again to find owners for the held leads of a pool, by priority and age.
package struct ReleaseHeld: Command {
    package var pool: String
    package init(pool: String) { self.pool = pool }

    package func decide(_ decision: inout Decision) throws -> Int {
        guard let rule = decision.playbook.pool(pool) else {
            throw Refusal.unknown(
                "pool", pool, field: "pool", known: decision.playbook.pools.map(\.id))
        }
        return try decision.releaseHeld(rule)
    }
}

extension Decision {
    /// Moves a lead to another owner; the former one is credited.
    mutating func handOn(
        _ lead: Lead, to: MemberID?, because reason: String, rule: Trace.Rule = .named,
        relieved: [MemberID] = []
    ) throws {
        if let to {
            let member = try world.member(to)
            guard member.isActive else {
                throw Refusal(
                    .refused, "left", "\(member.profile.name) has left; name somebody else.")
            }
            guard to != lead.owner else { return }
        }
        try creditBack(lead, because: reason)
        try cancelClocks(of: lead.id, [.firstTouch, .staleNew, .held], because: reason)
        guard let to else {
            let former = lead.owner.map { Set([$0]) } ?? []
            try assign(lead.id, because: reason, except: former)
            return
        }
        let member = try world.member(to)
        let why = try reason + beyondCap(member, lead)
        let trace = Trace(
            rule: rule,
            considered: [
                .init(member: to, verdict: .chosen, why: why, credit: 0, load: member.load)
            ])
        try give(
            lead.id, to: to, pool: nil, trace: trace, credits: [:], because: reason,
            relieved: relieved)
    }

    /// Whoever is named gets the lead whatever they have; that it is too much is said.
    private mutating func beyondCap(_ member: Member, _ lead: Lead) throws -> String {
        let roles: [Role] = [.sdr, .bdr]
        guard roles.contains(member.profile.role),
            let pool = try pool(of: [member.profile.role], for: lead.id), pool.includes(member),
            !pool.hasRoom(member)
        else { return "" }
        return ", beyond the cap of \(pool.cap(of: member) ?? 0)"
    }

    /// A lead that goes away again does not count as a turn.
    mutating func creditBack(_ lead: Lead, because reason: String) throws {
        guard let assignment = lead.assignment, let pool = assignment.pool, lead.stage.isWorked
        else { return }
        try refund(assignment.owner, in: pool, lead: lead.id, because: reason)
    }

    /// A handoff that goes away again does not count as a turn of its receiver.
    mutating func creditBack(_ handoff: Handoff, because reason: String) throws {
        guard let pool = handoff.pool else { return }
        try refund(
            handoff.receiver, in: pool, lead: handoff.lead, handoff: handoff.id, because: reason)
    }

    private mutating func refund(
        _ member: MemberID, in name: String, lead: LeadID, handoff: HandoffID? = nil,
        because reason: String
    ) throws {
        guard let candidates = try candidates(with: member, in: name) else { return }
        try record(
            AssignmentCredited(
                leadID: lead, handoff: handoff, pool: name, member: member,
                credits: Turn.credits(refunding: member, candidates), reason: reason))
    }

    /// What each of a pool is owed once a turn that was given back counts again; nil when the member
    /// is no longer of it.
    mutating func retaken(_ member: MemberID, in pool: String) throws -> [MemberID: Double]? {
        try candidates(with: member, in: pool).map { Turn.credits(after: member, $0) }
    }

    private mutating func candidates(with member: MemberID, in name: String) throws
        -> [Turn.Candidate]?
    {
        guard let pool = playbook.pool(name) else { return nil }
        let seats = try world.seats(of: name)
        let credit = Dictionary(uniqueKeysWithValues: seats.map { ($0.member, $0.credit) })
        let candidates = try world.allMembers().filter { pool.includes($0) }.map {
            Turn.Candidate(member: $0.id, weight: pool.weight(of: $0), credit: credit[$0.id] ?? 0)
        }
        return candidates.contains { $0.member == member } ? candidates : nil
    }

    @discardableResult
    mutating func releaseHeld(_ pool: PoolRule) throws -> Int {
        var released = 0
        for id in try world.facts.heldLeads(pool: pool.id, limit: 200) {
            guard try world.lead(id).stage == .held else { continue }
            let members = try world.allMembers().filter { pool.includes($0) }
            guard members.isEmpty || members.contains(where: { pool.hasRoom($0) }) else { break }
            try assign(id, because: "released from the held queue")
            // One whose own clock nobody could keep must not hold up those behind it.
            if try world.lead(id).stage != .held { released += 1 }
        }
        return released
    }

    /// Room that a decision made is filled in the same decision, by priority of the pools.
    package mutating func settle() throws {
        let freed = events.contains { $0.event.mayFreeRoom }
        guard freed else { return }
        for pool in playbook.pools.sorted(by: { $0.priority > $1.priority }) {
            if try !world.facts.heldLeads(pool: pool.id, limit: 1).isEmpty { try releaseHeld(pool) }
        }
    }
}

extension Event {
    /// Whether somebody may have room, or be there, who had not before.
    fileprivate var mayFreeRoom: Bool {
        switch self {
        case let moved as StageMoved: moved.from.isWorked && !moved.to.isWorked
        case let assigned as LeadAssigned: assigned.former != nil
        case is LeadsMerged, is MemberAdded, is MemberChanged, is TimeOffRemoved,
            is PlaybookActivated, is AssignmentCredited:
            true
        default: false
        }
    }
}

package struct AssignmentCredited: Event {
    package static let name = "assignment.credited"
    package let leadID: LeadID
    /// The handoff whose turn it was; nil for the assignment to an SDR.
    package let handoff: HandoffID?
    package let pool: String
    package let member: MemberID
    package let credits: [MemberID: Double]
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        for (member, credit) in credits {
            try world.change(seat: SeatKey(pool: pool, member: member)) { $0.credit = credit }
        }
        try world.change(seat: SeatKey(pool: pool, member: member)) { $0.given -= 1 }
        if let handoff { try world.change(handoff) { $0.pool = nil } }
    }
}
