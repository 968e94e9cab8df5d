package import Records

extension StageMoved: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            from: member("from", \.from),
            to: member("to", \.to),
            reason: member.personal("reason", \.reason))
    }
}

extension TouchLogged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            channel: member("channel", \.channel),
            reached: member("reached", \.reached),
            note: member.personal("note", \.note),
            at: member("at", \.at))
    }
}

extension Stage: StoredWord {}
extension LogTouch.Channel: StoredWord {}
