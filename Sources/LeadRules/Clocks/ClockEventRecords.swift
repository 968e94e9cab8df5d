package import Records

extension ClockMet: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead))
    }
}

extension ClockCancelled: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead),
            reason: member.personal("reason", \.reason))
    }
}

extension ClockReminded: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead),
            owner: member("owner", \.owner),
            rule: member("rule", \.rule),
            reminded: member("reminded", \.reminded),
            dueAt: member("dueAt", \.dueAt),
            nextAt: member("nextAt", \.nextAt))
    }
}

extension ClockBreached: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            leadID: member("leadID", \.leadID),
            handoff: member("handoff", \.handoff),
            owner: member("owner", \.owner),
            rule: member("rule", \.rule),
            dueAt: member("dueAt", \.dueAt),
            alertsManager: member("alertsManager", \.alertsManager),
            backup: member("backup", \.backup))
    }
}

extension ClockPaused: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead),
            reason: member.personal("reason", \.reason),
            remaining: member("remaining", \.remaining))
    }
}

extension ClockResumed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead),
            dueAt: member("dueAt", \.dueAt),
            nextAt: member("nextAt", \.nextAt))
    }
}

extension ClockPostponed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            lead: member("lead", \.lead),
            reason: member("reason", \.reason),
            nextAt: member("nextAt", \.nextAt))
    }
}

extension LeadPostponed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            due: member("due", \.due),
            reason: member("reason", \.reason),
            nextAt: member("nextAt", \.nextAt))
    }
}

extension ClockStarted: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            clock: member("clock", \.clock),
            rule: member("rule", \.rule),
            purpose: member("purpose", \.purpose),
            leadID: member("leadID", \.leadID),
            handoff: member("handoff", \.handoff),
            startedAt: member("startedAt", \.startedAt),
            owner: member("owner", \.owner),
            pool: member("pool", \.pool),
            kind: member("kind", \.kind),
            task: member.personal("task", \.task),
            dueAt: member("dueAt", \.dueAt),
            nextAt: member("nextAt", \.nextAt),
            relieved: member("relieved", \.relieved, or: []))
    }
}
