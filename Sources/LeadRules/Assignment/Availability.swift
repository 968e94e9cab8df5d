extension Decision {
    /// Why a member cannot take a lead of the pool now; nil when they can.
    ///
    /// - Parameter from: when the clock would begin.
    func obstacle(for member: Member, in pool: PoolRule, clock: ClockRule?, from: Instant)
        -> String?
    {
        if !pool.hasRoom(member) {
            return "at the cap of \(pool.cap(of: member) ?? 0)"
        }
        let working = workingCalendar(of: member)
        guard let clock,
            let due = calendar(for: clock.calendar, owner: member)?
                .due(after: from, clock.time)
        else {
            return member.absence(at: now).map { "away until \($0.to.rfc3339)" }
        }
        guard let back = working?.nextOpening(onOrAfter: from) else { return "not at work" }
        guard back > due else { return nil }
        return "\(member.absence(at: from) == nil ? "back at" : "away until") \(back.rfc3339), "
            + "after the clock '\(clock.id)' would have run out"
    }

    /// When the clocks of a new assignment begin: at once, or when contact is due.
    func contactTime(of lead: Lead) -> Instant { max(now, lead.work.contactDueAt ?? now) }

    /// The hours in which a member can be expected to work: their calendar less their time off.
    func workingCalendar(of member: Member) -> BusinessCalendar? {
        playbook.calendar(for: .owner, owner: member)?.adding(
            timeOff: member.timeOff.map { TimeOffInterval(from: $0.from, to: $0.to) })
    }

    /// When to try again: when the first of the absent is back, or on the next working day. Room
    /// that somebody makes in the meantime is filled at once, whatever this says.
    func nextOpening(of members: [Member]) -> Instant {
        members.compactMap { member in
            guard let hours = workingCalendar(of: member) else { return nil }
            let tomorrow = hours.instant(of: hours.localDay(of: now) + 1, secondOfDay: 0)
            return hours.nextOpening(onOrAfter: hours.isOpen(at: now) ? tomorrow : now)
        }.min() ?? now + .days(1)
    }
}

extension Member {
    func absence(at moment: Instant) -> TimeOff? {
        timeOff.first { $0.from <= moment && moment < $0.to }
    }
}

extension PoolRule {
    /// The most leads that a member may work on while they take new ones of this pool: their own cap,
    /// else the pool's; nil is no cap.
    package func cap(of member: Member) -> Int? { member.profile.cap ?? cap }

    func hasRoom(_ member: Member) -> Bool { cap(of: member).map { member.load < $0 } ?? true }

    /// Whether the member belongs to the pool.
    package func includes(_ member: Member) -> Bool {
        member.isActive && member.profile.role == role
            && (teams.isEmpty || teams.contains(member.profile.team))
            && (members.isEmpty || members.contains(member.profile.email))
    }

    package func weight(of member: Member) -> Double { weights[member.profile.email] ?? 1 }
}

extension Playbook {
    /// The most leads that a member may work on at once, over all their pools; nil is no cap.
    package func cap(of member: Member) -> Int? {
        if let cap = member.profile.cap { return cap }
        let caps = pools.filter { $0.includes(member) }.map(\.cap)
        return caps.contains(nil) ? nil : caps.compactMap(\.self).max()
    }

    /// Whether a member takes no new lead of any pool.
    package func isFull(_ member: Member) -> Bool {
        cap(of: member).map { member.load >= $0 } ?? false
    }
}
