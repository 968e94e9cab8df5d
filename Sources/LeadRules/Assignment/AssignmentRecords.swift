package import Records

extension Trace: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            rule: member("rule", \.rule),
            considered: member("considered", \.considered, or: []))
    }
}

extension Trace.Considered: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member),
            verdict: member("verdict", \.verdict),
            why: member("why", \.why),
            credit: member("credit", \.credit),
            load: member("load", \.load))
    }
}

extension Trace.Rule: StoredWord {}
extension Trace.Verdict: StoredWord {}
