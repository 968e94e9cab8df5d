import LeadRules

extension Playbook {
    /// The figures of the shipped playbook, with round-the-clock weekdays where those count days.
    static func standard() throws -> Playbook {
        var playbook = Playbook()
        playbook.name = "Standard"
        playbook.calendars = [
            "seoul": try .weekdays("09:00-18:00", zone: "Asia/Seoul"),
            "tokyo": try .weekdays("09:00-18:00", zone: "Asia/Tokyo"),
            "berlin": try .weekdays("09:00-18:00", zone: "Europe/Berlin"),
            "weekdays": try .weekdays("00:00-24:00", zone: "Asia/Seoul"),
        ]
        playbook.homeCalendar = "seoul"
        playbook.intake.sources = standardSources
        playbook.intake.fallbackSource = "web-form"
        playbook.segments = standardSegments
        playbook.activities = standardActivities
        playbook.tracking = standardTracking
        playbook.verification.phoneClock = "phone-verification"
        playbook.scoring = .standard
        playbook.bant.grades = standardGrades
        playbook.qualification.required = [.segment, .need, .budget, .authority]
        playbook.stages = .standard
        playbook.pools = standardPools
        playbook.handoffs = standardHandoffs
        playbook.clocks = standardClocks
        playbook.recycling = .standard
        return playbook
    }

    private static var standardSources: [SourceRule] {
        [
            SourceRule("demo-request", "A", .hot, after: .zero, clock: "hand-raise", raises: true),
            SourceRule("webinar-attendance", "A", .warm, after: .days(1), clock: "first-touch"),
            SourceRule("e-book", "A", .warm, after: .days(3), clock: "first-touch"),
            SourceRule("free-trial", "A", .warm, after: .days(7), clock: "first-touch"),
            SourceRule("web-form", "A", .warm, after: .days(1), clock: "first-touch"),
            SourceRule("newsletter", "B", .cool, after: .days(7)),
            SourceRule("event", "B", .warm, after: .days(2), clock: "first-touch"),
            SourceRule("website", "B", .cool, after: .days(1)),
            SourceRule("outbound", .outbound, clock: "first-touch"),
            SourceRule("partner", .partner, clock: "first-touch"),
        ]
    }

    private static var standardSegments: [SegmentRule] {
        func segment(_ industry: String) -> SegmentRule {
            var rule = SegmentRule()
            rule.id = industry
            rule.title = industry
            rule.when = .fact("industry", .oneOf([industry]))
            rule.industry = rule.when
            rule.size = .fact("employees", .atLeast(200))
            rule.stack = .fact("tech-stack", .contains(["sap", "oracle"]))
            return rule
        }
        return [segment("manufacturing"), segment("telecom"), segment("high-tech")]
    }

    private static var standardActivities: [ActivityRule] {
        func activity(_ id: String, _ adjust: (inout ActivityRule) -> Void = { _ in })
            -> ActivityRule
        {
            var rule = ActivityRule()
            rule.id = id
            adjust(&rule)
            return rule
        }
        return [
            activity("page-visit") { $0.hotFor = .minutes(15) },
            activity("mail-open") { $0.botWithin = .seconds(5) },
            activity("mail-reply") { $0.reply = true },
            activity("webinar-registration"), activity("webinar-attendance"),
            activity("e-book-download"),
            activity("demo-request") { $0.handRaise = true },
            activity("call") { $0.by = .member },
        ]
    }

    private static var standardTracking: [TrackingRule] {
        func rule(_ event: String, _ activity: String?, count: String? = nil, by: String? = nil)
            -> TrackingRule
        {
            var rule = TrackingRule()
            rule.when = .fact("event", .oneOf([event]))
            rule.activity = activity
            rule.count = count
            rule.by = by
            return rule
        }
        return [
            rule("Email Opened", "mail-open"), rule("Demo Requested", "demo-request"),
            rule("Teammate Invited", nil, count: "teammates-invited"),
            rule("Messages Sent", nil, count: "messages-sent", by: "quantity"),
        ]
    }

    private static var standardGrades: [BANTGradeRule] {
        [
            ("A", 80.0, BANTAction.assign), ("B", 60, .nurture), ("C", 40, .nurture),
            ("D", 20, .mail),
            ("F", 0, .mail),
        ].map {
            var rule = BANTGradeRule()
            (rule.grade, rule.atLeast, rule.action) = $0
            return rule
        }
    }
}

extension SourceRule {
    init(
        _ id: String, _ grade: String, _ temperature: Temperature, after: TimeSpan,
        clock: String? = nil, raises: Bool = false
    ) {
        self.init()
        self.id = id
        self.grade = grade
        self.temperature = temperature
        contactAfter = after
        firstTouchClock = clock
        handRaise = raises
        activity = ["demo-request", "webinar-attendance"].contains(id) ? id : nil
    }

    init(_ id: String, _ group: SourceGroup, clock: String) {
        self.init()
        self.id = id
        self.group = group
        firstTouchClock = clock
    }
}

extension ScoringRules {
    static var standard: ScoringRules {
        var rules = ScoringRules()
        rules.attributeGate = 15
        rules.attributes = [
            attribute("revenue", 10, .fact("annual-revenue", .above(10_000_000))),
            attribute("industry", 5, .fact("industry", .oneOf(["manufacturing", "telecom"]))),
            attribute("title", 10, .fact("title", .contains(["head", "director"]))),
        ]
        rules.behaviours = [
            behaviour("page-visit", 1, cap: 10), behaviour("mail-open", 1),
            behaviour("webinar-registration", 5),
            behaviour("webinar-attendance", 10, halfLife: .days(30)),
            behaviour("demo-request", 20), behaviour("e-book-download", 5),
        ]
        var quiet = InactivityRule()
        quiet.id = "quiet"
        quiet.without = ["page-visit", "mail-open"]
        rules.inactivity = [quiet]
        rules.repetition = RepetitionRule()
        var team = ProductRule()
        team.id = "team"
        team.title = "A team at work"
        team.counts = ["teammates-invited": 3, "messages-sent": 1000]
        rules.pql = [team]
        var partner = ScoringVariant()
        partner.id = "partner"
        partner.when = .fact("source-group", .oneOf(["partner"]))
        partner.threshold = 20
        rules.variants = [partner]
        return rules
    }

    private static func attribute(_ id: String, _ points: Double, _ when: Condition)
        -> AttributeScoreRule
    {
        var rule = AttributeScoreRule()
        (rule.id, rule.points, rule.when) = (id, points, when)
        return rule
    }

    private static func behaviour(
        _ id: String, _ points: Double, cap: Double? = nil, halfLife: TimeSpan? = nil
    ) -> BehaviourScoreRule {
        var rule = BehaviourScoreRule()
        (rule.id, rule.activity, rule.points) = (id, id, points)
        rule.cap = cap
        rule.halfLife = halfLife
        return rule
    }
}

extension StageRules {
    static var standard: StageRules {
        var rules = StageRules()
        rules.moves = [
            .marketing: [.held, .new, .recycled, .archived],
            .held: [.new, .marketing, .archived],
            .new: [.workingUntouched, .workingConnected, .recycled, .archived],
            .workingUntouched: [.workingConnected, .recycled, .archived],
            .workingConnected: [.converted, .recycled, .archived],
            .converted: [.workingConnected, .recycled, .marketing, .archived],
            .recycled: [.new, .held, .marketing, .archived], .archived: [],
        ]
        rules.newClock = "new-untouched"
        return rules
    }
}
