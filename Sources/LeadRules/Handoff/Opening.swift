/// Hands a lead over. Refused while required information is missing; each missing field is named.
package struct OpenHandoff: Command {
    package var lead: LeadID
    package var kind: String
    /// Nil leaves the choice to the pools of the receiving role.
    package var receiver: MemberID?
    package var packet: Packet
    /// What is written down with it: both are done, or neither is.
    package var record: ChangeQualification?

    package init(
        lead: LeadID, kind: String, receiver: MemberID? = nil, packet: Packet = Packet(),
        record: ChangeQualification? = nil
    ) {
        self.lead = lead
        self.kind = kind
        self.receiver = receiver
        self.packet = packet
        self.record = record
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        _ = try record?.decide(&decision)
        guard let rule = decision.playbook.handoff(kind) else {
            throw Refusal.unknown(
                "handoff", kind, field: "kind", known: decision.playbook.handoffs.map(\.id))
        }
        let row = try decision.liveLead(lead)
        try check(row, rule, &decision)
        let record = try decision.world.record(of: lead)
        try demand(record, rule, decision.playbook)
        let account = try row.account.map { try decision.world.account($0) }
        let score = decision.playbook.tenPoints(record, lead: row, account: account)
        let giver = decision.giver(of: row)
        // Nobody decides on what they give themselves.
        var receiver = try decision.receiver(
            named: receiver, of: row, for: rule, except: Set([giver].compactMap(\.self)))
        let band = rule.band(of: score.points)
        if band == .back { receiver = receiver.withoutTurn }
        let id: HandoffID = decision.nextID(\.handoff)
        try decision.record(
            HandoffOpened(
                handoff: id, leadID: lead, kind: kind, giver: giver,
                receiver: receiver.member, pool: receiver.pool, trace: receiver.trace,
                credits: receiver.credits, state: band == .jointReview ? .review : .pending,
                record: record,
                packet: packet, score: score))
        try decision.begin(id, rule)
        return id
    }

    private func check(_ row: Lead, _ rule: HandoffRule, _ decision: inout Decision) throws {
        let owner = try row.owner.map { try decision.world.member($0).profile.role }
        try decision.refuse(
            rule.whyNotOpen(
                row, after: try decision.world.handoffs(of: lead), ownedBy: owner))
        try decision.require(
            row.owner, or: row.credits.ae, unowned: rule.from, to: "hand the lead over")
    }

    private func demand(_ record: QualificationRecord, _ rule: HandoffRule, _ playbook: Playbook)
        throws
    {
        let needed = playbook.qualification.stakeholders
        let problems =
            record.missing(rule.required, stakeholders: needed)
            + record.unchecked(rule.checklist, required: rule.required, stakeholders: needed)
        guard !problems.isEmpty else { return }
        let names = problems.map(\.field).joined(separator: ", ")
        throw Refusal(
            .refused, "missing-required-information",
            "The handoff of lead \(lead) waits for required information: \(names).",
            problems: problems)
    }
}

extension HandoffRule {
    /// Whether somebody may be named as the receiver, if they are not the giver.
    package func canReceive(_ member: Member) -> Bool {
        member.profile.role == to && member.isActive
    }
}

extension Lead {
    /// Whoever has the lead, even when a manager hands it over for them.
    package func giver(by actor: MemberID?) -> MemberID? {
        guard let actor else { return owner }
        return actor == credits.ae && stage == .converted ? actor : owner ?? actor
    }
}

extension Decision {
    struct Receiver {
        var member: MemberID
        var pool: String?
        var trace: Trace?
        var credits: [MemberID: Double] = [:]

        /// What comes straight back was nobody's turn.
        var withoutTurn: Receiver { Receiver(member: member, trace: trace) }
    }

    fileprivate func giver(of lead: Lead) -> MemberID? {
        guard case .member(let id) = actor else { return lead.giver(by: nil) }
        return lead.giver(by: id)
    }

    mutating func receiver(
        named id: MemberID?, of lead: Lead, for rule: HandoffRule, except: Set<MemberID> = []
    ) throws -> Receiver {
        if let id { return try named(id, for: rule, except: except) }
        guard let pool = try pool(of: [rule.to], for: lead.id) else {
            throw Refusal.invalid(
                field: "receiver",
                "No pool of role \(rule.to.rawValue) takes this lead; name a receiver.")
        }
        let clock = rule.decisionClock.flatMap { playbook.clock($0) }
        let choice = try choose(from: pool, for: lead, clock: clock, at: now, except: except)
        guard let owner = choice.owner else {
            throw Refusal(
                .refused, "nobody-available",
                "Nobody in the pool '\(pool.id)' can take the lead now. Name a receiver, or try later."
            )
        }
        return Receiver(
            member: owner, pool: pool.id, trace: choice.trace, credits: choice.credits)
    }

    private mutating func named(
        _ id: MemberID, for rule: HandoffRule, except: Set<MemberID>
    ) throws -> Receiver {
        let member = try world.member(id)
        guard rule.canReceive(member), !except.contains(id) else {
            let able = try world.allMembers().filter {
                rule.canReceive($0) && !except.contains($0.id)
            }
            let names = able.map { "\($0.id) \($0.profile.name)" }.joined(separator: ", ")
            throw Refusal.invalid(
                field: "receiver",
                "\(member.profile.name) cannot receive this handoff; it goes to one of: \(names).")
        }
        return Receiver(member: id)
    }

    /// Starts what follows an opened handoff: its clocks, and the decision of the ten-point score.
    fileprivate mutating func begin(_ id: HandoffID, _ rule: HandoffRule) throws {
        let handoff = try world.handoff(id)
        let band = rule.band(of: handoff.points)
        if band == .back { return try returnToGiver(handoff, rule) }
        try endGiversClocks(handoff)
        if !rule.to.developsLeads {
            try move(handoff.lead, to: .converted, because: "handed over (\(rule.id))")
        }
        try startContactClock(of: handoff, rule)
        if band == .autoAccept {
            try accept(handoff, rule, automatic: true)
        } else if let clock = rule.decisionClock {
            try startClock(
                clock, .decision, lead: handoff.lead, handoff: id, owner: handoff.receiver)
        }
    }

    private mutating func endGiversClocks(_ handoff: Handoff) throws {
        try endClocks(of: handoff.lead, .firstTouch)
        try endClocks(of: handoff.lead, .staleNew)
        for clock in try world.unendedClocks(of: handoff.lead)
        where clock.kind == handoff.kind
            && (clock.purpose == .task || clock.purpose == .handoffDue)
        {
            try record(ClockMet(clock: clock.id, lead: handoff.lead))
        }
    }

    mutating func startContactClock(of handoff: Handoff, _ rule: HandoffRule) throws {
        let facts = try facts(of: handoff.lead)
        guard let clock = rule.contactClocks.first(where: { $0.when.holds { facts($0) } }) else {
            return
        }
        try startClock(
            clock.clock, .firstContact, lead: handoff.lead, handoff: handoff.id,
            owner: handoff.receiver)
    }

    /// Too few points: the giver keeps the lead and goes on nurturing it.
    private mutating func returnToGiver(_ handoff: Handoff, _ rule: HandoffRule) throws {
        let note =
            "\(Value.written(handoff.points)) of 10 points; a joint review needs "
            + "\(Value.written(rule.jointReview ?? 0))."
        try record(
            HandoffRejected(
                handoff: handoff.id, leadID: handoff.lead, automatic: true,
                rejection: Rejection(
                    reason: "low-score", note: note, route: .backToGiver, fields: [])))
    }
}

package struct HandoffOpened: Event {
    package static let name = "handoff.opened"
    package let handoff: HandoffID
    package let leadID: LeadID
    package let kind: String
    package let giver: MemberID?
    package let receiver: MemberID
    package let pool: String?
    package let trace: Trace?
    package let credits: [MemberID: Double]
    package let state: Handoff.State
    package let record: QualificationRecord
    package let packet: Packet
    package let score: [ScoreLine]
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        var row = Handoff(
            id: handoff, lead: leadID, kind: kind, openedAt: stamp.at, playbook: stamp.playbook,
            giver: giver, receiver: receiver, record: record, packet: packet, score: score)
        row.state = state
        row.pool = pool
        world.add(row)
        if let pool { try world.countTurn(of: receiver, in: pool, credits) }
    }
}
