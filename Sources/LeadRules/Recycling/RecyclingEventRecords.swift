package import Records

extension NurtureMailDue: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            track: member("track", \.track),
            step: member("step", \.step),
            stage: member("stage", \.stage),
            mail: member("mail", \.mail),
            nextMailAt: member("nextMailAt", \.nextMailAt))
    }
}

extension NurtureStopped: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            reason: member("reason", \.reason),
            unsubscribed: member("unsubscribed", \.unsubscribed))
    }
}

extension LeadRested: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            reason: member("reason", \.reason),
            wakeAt: member("wakeAt", \.wakeAt),
            wakeAtScore: member("wakeAtScore", \.wakeAtScore),
            track: member("track", \.track),
            nextMailAt: member("nextMailAt", \.nextMailAt))
    }
}

extension LeadWoken: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            reason: member("reason", \.reason),
            rested: member("rested", \.rested))
    }
}

extension FunnelStage: StoredWord {}
