package import Records

extension VerificationChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            state: member("state", \.state),
            reasons: member.personal("reasons", \.reasons, or: []),
            phoneVerified: member("phoneVerified", \.phoneVerified))
    }
}
