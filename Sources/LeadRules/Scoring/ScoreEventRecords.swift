package import Records

extension NurtureStarted: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            track: member("track", \.track),
            nextMailAt: member("nextMailAt", \.nextMailAt),
            reason: member("reason", \.reason))
    }
}

extension LeadQualified: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            as: member("as", \.as),
            why: member("why", \.why),
            lines: member("lines", \.lines, or: []))
    }
}

extension ScoreRefreshed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            total: member("total", \.total))
    }
}

extension HandRaised: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            kind: member("kind", \.kind),
            source: member("source", \.source),
            grade: member("grade", \.grade),
            temperature: member("temperature", \.temperature),
            contactDueAt: member("contactDueAt", \.contactDueAt))
    }
}
