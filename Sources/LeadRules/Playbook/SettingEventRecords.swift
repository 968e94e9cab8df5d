package import Records

extension PlaybookActivated: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            version: member("version", \.version),
            name: member("name", \.name),
            digest: member("digest", \.digest))
    }
}

extension SettingChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            what: member("what", \.what),
            change: member("change", \.change))
    }
}
