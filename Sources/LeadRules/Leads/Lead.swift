/// A person who may buy, at an account, with everything that decisions need to know of them.
package struct Lead: Hashable, Sendable, Identified {
    package static let letter: Character = "L"

    package let id: LeadID
    package let capturedAt: Instant
    @Shared package var contact = Contact()
    @Shared package var origin = Origin()
    package var attributes: [String: Value] = [:]
    package var account: AccountID?
    package var segment: String?
    @Shared package var verification = Verification()
    package var score = Score()
    package var milestones = Milestones()
    package var stage = Stage.marketing
    package var stageSince: Instant
    package var stageReason = ""
    package var assignment: Assignment?
    /// The pool in whose queue it is held.
    package var heldIn: String?
    package var credits = Credits()
    package var work = WorkHistory()
    package var rest = Rest()
    /// The lead that took this one in; its data stays for the undo.
    package var mergedInto: LeadID?

    package init(id: LeadID, capturedAt: Instant) {
        self.id = id
        self.capturedAt = capturedAt
        self.stageSince = capturedAt
    }
}

/// How to reach a lead, as given and as parsed at the edge.
package struct Contact: Hashable, Codable, Sendable {
    package var name = ""
    /// Normalised name for comparing people.
    package var nameKey: String?
    package var email: String?
    /// Normalised mail address for comparing people.
    package var emailKey: String?
    package var emailDomain: String?
    /// E.164.
    package var phone: String?
    package var title: String?
    package var company: String?
    package var country: String?
    package var region: String?
    package var language: String?
    /// What parsing found wrong or doubtful.
    package var findings: [ContactFinding] = []
    package init() {}
}

/// Something parsing found in what a lead stated of themselves.
package enum ContactFinding: String, Codable, CaseIterable, Sendable {
    case emailMalformed = "email-malformed"
    case emailDisposable = "email-disposable"
    case emailFree = "email-free"
    case phoneMalformed = "phone-malformed"
    case companyMismatch = "company-mismatch"
}

/// Where a lead came from.
package struct Origin: Hashable, Codable, Sendable {
    package var source = ""
    package var group = SourceGroup.inbound
    package var grade = "B"
    package var temperature = Temperature.warm
    package var campaign: String?
    package var landingPage: String?
    package var ip: String?
    /// Consent to be contacted, as the form recorded it.
    package var consent: String?
    /// The key of the record in the system it came from.
    package var externalID: String?
    package init() {}
}

package struct Verification: Hashable, Codable, Sendable {
    package var state = VerificationState.unverified
    package var reasons: [String] = []
    package var phoneVerifiedAt: Instant?
    /// What a fake lead had, should it turn out to be genuine after all.
    package var beforeFake: BeforeFake?
    package init() {}
}

/// What is taken from a lead that is found to be fake.
package struct BeforeFake: Hashable, Codable, Sendable {
    package var score: Score
    package var stage: Stage
}

package enum VerificationState: String, Codable, CaseIterable, Sendable {
    case unverified, verified, suspect, fake
}

/// When a lead first reached each milestone.
package struct Milestones: Hashable, Codable, Sendable {
    package var mql: Instant?
    package var pql: Instant?
    package var sql: Instant?
    package var sal: Instant?
    package var won: Instant?
    package var lost: Instant?
    /// Deal value in the playbook's currency.
    package var amount: Double?
    /// Why it was won or lost.
    package var cause: String?
    package init() {}

    /// The furthest milestone reached; won and lost are ends, the later one counts.
    package var furthest: Milestone? {
        if let lost, lost > won ?? Instant(milliseconds: .min) { return .lost }
        if won != nil { return .won }
        if sal != nil { return .sal }
        if sql != nil { return .sql }
        if mql != nil { return .mql }
        return pql == nil ? nil : .pql
    }
}

/// Who works a lead, and since when.
package struct Assignment: Hashable, Codable, Sendable {
    package var owner: MemberID
    /// The pool whose turn it was; nil when a person was named.
    package var pool: String?
    package var at: Instant
    package init(owner: MemberID, pool: String?, at: Instant) {
        self.owner = owner
        self.pool = pool
        self.at = at
    }
}

/// Whose work it was, for the numbers: the latest of each.
package struct Credits: Hashable, Codable, Sendable {
    /// Who qualified it.
    package var sdr: MemberID?
    /// Who took it over and closed it.
    package var ae: MemberID?
    package init() {}
}

/// What was tried with a lead.
package struct WorkHistory: Hashable, Codable, Sendable {
    /// When the lead first had an owner.
    package var firstAssignedAt: Instant?
    /// When somebody first talked with, or tried to reach, the lead.
    package var firstTouchAt: Instant?
    package var firstConnectedAt: Instant?
    package var lastTouchAt: Instant?
    /// Touches without contact since the last contact.
    package var attempts = 0
    package var touches = 0
    /// When the lead last did something themselves.
    package var lastActivityAt: Instant?
    /// The lead counts as hot in the queue until then.
    package var hotUntil: Instant?
    /// From when on the lead is due for contact.
    package var contactDueAt: Instant?
    /// The source by which the lead last raised a hand: its clock counts instead of the first one's.
    package var handRaisedBy: String?
    package init() {}
}

/// Why and until when a lead rests.
package struct Rest: Hashable, Codable, Sendable {
    package var reason: String?
    package var wakeAt: Instant?
    /// The score at which the lead wakes up by itself.
    package var wakeAtScore: Double?
    package var track: String?
    package var trackStep = 0
    package var nextMailAt: Instant?
    /// How often the lead has been put to rest.
    package var times = 0
    package var unsubscribed = false
    package init() {}
}

extension Lead {
    /// Who works it. Never inlined: where it was, Swift 6.3.1 failed in optimised builds ("Found
    /// outside of lifetime use" while it propagates copies of a lead).
    @inline(never)
    package var owner: MemberID? { assignment?.owner }

    /// Whether it was sent back for later, and has not come back yet.
    package var isResting: Bool { rest.reason != nil }

    /// A lead that can be worked: neither merged into another nor found to be fake.
    package var isLive: Bool { mergedInto == nil && verification.state != .fake }

    /// A fact of the lead by the name a playbook uses; custom attributes under their own names.
    package func fact(_ name: String) -> Value? {
        func text(_ value: String?) -> Value? { value.map(Value.text) }
        switch name {
        case "source": return .text(origin.source)
        case "source-group": return .text(origin.group.rawValue)
        case "source-grade": return .text(origin.grade)
        case "temperature": return .text(origin.temperature.rawValue)
        case "campaign": return text(origin.campaign)
        case "landing-page": return text(origin.landingPage)
        case "segment": return text(segment)
        case "title": return text(contact.title)
        case "company": return text(contact.company)
        case "country": return text(contact.country)
        case "region": return text(contact.region)
        case "language": return text(contact.language)
        case "email-domain": return text(contact.emailDomain)
        case "free-mail": return .flag(contact.findings.contains(.emailFree))
        case "verification": return .text(verification.state.rawValue)
        case "stage": return .text(stage.rawValue)
        case "pql": return .flag(milestones.pql != nil)
        default: return attributes[name]
        }
    }

    /// Names that `fact` answers for every lead, besides custom attributes.
    package static let factNames: Set<String> = [
        "source", "source-group", "source-grade", "temperature", "campaign", "landing-page",
        "segment", "title", "company", "country", "region", "language", "email-domain",
        "free-mail", "verification", "stage", "pql",
    ]
}
