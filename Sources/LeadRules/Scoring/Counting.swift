/// Running aggregates: an activity changes a few numbers, however long the history is.
extension Score {
    mutating func add(_ counted: Counted, _ activity: Activity) {
        for rule in counted.rules {
            let tally =
                tallies[rule.rule] ?? Tally(count: 0, asOf: activity.at, lastAt: activity.at)
            tallies[rule.rule] = tally.adding(1, at: activity.at, halfLife: rule.halfLife)
        }
        for (name, times) in counted.counts {
            counts[name] = Value.bounded((counts[name] ?? 0) + times)
        }
        if counted.repeats { repetitions.append(counted.day) }
        guard !counted.bot else { return }
        if let latest = today, latest.day > counted.day { return }
        if today?.day != counted.day { today = DayCount(day: counted.day, times: [:]) }
        today?.times[activity.kind, default: 0] += 1
    }

    /// Takes back what an activity gave. Exact, since decay is linear in what was counted.
    ///
    /// - Parameters:
    ///   - latest: when each of its rules counted last without it.
    ///   - liftsRepetition: whether its day has no repetition left without it.
    mutating func remove(
        _ counted: Counted, kind: String, at: Instant, latest: [String: Instant],
        liftsRepetition: Bool
    ) {
        for rule in counted.rules {
            guard let tally = tallies[rule.rule] else { continue }
            var less = tally.adding(-1, at: at, halfLife: rule.halfLife)
            less.lastAt = latest[rule.rule] ?? less.lastAt
            tallies[rule.rule] = less.count > 1e-9 ? less : nil
        }
        for (name, times) in counted.counts {
            counts[name] = max(0, (counts[name] ?? 0) - times)
        }
        if liftsRepetition { repetitions.removeAll { $0 == counted.day } }
        if today?.day == counted.day, let times = today?.times[kind] {
            today?.times[kind] = max(0, times - 1)
        }
    }

    func joined(with other: Score, playbook: Playbook) -> Score {
        combined(with: other, sign: 1, playbook: playbook)
    }

    func without(_ other: Score, playbook: Playbook) -> Score {
        combined(with: other, sign: -1, playbook: playbook)
    }

    private func combined(with other: Score, sign: Double, playbook: Playbook) -> Score {
        var sum = self
        for (rule, tally) in other.tallies {
            let halfLife = playbook.scoring.behaviours.first { $0.id == rule }?.halfLife
            let mine = tallies[rule] ?? Tally(count: 0, asOf: tally.asOf, lastAt: tally.lastAt)
            let joined = mine.adding(sign * tally.count, at: tally.asOf, halfLife: halfLife)
            sum.tallies[rule] = joined.count > 1e-9 ? joined : nil
            sum.tallies[rule]?.lastAt = max(mine.lastAt, tally.lastAt)
        }
        for (name, times) in other.counts {
            sum.counts[name] = Value.bounded((counts[name] ?? 0) + sign * times)
        }
        if sign > 0 {
            sum.repetitions += other.repetitions.filter { !repetitions.contains($0) }
        } else {
            sum.repetitions.removeAll { other.repetitions.contains($0) }
        }
        sum.today = today(with: other.today, sign: sign < 0 ? -1 : 1)
        return sum
    }

    /// The actions of the later of two days, or of both when it is one day.
    private func today(with other: DayCount?, sign: Int) -> DayCount? {
        guard let other else { return today }
        guard var mine = today else { return sign > 0 ? other : nil }
        if mine.day != other.day { return sign > 0 && other.day > mine.day ? other : mine }
        for (kind, times) in other.times {
            mine.times[kind] = max(0, (mine.times[kind] ?? 0) + sign * times)
        }
        return mine
    }
}
