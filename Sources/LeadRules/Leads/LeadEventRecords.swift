package import Records

extension LeadCaptured: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            at: member("at", \.at),
            contact: member("contact", \.contact),
            origin: member("origin", \.origin),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            stated: member.personal("stated", \.stated, or: [:]),
            observed: member("observed", \.observed),
            account: member("account", \.account),
            segment: member("segment", \.segment),
            contactDueAt: member("contactDueAt", \.contactDueAt))
    }
}

extension LeadRecaptured: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            at: member("at", \.at),
            contact: member("contact", \.contact),
            origin: member("origin", \.origin),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            stated: member.personal("stated", \.stated, or: [:]),
            observed: member("observed", \.observed),
            account: member("account", \.account),
            segment: member("segment", \.segment),
            contactDueAt: member("contactDueAt", \.contactDueAt))
    }
}

extension AccountOpened: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            account: member("account", \.account),
            domain: member("domain", \.domain),
            name: member("name", \.name))
    }
}

extension LeadChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            leadID: member("leadID", \.leadID),
            contact: member("contact", \.contact),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            stated: member.personal("stated", \.stated, or: [:]),
            observed: member("observed", \.observed),
            account: member("account", \.account),
            segment: member("segment", \.segment))
    }
}

extension AccountChanged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            account: member("account", \.account),
            name: member("name", \.name),
            owner: member("owner", \.owner),
            attributes: member("attributes", \.attributes, or: [:]))
    }
}
