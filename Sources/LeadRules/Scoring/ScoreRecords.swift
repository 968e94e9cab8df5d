package import Records

extension Score: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var score = Self()
        score.tallies = try member("tallies", \.tallies, or: [:])
        score.counts = try member("counts", \.counts, or: [:])
        score.repetitions = try member("repetitions", \.repetitions, or: [])
        score.today = try member("today", \.today)
        score.total = try member("total", \.total, or: 0.0)
        return score
    }
}

extension Tally: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            count: member("count", \.count),
            asOf: member("asOf", \.asOf),
            lastAt: member("lastAt", \.lastAt))
    }
}

extension DayCount: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            day: member("day", \.day),
            times: member("times", \.times, or: [:]))
    }
}

extension ScoreLine: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            rule: member("rule", \.rule),
            title: member("title", \.title),
            points: member("points", \.points),
            fact: member.personal("fact", \.fact))
    }
}
