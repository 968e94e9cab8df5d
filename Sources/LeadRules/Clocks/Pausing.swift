/// Stops a clock while the customer is to move.
package struct PauseClock: Command {
    package var clock: ClockID
    package var reason: String

    package init(clock: ClockID, reason: String) {
        self.clock = clock
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws -> ClockID {
        let row = try decision.world.clock(clock)
        try decision.require(row.owner, to: "pause the clock")
        guard row.state == .running else {
            throw Refusal(
                .conflict, "not-running",
                "Clock \(clock) is \(row.state.rawValue); only a running clock pauses.")
        }
        guard row.dueAt > decision.now else {
            throw Refusal(
                .conflict, "ran-out",
                "Clock \(clock) ran out at \(row.dueAt.rfc3339); it is too late to pause it.")
        }
        guard !reason.isEmpty else {
            throw Refusal.invalid(field: "reason", "Say what the clock waits for.")
        }
        guard let (_, calendar) = try decision.timing(of: row) else { return clock }
        let from = max(decision.now, row.startedAt)
        try decision.record(
            ClockPaused(
                clock: clock, lead: row.lead, reason: reason,
                remaining: calendar.openTime(from: from, to: row.dueAt)))
        return clock
    }
}

/// Lets a paused clock run on with the time that was left.
package struct ResumeClock: Command {
    package var clock: ClockID
    package init(clock: ClockID) { self.clock = clock }

    package func decide(_ decision: inout Decision) throws -> ClockID {
        let row = try decision.world.clock(clock)
        try decision.require(row.owner, to: "resume the clock")
        guard row.state == .paused, let remaining = row.remaining else {
            throw Refusal(
                .conflict, "not-paused", "Clock \(clock) is \(row.state.rawValue), not paused.")
        }
        guard let (rule, calendar) = try decision.timing(of: row) else { return clock }
        let from = max(decision.now, row.startedAt)
        guard let due = calendar.due(after: from, remaining) else { return clock }
        let step = rule.nextStep(
            after: from, remaining: remaining, reminded: row.reminded, in: calendar)
        try decision.record(
            ClockResumed(clock: clock, lead: row.lead, dueAt: due, nextAt: step ?? due))
        return clock
    }
}

extension Decision {
    /// The rule and the calendar of a clock, from the playbook version that it began under.
    mutating func timing(of clock: Clock) throws -> (ClockRule, BusinessCalendar)? {
        let playbook = try playbook(version: clock.playbook)
        let owner = try clock.owner.map { try world.member($0) }
        guard let rule = playbook.clock(clock.rule),
            let calendar = playbook.calendar(for: rule.calendar, owner: owner)
        else { return nil }
        return (rule, calendar)
    }
}

package struct ClockPaused: Event {
    package static let name = "clock.paused"
    package let clock: ClockID
    package let lead: LeadID?
    package let reason: String
    package let remaining: TimeSpan

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.state = .paused
            $0.pausedAt = stamp.at
            $0.pauseReason = reason
            $0.remaining = remaining
            $0.nextAt = nil
        }
    }
}

package struct ClockResumed: Event {
    package static let name = "clock.resumed"
    package let clock: ClockID
    package let lead: LeadID?
    package let dueAt: Instant
    package let nextAt: Instant

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) {
            $0.state = .running
            $0.pausedAt = nil
            $0.pauseReason = nil
            $0.remaining = nil
            $0.dueAt = dueAt
            $0.nextAt = nextAt
        }
    }
}
