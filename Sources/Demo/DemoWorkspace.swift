package import LeadEngine
package import LeadRules

/// A believable team and four weeks of its leads, made from a seed through the engine itself: every
/// row comes from commands, decided at their times by the rules.
package struct DemoWorkspace {
    package var engine: Engine
    let time: SetTime
    var chance: Chance
    /// How many leads come in, and in how many days.
    let leads: Int
    let days: Int
    var team = Team()
    var agenda = Agenda()
    /// Who was last asked to decide on a handoff.
    var asked: [HandoffID: MemberID] = [:]
    /// How messages from outside arrive; in order and once where there is none.
    package var post: Post?
    /// How much of the journal has been reacted to.
    var seen: EventID?
    /// Handoffs that are left for the visitor of the demo to decide on.
    var leftOpen: Set<HandoffID> = []

    package init(
        engine: Engine, time: SetTime, seed: UInt64 = 2026, leads: Int = 340, days: Int = 28
    ) {
        self.engine = engine
        self.time = time
        self.leads = leads
        self.days = days
        chance = Chance(seed: seed)
    }

    /// Fills a fresh workspace up to a moment.
    ///
    /// - Parameters:
    ///   - playbook: the text of the playbook to live under.
    ///   - progress: told the fraction that is done.
    package mutating func fill(
        until now: Instant, playbook: String, name: String, digest: String,
        progress: (Double) -> Void
    ) async throws {
        let start = now - .days(Int64(days))
        time.set(start)
        _ = try await engine.activate(playbook, name: name, digest: digest, by: .system)
        try await begin(from: start, until: now)
        while let at = nextAt, at < now {
            try await step()
            progress(
                Double(at.milliseconds - start.milliseconds)
                    / Double(now.milliseconds - start.milliseconds))
        }
        try await DueClocks(engine: engine).play(time, to: now)
    }

    /// Lets everybody join, and plans what comes by itself.
    package mutating func begin(from start: Instant, until now: Instant) async throws {
        if team.byEmail.isEmpty { team = try await Team.join(engine) }
        try await planAbsences(from: start, until: now)
        planLeads(from: start, until: now)
    }

    /// When the next thing happens.
    package var nextAt: Instant? { agenda.first?.at }

    /// Plays time forward to the next thing, and does it. When that fails, it is still the next.
    package mutating func step() async throws {
        guard let next = agenda.first else { return }
        try await DueClocks(engine: engine).play(time, to: next.at)
        try await react()
        try await carryOut(next.what)
        agenda.remove(next)
        try await react()
    }

    private mutating func planAbsences(from start: Instant, until now: Instant) async throws {
        let absences: [(String, Int64, Int64, String)] = [
            ("haruka", 8, 4, "有給休暇"), ("sora", 15, 5, "휴가"), ("paul", 27, 6, "Parental leave"),
            ("yejin", 26, 4, "휴가"),
        ]
        for (mail, day, length, note) in absences {
            guard let member = team.byEmail[mail] else { continue }
            let from = start + .days(day)
            _ = try await engine.handle(
                AddTimeOff(member: member, from: from, to: from + .days(length), note: note),
                by: .member(member))
        }
    }

    /// Leads come in by day more than by night, and more each week.
    private mutating func planLeads(from start: Instant, until now: Instant) {
        for number in 0..<leads {
            let share = chance.fraction().squareRoot()
            let day = Int64(share * Double(days))
            let hour = chance.happens(0.8) ? Int64(chance.below(10)) : Int64(chance.below(24))
            let at = start + .days(day) + .hours(hour) + .minutes(Int64(chance.below(60)))
            if at < now { agenda.add(at, .capture(number)) }
        }
        for number in 0..<(leads * 20 / 17) {
            let day = Int64(chance.below(days))
            let at = start + .days(day) + .minutes(Int64(chance.below(1_440)))
            if at < now { agenda.add(at, .browse(number)) }
        }
        // One address that sends several leads within minutes.
        let fraud = now - .days(3)
        for number in 0..<4 {
            agenda.add(fraud + .minutes(Int64(number * 4)), .fraud(number))
        }
        // Whatever the hour of the day, some AEs find a handoff to decide on.
        for number in 0..<4 {
            agenda.add(now - .minutes(Int64(150 - number * 40)), .askForReview(number))
        }
        // And the customer team has customers.
        for day in 2...4 { agenda.add(now - .days(Int64(day)), .win) }
        // A rush of demo requests shortly before now.
        for number in 0..<6 {
            agenda.add(now - .minutes(Int64(6 + number * 17)), .capture(leads + number))
        }
    }
}
