package import Records

extension QualificationChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            record: member("record", \.record),
            segment: member("segment", \.segment))
    }
}
