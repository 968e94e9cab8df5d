package import Records

extension Handoff: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            lead: member("lead", \.lead),
            kind: member("kind", \.kind),
            openedAt: member("openedAt", \.openedAt),
            playbook: member("playbook", \.playbook),
            giver: member("giver", \.giver),
            receiver: member("receiver", \.receiver),
            pool: member("pool", \.pool),
            state: member("state", \.state, or: .pending),
            record: member("record", \.record),
            packet: member("packet", \.packet),
            score: member("score", \.score, or: []),
            automatic: member("automatic", \.automatic, or: false),
            decidedAt: member("decidedAt", \.decidedAt),
            decidedBy: member("decidedBy", \.decidedBy),
            rejection: member("rejection", \.rejection),
            dispute: member("dispute", \.dispute),
            questions: member("questions", \.questions, or: []),
            firstContactAt: member("firstContactAt", \.firstContactAt),
            outcome: member("outcome", \.outcome))
    }
}

extension Packet: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var packet = Self()
        packet.summary = try member.personal("summary", \.summary, or: "")
        packet.quotes = try member.personal("quotes", \.quotes, or: [])
        packet.objections = try member.personal("objections", \.objections, or: [])
        return packet
    }
}

extension Rejection: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            reason: member("reason", \.reason),
            note: member.personal("note", \.note),
            route: member("route", \.route),
            fields: member("fields", \.fields, or: []))
    }
}

extension Dispute: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            note: member.personal("note", \.note),
            openedAt: member("openedAt", \.openedAt),
            openedBy: member("openedBy", \.openedBy),
            overturned: member("overturned", \.overturned),
            decidedAt: member("decidedAt", \.decidedAt),
            decidedBy: member("decidedBy", \.decidedBy),
            decisionNote: member.personal("decisionNote", \.decisionNote))
    }
}

extension Question: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            text: member.personal("text", \.text),
            askedAt: member("askedAt", \.askedAt),
            askedBy: member("askedBy", \.askedBy),
            answer: member.personal("answer", \.answer),
            answeredAt: member("answeredAt", \.answeredAt))
    }
}

extension Outcome: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            won: member("won", \.won),
            at: member("at", \.at),
            amount: member("amount", \.amount),
            cause: member("cause", \.cause))
    }
}

extension Handoff.State: StoredWord {}
extension Route: StoredWord {}
extension Milestone: StoredWord {}
