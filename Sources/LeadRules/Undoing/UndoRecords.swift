package import Records

extension Standing: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            touches: member("touches", \.touches),
            stage: member("stage", \.stage),
            place: member("place", \.place),
            rest: member("rest", \.rest),
            milestones: member("milestones", \.milestones),
            credits: member("credits", \.credits))
    }
}

extension Standing.Touches: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            firstAssignedAt: member("firstAssignedAt", \.firstAssignedAt),
            firstTouchAt: member("firstTouchAt", \.firstTouchAt),
            firstConnectedAt: member("firstConnectedAt", \.firstConnectedAt),
            lastTouchAt: member("lastTouchAt", \.lastTouchAt),
            attempts: member("attempts", \.attempts),
            touches: member("touches", \.touches))
    }
}

extension Standing.StageStanding: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            stage: member("stage", \.stage),
            since: member("since", \.since),
            reason: member.personal("reason", \.reason))
    }
}

extension Standing.Place: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            assignment: member("assignment", \.assignment),
            heldIn: member("heldIn", \.heldIn))
    }
}

extension HandoffStanding: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            receiver: member("receiver", \.receiver),
            pool: member("pool", \.pool),
            state: member("state", \.state),
            automatic: member("automatic", \.automatic),
            decidedAt: member("decidedAt", \.decidedAt),
            decidedBy: member("decidedBy", \.decidedBy),
            rejection: member("rejection", \.rejection),
            dispute: member("dispute", \.dispute),
            firstContactAt: member("firstContactAt", \.firstContactAt),
            outcome: member("outcome", \.outcome))
    }
}

extension StepUndone.Turn: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            pool: member("pool", \.pool),
            member: member("member", \.member),
            credits: member("credits", \.credits, or: [:]))
    }
}
