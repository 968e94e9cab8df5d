package import Records

extension Alert: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            kind: member("kind", \.kind),
            event: member("event", \.event),
            at: member("at", \.at),
            lead: member("lead", \.lead),
            leadName: member.personal("leadName", \.leadName),
            handoff: member("handoff", \.handoff),
            member: member("member", \.member),
            title: member("title", \.title),
            reason: member("reason", \.reason),
            nextStep: member("nextStep", \.nextStep),
            awaitsDecision: member("awaitsDecision", \.awaitsDecision, or: false))
    }
}

extension AlertKind: StoredWord {}
