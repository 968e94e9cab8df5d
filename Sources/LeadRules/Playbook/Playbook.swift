/// A team's policy: every rule and every figure that Baton decides by.
///
/// A playbook is written as YAML (see `docs/playbook.md`); this is its checked form, in which every
/// name that one part uses is defined in another. All lists keep the order of the file.
package struct Playbook: Hashable, Sendable {
    package var name = ""
    package var summary = ""
    /// ISO 3166 region in which phone numbers without a country code are read.
    package var defaultRegion = "US"
    package var calendars: [String: BusinessCalendar] = [:]
    /// The calendar of members who name none, and of clocks in office time.
    package var homeCalendar = ""
    package var intake = IntakeRules()
    package var segments: [SegmentRule] = []
    package var activities: [ActivityRule] = []
    package var tracking: [TrackingRule] = []
    package var verification = VerificationRules()
    package var scoring = ScoringRules()
    package var bant = BANTRules()
    package var handoffScore = HandoffScoreRules()
    package var qualification = QualificationRules()
    package var stages = StageRules()
    package var queue = QueueRules()
    package var pools: [PoolRule] = []
    package var handoffs: [HandoffRule] = []
    package var clocks: [ClockRule] = []
    package var recycling = RecyclingRules()
    package var alerts = AlertRules()
    package var targets = Targets()

    package init() {}
}

/// Target conversion rates, as fractions of 1, that reports are held against.
package struct Targets: Hashable, Sendable {
    package var mqlToSQL = 0.25
    package var sqlToWon = 0.15
    package init() {}
}

extension Playbook {
    package func source(_ id: String) -> SourceRule? { intake.sources.first { $0.id == id } }
    package func activity(_ id: String) -> ActivityRule? { activities.first { $0.id == id } }
    package func pool(_ id: String) -> PoolRule? { pools.first { $0.id == id } }
    package func handoff(_ id: String) -> HandoffRule? { handoffs.first { $0.id == id } }
    package func clock(_ id: String) -> ClockRule? { clocks.first { $0.id == id } }
    package func segment(_ id: String) -> SegmentRule? { segments.first { $0.id == id } }
}
