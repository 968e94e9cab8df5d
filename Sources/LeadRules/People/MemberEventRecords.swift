package import Records

extension MemberAdded: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member),
            profile: member("profile", \.profile))
    }
}

extension MemberChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member),
            profile: member("profile", \.profile))
    }
}

extension MemberLeft: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member))
    }
}

extension TimeOffAdded: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member),
            timeOff: member("timeOff", \.timeOff))
    }
}

extension TimeOffRemoved: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            member: member("member", \.member),
            timeOff: member("timeOff", \.timeOff))
    }
}
