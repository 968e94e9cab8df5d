package import Records

extension LeadAssigned: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            owner: member("owner", \.owner),
            former: member("former", \.former),
            pool: member("pool", \.pool),
            role: member("role", \.role),
            trace: member("trace", \.trace),
            credits: member("credits", \.credits, or: [:]),
            reason: member("reason", \.reason))
    }
}

extension LeadHeld: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            pool: member("pool", \.pool),
            trace: member("trace", \.trace),
            retryAt: member("retryAt", \.retryAt))
    }
}

extension AssignmentCredited: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            handoff: member("handoff", \.handoff),
            pool: member("pool", \.pool),
            member: member("member", \.member),
            credits: member("credits", \.credits, or: [:]),
            reason: member("reason", \.reason))
    }
}
