extension Decision {
    /// Starts a clock, where the playbook still has its rule.
    mutating func startClock(
        _ rule: String, _ purpose: Clock.Purpose, lead: LeadID, handoff: HandoffID? = nil,
        owner: MemberID?, pool: String? = nil, from: Instant? = nil, kind: String? = nil,
        task: String? = nil, relieved: [MemberID] = []
    ) throws {
        guard let rule = playbook.clock(rule) else { return }
        let member = try owner.map { try world.member($0) }
        let from = from ?? now
        guard let calendar = calendar(for: rule.calendar, owner: member),
            let due = calendar.due(after: from, rule.time)
        else { return }
        let id: ClockID = nextID(\.clock)
        let step = rule.nextStep(after: from, remaining: rule.time, reminded: 0, in: calendar)
        try record(
            ClockStarted(
                clock: id, rule: rule.id, purpose: purpose, leadID: lead, handoff: handoff,
                startedAt: from, owner: owner, pool: pool, kind: kind, task: task, dueAt: due,
                nextAt: step ?? due, relieved: relieved))
    }

    /// The hours in which a clock runs. Time off does not stop it: the customer waits all the same.
    func calendar(for name: ClockCalendar, owner: Member?) -> BusinessCalendar? {
        playbook.calendar(for: name, owner: owner)
    }

    /// Ends clocks whose work is done: in time, or late after a breach.
    mutating func endClocks(of lead: LeadID, _ purpose: Clock.Purpose, handoff: HandoffID? = nil)
        throws
    {
        for clock in try world.unendedClocks(of: lead)
        where clock.purpose == purpose && (handoff == nil || clock.handoff == handoff) {
            try record(ClockMet(clock: clock.id, lead: lead))
        }
    }

    mutating func cancelClocks(
        of lead: LeadID, _ purposes: Set<Clock.Purpose>, because reason: String
    ) throws {
        for clock in try world.unendedClocks(of: lead) where purposes.contains(clock.purpose) {
            try record(ClockCancelled(clock: clock.id, lead: lead, reason: reason))
        }
    }

    /// Whoever takes over gets clocks of their own in place of the former owner's.
    mutating func passClocks(
        of lead: LeadID, _ purposes: Set<Clock.Purpose>, to owner: MemberID, because reason: String
    ) throws {
        for clock in try world.unendedClocks(of: lead)
        where purposes.contains(clock.purpose) && clock.owner != owner {
            try record(ClockCancelled(clock: clock.id, lead: lead, reason: reason))
            try startClock(
                clock.rule, clock.purpose, lead: lead, handoff: clock.handoff, owner: owner,
                kind: clock.kind, task: clock.task)
        }
    }
}

extension Playbook {
    package func calendar(for name: ClockCalendar, owner: Member?) -> BusinessCalendar? {
        switch name {
        case .plain: .always
        case .named(let name): calendars[name]
        case .owner: owner?.profile.calendar.flatMap { calendars[$0] } ?? calendars[homeCalendar]
        }
    }
}

extension ClockRule {
    /// When the next reminder is due, given what was left of the clock at a moment; nil when none is.
    func nextStep(
        after from: Instant, remaining: TimeSpan, reminded: Int, in calendar: BusinessCalendar
    ) -> Instant? {
        for fraction in remindAt.dropFirst(reminded) {
            let wait = remaining - (time - time.fraction(fraction))
            if wait > .zero { return calendar.due(after: from, wait) }
        }
        return nil
    }
}

package struct ClockStarted: Event {
    package static let name = "clock.started"
    package let clock: ClockID
    package let rule: String
    package let purpose: Clock.Purpose
    package let leadID: LeadID
    package let handoff: HandoffID?
    package let startedAt: Instant
    package let owner: MemberID?
    package let pool: String?
    package let kind: String?
    package let task: String?
    package let dueAt: Instant
    package let nextAt: Instant
    package let relieved: [MemberID]
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) {
        var row = Clock(
            id: clock, rule: rule, purpose: purpose, lead: leadID, handoff: handoff,
            playbook: stamp.playbook, startedAt: startedAt, owner: owner, dueAt: dueAt)
        row.pool = pool
        row.kind = kind
        row.task = task
        row.nextAt = nextAt
        row.relieved = relieved
        world.add(row)
    }
}
