/// What a clock that ran out does to the work.
extension Decision {
    /// The handoff whose receiver is to act under the clock.
    mutating func contract(of clock: Clock) throws -> Handoff? {
        guard clock.purpose == .decision || clock.purpose == .firstContact else { return nil }
        return try clock.handoff.map { try world.handoff($0) }
    }

    /// The backup takes over, and the backup's own clock starts.
    mutating func escalate(_ clock: Clock, to backup: MemberID) throws {
        let reason = "the clock '\(clock.rule)' of \(clock.owner?.description ?? "nobody") ran out"
        let relieved = clock.relieved + [clock.owner].compactMap(\.self)
        if let handoff = try contract(of: clock) {
            return try moveHandoff(handoff, to: backup, because: reason, relieved: relieved)
        }
        let lead = try world.lead(clock.lead)
        let sold = try world.handoffs(of: clock.lead).last {
            $0.state == .accepted && $0.receiver == lead.owner && lead.stage == .converted
        }
        if let sold {
            try moveHandoff(sold, to: backup, because: reason, relieved: relieved)
        } else {
            try handOn(lead, to: backup, because: reason, rule: .backup, relieved: relieved)
        }
        try restart(clock, for: backup, because: reason, relieved: relieved)
    }

    private mutating func restart(
        _ clock: Clock, for backup: MemberID, because reason: String, relieved: [MemberID]
    ) throws {
        let running = try world.unendedClocks(of: clock.lead).contains {
            $0.purpose == clock.purpose && $0.kind == clock.kind && $0.owner == backup
        }
        if try world.clock(clock.id).endedAt == nil {
            try record(ClockCancelled(clock: clock.id, lead: clock.lead, reason: reason))
        }
        guard !running else { return }
        try startClock(
            clock.rule, clock.purpose, lead: clock.lead, handoff: clock.handoff, owner: backup,
            kind: clock.kind, task: clock.task, relieved: relieved)
    }

    /// A lead that nobody touched goes to somebody else of its pool.
    mutating func turnOver(_ clock: Clock) throws {
        let lead = try world.lead(clock.lead)
        guard lead.isLive, lead.stage == .new, lead.owner == clock.owner else { return }
        try handOn(lead, to: nil, because: "the clock '\(clock.rule)' ran out")
    }
}
