package import Records

extension VisitorJoined: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            visitor: member.pseudonym("visitor", \.visitor),
            leadID: member("leadID", \.leadID),
            score: member("score", \.score),
            lastSeenAt: member("lastSeenAt", \.lastSeenAt),
            landingPage: member.personal("landingPage", \.landingPage),
            campaign: member("campaign", \.campaign))
    }
}

extension ActivityRecorded: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            lead: member("lead", \.lead),
            visitor: member.pseudonym("visitor", \.visitor),
            activity: member("activity", \.activity),
            observed: member("observed", \.observed),
            counted: member("counted", \.counted),
            seenAt: member("seenAt", \.seenAt),
            total: member("total", \.total))
    }
}

extension ActivityVoided: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            activity: member("activity", \.activity),
            kind: member("kind", \.kind),
            at: member("at", \.at),
            counted: member("counted", \.counted),
            latest: member("latest", \.latest, or: [:]),
            liftsRepetition: member("liftsRepetition", \.liftsRepetition),
            reason: member.personal("reason", \.reason))
    }
}
