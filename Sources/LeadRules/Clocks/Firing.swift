/// A clock reached a step: reminds its owner, or breaches. Deciding it twice does nothing more.
package struct FireClock: Command {
    package var clock: ClockID
    package init(clock: ClockID) { self.clock = clock }

    package func decide(_ decision: inout Decision) throws {
        let row = try decision.world.clock(clock)
        guard row.state == .running, let next = row.nextAt, next <= decision.now else { return }
        guard row.dueAt <= decision.now else { return try decision.remind(row) }
        try decision.breach(row)
    }
}

extension Decision {
    /// One reminder, however many steps went by while nobody looked.
    fileprivate mutating func remind(_ clock: Clock) throws {
        guard let (rule, calendar) = try timing(of: clock) else {
            throw Refusal(
                .refused, "no-calendar", "The clock '\(clock.rule)' has no rule or no calendar.")
        }
        let left = calendar.openTime(from: now, to: clock.dueAt)
        var reminded = clock.reminded
        while reminded < rule.remindAt.count,
            left <= rule.time - rule.time.fraction(rule.remindAt[reminded])
        {
            reminded += 1
        }
        let step = rule.nextStep(after: now, remaining: left, reminded: reminded, in: calendar)
        try record(
            ClockReminded(
                clock: clock.id, lead: clock.lead, owner: clock.owner, rule: clock.rule,
                reminded: reminded, dueAt: clock.dueAt,
                nextAt: min(step ?? clock.dueAt, clock.dueAt)))
    }

    fileprivate mutating func breach(_ clock: Clock) throws {
        let rule = try playbook(version: clock.playbook).clock(clock.rule)
        let steps = rule?.onBreach ?? []
        let backup = steps.contains(.reassignBackup) ? try backup(for: clock) : nil
        try record(
            ClockBreached(
                clock: clock.id, leadID: clock.lead, handoff: clock.handoff, owner: clock.owner,
                rule: clock.rule, dueAt: clock.dueAt, alertsManager: steps.contains(.alertManager),
                backup: backup))
        if let backup {
            try escalate(clock, to: backup)
        } else if steps.contains(.reassignPool) {
            try turnOver(clock)
        }
    }

    /// Who takes over from the owner: nobody when the work is no longer the owner's.
    private mutating func backup(for clock: Clock) throws -> MemberID? {
        guard let owner = clock.owner else { return nil }
        let lead = try world.lead(clock.lead)
        if let handoff = try contract(of: clock) {
            guard lead.isLive, handoff.receiver == owner else { return nil }
            return try backup(of: owner, except: clock.relieved)
        }
        guard lead.isLive, lead.owner == owner else { return nil }
        // A cap holds for those who stand in, too.
        let pool = lead.stage.isWorked ? try pool(of: [.sdr, .bdr], for: lead.id) : nil
        return try backup(of: owner, except: clock.relieved) { pool?.hasRoom($0) ?? true }
    }

    /// The backup of a member, or the backup's backup, who is there.
    mutating func backup(
        of owner: MemberID, except: [MemberID] = [], where fits: (Member) -> Bool = { _ in true }
    ) throws -> MemberID? {
        var seen = Set(except + [owner])
        var next = try world.member(owner).profile.backup
        while let id = next, seen.insert(id).inserted {
            let member = try world.member(id)
            if member.isActive && member.absence(at: now) == nil && fits(member) { return id }
            next = member.profile.backup
        }
        return nil
    }

}

package struct ClockReminded: Event {
    package static let name = "clock.reminded"
    package let clock: ClockID
    package let lead: LeadID?
    package let owner: MemberID?
    package let rule: String
    /// Steps gone by, this one included.
    package let reminded: Int
    package let dueAt: Instant
    package let nextAt: Instant

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.reminded = reminded
            $0.nextAt = nextAt
        }
    }
}

package struct ClockBreached: Event {
    package static let name = "clock.breached"
    package let clock: ClockID
    package let leadID: LeadID
    package let handoff: HandoffID?
    package let owner: MemberID?
    package let rule: String
    package let dueAt: Instant
    package let alertsManager: Bool
    /// Who takes over.
    package let backup: MemberID?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.state = .breached
            $0.breachedAt = stamp.at
            $0.backup = backup
            $0.nextAt = nil
        }
    }
}
