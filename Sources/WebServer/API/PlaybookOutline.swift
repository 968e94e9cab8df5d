import LeadRules

/// What a playbook names, for clients that fill lists with it.
struct Outline: Codable, Sendable {
    struct Named: Codable, Sendable {
        let id: String
        let title: String
    }
    struct HandoffKind: Codable, Sendable {
        let id: String
        let title: String
        let from: [Role]
        let to: Role
        let required: [QualificationField]
        let rejections: [Named]
    }

    let name: String
    let summary: String
    let defaultRegion: String
    let calendars: [String]
    let sources: [Named]
    let segments: [Named]
    let activities: [Named]
    let pools: [Named]
    let handoffs: [HandoffKind]
    let clocks: [Named]
    let recyclingReasons: [Named]
    let threshold: Double
    let attributeGate: Double

    init(_ playbook: Playbook) {
        name = playbook.name
        summary = playbook.summary
        defaultRegion = playbook.defaultRegion
        calendars = playbook.calendars.keys.sorted()
        sources = playbook.intake.sources.map { Named(id: $0.id, title: $0.title) }
        segments = playbook.segments.map { Named(id: $0.id, title: $0.title) }
        activities = playbook.activities.map { Named(id: $0.id, title: $0.title) }
        pools = playbook.pools.map { Named(id: $0.id, title: $0.title) }
        handoffs = playbook.handoffs.map { rule in
            HandoffKind(
                id: rule.id, title: rule.title, from: rule.from, to: rule.to,
                required: rule.required,
                rejections: rule.rejections.map { Named(id: $0.id, title: $0.title) })
        }
        clocks = playbook.clocks.map { Named(id: $0.id, title: $0.title) }
        recyclingReasons = playbook.recycling.reasons.map { Named(id: $0.id, title: $0.title) }
        threshold = playbook.scoring.threshold
        attributeGate = playbook.scoring.attributeGate
    }
}
