package import Records

extension HandoffAccepted: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            receiver: member("receiver", \.receiver),
            automatic: member("automatic", \.automatic),
            makes: member("makes", \.makes),
            role: member("role", \.role))
    }
}

extension OutcomeRecorded: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            handoff: member("handoff", \.handoff),
            outcome: member("outcome", \.outcome),
            sdr: member("sdr", \.sdr),
            ae: member("ae", \.ae))
    }
}

extension FirstContactLogged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            lead: member("lead", \.lead))
    }
}

extension HandoffQuestioned: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            lead: member("lead", \.lead),
            question: member.personal("question", \.question))
    }
}

extension HandoffAnswered: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            lead: member("lead", \.lead),
            answer: member.personal("answer", \.answer))
    }
}

extension DisputeOpened: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            note: member.personal("note", \.note))
    }
}

extension DisputeDecided: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            overturned: member("overturned", \.overturned),
            note: member.personal("note", \.note),
            returns: member("returns", \.returns),
            receiver: member("receiver", \.receiver),
            makes: member("makes", \.makes),
            role: member("role", \.role))
    }
}

extension HandoffMoved: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            from: member("from", \.from),
            to: member("to", \.to),
            owns: member("owns", \.owns),
            role: member("role", \.role),
            pool: member("pool", \.pool),
            credits: member("credits", \.credits, or: [:]),
            reason: member.personal("reason", \.reason))
    }
}

extension HandoffOpened: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            kind: member("kind", \.kind),
            giver: member("giver", \.giver),
            receiver: member("receiver", \.receiver),
            pool: member("pool", \.pool),
            trace: member("trace", \.trace),
            credits: member("credits", \.credits, or: [:]),
            state: member("state", \.state),
            record: member("record", \.record),
            packet: member("packet", \.packet),
            score: member("score", \.score, or: []))
    }
}

extension HandoffRejected: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            leadID: member("leadID", \.leadID),
            automatic: member("automatic", \.automatic),
            rejection: member("rejection", \.rejection))
    }
}

extension HandoffWithdrawn: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            handoff: member("handoff", \.handoff),
            lead: member("lead", \.lead),
            reason: member.personal("reason", \.reason))
    }
}
