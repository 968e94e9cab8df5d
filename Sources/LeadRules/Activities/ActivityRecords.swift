package import Records

extension Activity: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            kind: member("kind", \.kind),
            at: member("at", \.at),
            properties: member.personal("properties", \.properties, or: [:]),
            note: member.personal("note", \.note),
            ip: member.personal("ip", \.ip))
    }
}

extension Counted: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            rules: member("rules", \.rules, or: []),
            counts: member("counts", \.counts, or: [:]),
            day: member("day", \.day),
            repeats: member("repeats", \.repeats, or: false),
            bot: member("bot", \.bot, or: false),
            hotUntil: member("hotUntil", \.hotUntil))
    }
}

extension CountedRule: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            rule: member("rule", \.rule),
            halfLife: member("halfLife", \.halfLife))
    }
}

extension Visitor: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member.pseudonym("id", \.id),
            firstSeenAt: member("firstSeenAt", \.firstSeenAt),
            lastSeenAt: member("lastSeenAt", \.lastSeenAt),
            score: member("score", \.score, or: Score()),
            lead: member("lead", \.lead),
            carriedTo: member("carriedTo", \.carriedTo),
            landingPage: member.personal("landingPage", \.landingPage),
            campaign: member("campaign", \.campaign))
    }
}

extension VoidActivity.Answer: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(lead: member("lead", \.lead), resting: member("resting", \.resting, or: []))
    }
}
