package import Records

extension Account: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            createdAt: member("createdAt", \.createdAt),
            domain: member("domain", \.domain),
            name: member("name", \.name),
            owner: member("owner", \.owner),
            attributes: member("attributes", \.attributes, or: [:]))
    }
}

extension Contact: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var contact = Self()
        contact.name = try member.personal("name", \.name, or: "")
        contact.nameKey = try member.personal("nameKey", \.nameKey)
        contact.email = try member.personal("email", \.email)
        contact.emailKey = try member.personal("emailKey", \.emailKey)
        contact.emailDomain = try member.personal("emailDomain", \.emailDomain)
        contact.phone = try member.personal("phone", \.phone)
        contact.title = try member.personal("title", \.title)
        contact.company = try member("company", \.company)
        contact.country = try member("country", \.country)
        contact.region = try member("region", \.region)
        contact.language = try member("language", \.language)
        contact.findings = try member("findings", \.findings, or: [])
        return contact
    }
}

extension Origin: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var origin = Self()
        origin.source = try member("source", \.source, or: "")
        origin.group = try member("group", \.group, or: .inbound)
        origin.grade = try member("grade", \.grade, or: "B")
        origin.temperature = try member("temperature", \.temperature, or: .warm)
        origin.campaign = try member("campaign", \.campaign)
        origin.landingPage = try member.personal("landingPage", \.landingPage)
        origin.ip = try member.personal("ip", \.ip)
        origin.consent = try member("consent", \.consent)
        origin.externalID = try member.personal("externalID", \.externalID)
        return origin
    }
}

extension Verification: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var verification = Self()
        verification.state = try member("state", \.state, or: .unverified)
        verification.reasons = try member.personal("reasons", \.reasons, or: [])
        verification.phoneVerifiedAt = try member("phoneVerifiedAt", \.phoneVerifiedAt)
        verification.beforeFake = try member("beforeFake", \.beforeFake)
        return verification
    }
}

extension BeforeFake: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            score: member("score", \.score),
            stage: member("stage", \.stage))
    }
}

extension Milestones: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var milestones = Self()
        milestones.mql = try member("mql", \.mql)
        milestones.pql = try member("pql", \.pql)
        milestones.sql = try member("sql", \.sql)
        milestones.sal = try member("sal", \.sal)
        milestones.won = try member("won", \.won)
        milestones.lost = try member("lost", \.lost)
        milestones.amount = try member("amount", \.amount)
        milestones.cause = try member("cause", \.cause)
        return milestones
    }
}

extension Assignment: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            owner: member("owner", \.owner),
            pool: member("pool", \.pool),
            at: member("at", \.at))
    }
}

extension Credits: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var credits = Self()
        credits.sdr = try member("sdr", \.sdr)
        credits.ae = try member("ae", \.ae)
        return credits
    }
}

extension WorkHistory: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var work = Self()
        work.firstAssignedAt = try member("firstAssignedAt", \.firstAssignedAt)
        work.firstTouchAt = try member("firstTouchAt", \.firstTouchAt)
        work.firstConnectedAt = try member("firstConnectedAt", \.firstConnectedAt)
        work.lastTouchAt = try member("lastTouchAt", \.lastTouchAt)
        work.attempts = try member("attempts", \.attempts, or: 0)
        work.touches = try member("touches", \.touches, or: 0)
        work.lastActivityAt = try member("lastActivityAt", \.lastActivityAt)
        work.hotUntil = try member("hotUntil", \.hotUntil)
        work.contactDueAt = try member("contactDueAt", \.contactDueAt)
        work.handRaisedBy = try member("handRaisedBy", \.handRaisedBy)
        return work
    }
}

extension Rest: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var rest = Self()
        rest.reason = try member("reason", \.reason)
        rest.wakeAt = try member("wakeAt", \.wakeAt)
        rest.wakeAtScore = try member("wakeAtScore", \.wakeAtScore)
        rest.track = try member("track", \.track)
        rest.trackStep = try member("trackStep", \.trackStep, or: 0)
        rest.nextMailAt = try member("nextMailAt", \.nextMailAt)
        rest.times = try member("times", \.times, or: 0)
        rest.unsubscribed = try member("unsubscribed", \.unsubscribed, or: false)
        return rest
    }
}

extension ContactFinding: StoredWord {}
extension VerificationState: StoredWord {}
extension SourceGroup: StoredWord {}
extension Temperature: StoredWord {}
extension IdentityMatch: StoredWord {}
extension MergeProposal.State: StoredWord {}

extension CaptureLead.Answer: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(lead: member("lead", \.lead), isNew: member("new", \.isNew))
    }
}
