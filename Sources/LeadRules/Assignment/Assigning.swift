extension Decision {
    /// Puts a lead in the right hands: the account's owner where the playbook says so, else whoever
    /// of the pool is next, else the pool's queue of held leads.
    mutating func assign(
        _ id: LeadID, because reason: String, except: Set<MemberID> = []
    ) throws {
        let lead = try world.lead(id)
        guard lead.isLive else { return }
        guard lead.verification.state != .suspect else {
            return try setAside(id, because: "waits until it is verified")
        }
        guard let pool = try pool(of: [.sdr, .bdr], for: id) else {
            return try setAside(id, because: "no pool takes it")
        }
        let clock = firstTouchRule(of: lead)
        let choice = try choose(
            from: pool, for: lead, clock: clock, at: contactTime(of: lead), except: except)
        if let owner = choice.owner {
            try give(
                id, to: owner, pool: pool.id, trace: choice.trace, credits: choice.credits,
                because: reason)
        } else {
            try hold(id, in: pool, trace: choice.trace)
        }
    }

    /// Nobody can be asked to take the lead: it waits with marketing, in sight.
    mutating func setAside(_ id: LeadID, because reason: String) throws {
        try cancelClocks(of: id, [.held, .firstTouch, .staleNew], because: reason)
        try move(id, to: .marketing, because: reason)
    }

    /// The first pool of the roles that takes the lead. One without anybody in it is passed over,
    /// unless there is no other: then the lead waits there in sight.
    mutating func pool(of roles: [Role], for lead: LeadID) throws -> PoolRule? {
        let facts = try facts(of: lead)
        let taking = playbook.pools.filter {
            roles.contains($0.role) && $0.when.holds { facts($0) }
        }
        let members = try world.allMembers()
        return taking.first { pool in members.contains { pool.includes($0) } } ?? taking.first
    }

    struct Choice {
        var owner: MemberID?
        var trace: Trace
        var credits: [MemberID: Double]
    }

    /// Chooses a member of the pool.
    ///
    /// - Parameters:
    ///   - clock: the clock that is to run for whoever is chosen.
    ///   - from: when it would begin.
    mutating func choose(
        from pool: PoolRule, for lead: Lead, clock: ClockRule?, at from: Instant,
        except: Set<MemberID>
    ) throws -> Choice {
        let members = try world.allMembers().filter { pool.includes($0) }
        let seats = try world.seats(of: pool.id)
        let credit = Dictionary(uniqueKeysWithValues: seats.map { ($0.member, $0.credit) })
        var obstacles: [MemberID: String] = [:]
        for member in members {
            obstacles[member.id] =
                except.contains(member.id)
                ? "had it before" : obstacle(for: member, in: pool, clock: clock, from: from)
        }
        let candidates = members.filter { obstacles[$0.id] == nil }.map {
            Turn.Candidate(
                member: $0.id, weight: pool.weight(of: $0), credit: credit[$0.id] ?? 0)
        }
        let order = Turn.order(candidates)
        let preferred = pool.ownerFirst ? try accountOwner(of: lead, in: pool) : nil
        let owner = order.first { $0.member == preferred }?.member ?? order.first?.member
        let rule: Trace.Rule =
            owner == nil ? .nobody : owner == preferred ? .accountOwner : .turn
        let next = order.first { $0.member != owner }?.member
        let considered = members.map { member in
            Trace.Considered(
                member: member.id,
                verdict: member.id == owner
                    ? .chosen
                    : obstacles[member.id] != nil ? .skipped : member.id == next ? .next : .waiting,
                why: obstacles[member.id], credit: credit[member.id] ?? 0, load: member.load)
        }
        return Choice(
            owner: owner, trace: Trace(rule: rule, considered: considered),
            credits: owner.map { Turn.credits(after: $0, candidates) } ?? [:])
    }

    /// Who knows the account: the one named for it, where the pool has them, else whoever of the
    /// pool's role had the latest other lead of it.
    private mutating func accountOwner(of lead: Lead, in pool: PoolRule) throws -> MemberID? {
        guard let account = lead.account else { return nil }
        if let owner = try world.account(account).owner, pool.includes(try world.member(owner)) {
            return owner
        }
        return try world.facts.latestOwner(of: account, excluding: lead.id, in: pool.role)
    }

    func firstTouchRule(of lead: Lead) -> ClockRule? {
        playbook.sourceRule(lead.work.handRaisedBy ?? lead.origin.source)?.firstTouchClock
            .flatMap { playbook.clock($0) }
    }

    /// Gives a lead to a member and starts the clocks of a new assignment.
    mutating func give(
        _ id: LeadID, to owner: MemberID, pool: String?, trace: Trace,
        credits: [MemberID: Double], because reason: String, relieved: [MemberID] = []
    ) throws {
        try endClocks(of: id, .held)
        let before = try world.lead(id)
        try record(
            LeadAssigned(
                leadID: id, owner: owner, former: before.owner, pool: pool,
                role: try world.member(owner).profile.role, trace: trace, credits: credits,
                reason: reason))
        if before.stage.isWorked { try passContacts(of: before, to: owner, because: reason) }
        if !before.stage.isWorked, before.stage != .converted {
            try stopNurture(of: id, because: reason)
            try move(id, to: .new, because: reason)
        }
        try passClocks(of: id, [.task], to: owner, because: "new owner")
        try startWorkClocks(of: id, owner: owner, relieved: relieved)
        try startPhoneVerification(of: id)
    }

    /// A contact that marketing's handoff still waits for is the new owner's to make.
    private mutating func passContacts(of lead: Lead, to owner: MemberID, because reason: String)
        throws
    {
        guard let former = lead.owner, former != owner else { return }
        for handoff in try world.handoffs(of: lead.id)
        where handoff.receiver == former && handoff.state == .accepted
            && handoff.firstContactAt == nil
        {
            try moveHandoff(handoff, to: owner, because: reason)
        }
    }

    mutating func startWorkClocks(
        of id: LeadID, owner: MemberID, relieved: [MemberID] = []
    ) throws {
        let lead = try world.lead(id)
        guard lead.stage == .new else { return }
        let from = contactTime(of: lead)
        // A handoff from marketing has its own clock for the same thing.
        let contacts = try world.unendedClocks(of: id).contains { $0.purpose == .firstContact }
        if let rule = firstTouchRule(of: lead), !contacts {
            try startClock(
                rule.id, .firstTouch, lead: id, owner: owner, from: from, relieved: relieved)
        }
        if let rule = playbook.stages.newClock {
            try startClock(
                rule, .staleNew, lead: id, owner: owner, from: from, relieved: relieved)
        }
    }

    private mutating func hold(_ id: LeadID, in pool: PoolRule, trace: Trace) throws {
        let lead = try world.lead(id)
        let retryAt = nextOpening(of: try world.allMembers().filter { pool.includes($0) })
        // Tried again without a new answer: nothing happened.
        let isSame = lead.stage == .held && lead.heldIn == pool.id && lead.rest.wakeAt == retryAt
        guard !isSame else { return }
        try move(id, to: .held, because: "nobody can take it now")
        try record(LeadHeld(leadID: id, pool: pool.id, trace: trace, retryAt: retryAt))
        let runs = try world.unendedClocks(of: id).contains { $0.purpose == .held }
        if let rule = pool.heldClock, !runs {
            try startClock(rule, .held, lead: id, owner: nil, pool: pool.id)
        }
    }
}

package struct LeadAssigned: Event {
    package static let name = "lead.assigned"
    package let leadID: LeadID
    package let owner: MemberID
    package let former: MemberID?
    package let pool: String?
    package let role: Role
    package let trace: Trace
    /// What each member of the pool is owed from now on.
    package let credits: [MemberID: Double]
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.assignment = Assignment(owner: owner, pool: pool, at: stamp.at)
            $0.work.firstAssignedAt = $0.work.firstAssignedAt ?? stamp.at
            $0.rest.wakeAt = nil
            $0.heldIn = nil
            if role == .sdr || role == .bdr { $0.credits.sdr = owner }
        }
        if let pool { try world.countTurn(of: owner, in: pool, credits) }
    }
}

package struct LeadHeld: Event {
    package static let name = "lead.held"
    package let leadID: LeadID
    package let pool: String
    package let trace: Trace
    /// When somebody of the pool is next at work, to try again.
    package let retryAt: Instant
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.assignment = nil
            $0.heldIn = pool
            $0.rest.wakeAt = retryAt
        }
    }
}
