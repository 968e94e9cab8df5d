package import Records

extension Clock: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            rule: member("rule", \.rule),
            purpose: member("purpose", \.purpose),
            lead: member("lead", \.lead),
            handoff: member("handoff", \.handoff),
            playbook: member("playbook", \.playbook),
            startedAt: member("startedAt", \.startedAt),
            owner: member("owner", \.owner),
            pool: member("pool", \.pool),
            kind: member("kind", \.kind),
            task: member.personal("task", \.task),
            state: member("state", \.state, or: .running),
            dueAt: member("dueAt", \.dueAt),
            nextAt: member("nextAt", \.nextAt),
            reminded: member("reminded", \.reminded, or: 0),
            pausedAt: member("pausedAt", \.pausedAt),
            pauseReason: member.personal("pauseReason", \.pauseReason),
            remaining: member("remaining", \.remaining),
            endedAt: member("endedAt", \.endedAt),
            breachedAt: member("breachedAt", \.breachedAt),
            backup: member("backup", \.backup),
            relieved: member("relieved", \.relieved, or: []))
    }
}

extension Clock.State: StoredWord {}
extension Clock.Purpose: StoredWord {}
extension LeadDate: StoredWord {}
