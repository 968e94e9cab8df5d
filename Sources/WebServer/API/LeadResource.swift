import LeadEngine
import LeadRules

/// A lead, as the API shows it.
struct LeadResource: Codable, Sendable {
    let id: LeadID
    let capturedAt: Instant
    let name: String
    let email: String?
    let phone: String?
    let title: String?
    let company: String?
    let country: String?
    let region: String?
    let language: String?
    let findings: [ContactFinding]
    let origin: OriginResource
    let attributes: [String: Value]
    let account: AccountID?
    let segment: String?
    let verification: Verification
    /// The total when it was last derived.
    let score: Double
    let milestones: Milestones
    let milestone: Milestone?
    let stage: Stage
    let stageSince: Instant
    let stageReason: String
    let owner: MemberID?
    let pool: String?
    let assignedAt: Instant?
    let heldIn: String?
    let credits: Credits
    let work: WorkHistory
    let rest: Rest
    let mergedInto: LeadID?

    init(_ lead: Lead) {
        id = lead.id
        capturedAt = lead.capturedAt
        name = lead.contact.name
        email = lead.contact.email
        phone = lead.contact.phone
        title = lead.contact.title
        company = lead.contact.company
        country = lead.contact.country
        region = lead.contact.region
        language = lead.contact.language
        findings = lead.contact.findings
        origin = OriginResource(lead.origin)
        attributes = lead.attributes
        account = lead.account
        segment = lead.segment
        verification = lead.verification
        score = lead.score.total
        milestones = lead.milestones
        milestone = lead.milestones.furthest
        stage = lead.stage
        stageSince = lead.stageSince
        stageReason = lead.stageReason
        owner = lead.owner
        pool = lead.assignment?.pool
        assignedAt = lead.assignment?.at
        heldIn = lead.heldIn
        credits = lead.credits
        work = lead.work
        rest = lead.rest
        mergedInto = lead.mergedInto
    }
}

struct OriginResource: Codable, Sendable {
    let source: String
    let group: SourceGroup
    let grade: String
    let temperature: Temperature
    let campaign: String?
    let landingPage: String?
    let ip: String?
    let consent: String?
    let externalId: String?

    init(_ origin: Origin) {
        source = origin.source
        group = origin.group
        grade = origin.grade
        temperature = origin.temperature
        campaign = origin.campaign
        landingPage = origin.landingPage
        ip = origin.ip
        consent = origin.consent
        externalId = origin.externalID
    }
}

/// A lead with its score taken apart and its clocks.
struct LeadDetail: Encodable, Sendable {
    let lead: LeadResource
    let breakdown: ScoreBreakdownResource
    let clocks: [ClockResource]

    private enum Key: String, CodingKey { case scoreBreakdown, clocks }

    func encode(to encoder: any Encoder) throws {
        try lead.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(breakdown, forKey: .scoreBreakdown)
        try container.encode(clocks, forKey: .clocks)
    }
}

/// A score taken apart: each line says which rule gave it, by which fact.
struct ScoreBreakdownResource: Codable, Sendable {
    let attribute: [ScoreLine]
    let behaviour: [ScoreLine]
    let attributePoints: Double
    let behaviourPoints: Double
    let total: Double
    let threshold: Double
    let attributeGate: Double
    let passesGate: Bool
    let passes: Bool

    init(_ breakdown: ScoreBreakdown) {
        attribute = breakdown.attribute
        behaviour = breakdown.behaviour
        attributePoints = breakdown.attributePoints
        behaviourPoints = breakdown.behaviourPoints
        total = breakdown.total
        threshold = breakdown.threshold
        attributeGate = breakdown.attributeGate
        passesGate = breakdown.passesGate
        passes = breakdown.passes
    }
}
