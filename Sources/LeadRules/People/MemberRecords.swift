package import Records

extension Member: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            joinedAt: member("joinedAt", \.joinedAt),
            profile: member("profile", \.profile),
            leftAt: member("leftAt", \.leftAt),
            timeOff: member("timeOff", \.timeOff, or: []),
            load: member("load", \.load, or: 0))
    }
}

extension MemberProfile: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            name: member.personal("name", \.name),
            email: member.pseudonym("email", \.email),
            role: member("role", \.role),
            team: member("team", \.team, or: ""),
            calendar: member("calendar", \.calendar),
            language: member("language", \.language),
            backup: member("backup", \.backup),
            manager: member("manager", \.manager),
            cap: member("cap", \.cap))
    }
}

extension TimeOff: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            from: member("from", \.from),
            to: member("to", \.to),
            note: member.personal("note", \.note))
    }
}

extension Role: StoredWord {}
