import LeadRules

/// A small playbook: a demo request makes an MQL at once, an SDR qualifies, an AE takes over.
enum TestPlaybook {
    static let text = "test playbook\n"

    static let playbook: Playbook = {
        var playbook = Playbook()
        playbook.name = "test"
        playbook.defaultRegion = "KR"
        playbook.calendars = ["always": .always]
        playbook.homeCalendar = "always"
        playbook.intake.sources = [
            source("demo-request", handRaise: true), source("e-book"), source("website"),
        ]
        playbook.intake.fallbackSource = "website"
        playbook.segments = [segment]
        playbook.activities = [visit, call]
        playbook.tracking = [tracking]
        playbook.scoring.threshold = 20
        playbook.scoring.attributes = [attribute]
        playbook.scoring.behaviours = [behaviour]
        playbook.verification.leadsPerAddress = 3
        playbook.verification.phoneClock = "phone"
        playbook.stages.moves = [
            .new: [.workingUntouched, .workingConnected, .recycled, .archived],
            .workingUntouched: [.workingConnected, .recycled, .archived],
            .workingConnected: [.recycled, .archived],
        ]
        playbook.stages.attemptsReason = "unreachable"
        playbook.pools = [pool("sdrs", .sdr), pool("aes", .ae)]
        playbook.clocks = [
            clock("decision", .hours(24)), clock("contact", .hours(4)), clock("phone", .hours(24)),
        ]
        playbook.handoffs = [handoff]
        playbook.recycling.reasons = [reason("unreachable"), reason("no-budget")]
        return playbook
    }()

    private static func source(_ id: String, handRaise: Bool = false) -> SourceRule {
        var rule = SourceRule()
        rule.id = id
        rule.title = id
        rule.handRaise = handRaise
        return rule
    }

    private static var segment: SegmentRule {
        var rule = SegmentRule()
        rule.id = "telecom"
        rule.title = "Telecom"
        rule.when = .fact("industry", .oneOf(["telecom"]))
        rule.industry = .fact("industry", .oneOf(["telecom"]))
        return rule
    }

    private static var visit: ActivityRule {
        var rule = ActivityRule()
        rule.id = "page-visit"
        rule.title = "Page visit"
        return rule
    }

    private static var call: ActivityRule {
        var rule = ActivityRule()
        rule.id = "call"
        rule.title = "Call"
        rule.by = .member
        return rule
    }

    /// Invited teammates are counted.
    private static var tracking: TrackingRule {
        var rule = TrackingRule()
        rule.when = .fact("event", .oneOf(["Invited"]))
        rule.count = "teammates"
        rule.by = "teammates"
        return rule
    }

    private static var attribute: AttributeScoreRule {
        var rule = AttributeScoreRule()
        rule.id = "industry"
        rule.title = "Target industry"
        rule.when = .fact("industry", .oneOf(["telecom"]))
        rule.points = 5
        return rule
    }

    private static var behaviour: BehaviourScoreRule {
        var rule = BehaviourScoreRule()
        rule.id = "visit"
        rule.title = "Visit"
        rule.activity = "page-visit"
        rule.points = 1
        return rule
    }

    private static func pool(_ id: String, _ role: Role) -> PoolRule {
        var rule = PoolRule()
        rule.id = id
        rule.title = id
        rule.role = role
        rule.cap = 50
        return rule
    }

    private static func clock(_ id: String, _ time: TimeSpan) -> ClockRule {
        var rule = ClockRule()
        rule.id = id
        rule.title = id
        rule.time = time
        rule.calendar = .plain
        return rule
    }

    private static var handoff: HandoffRule {
        var rule = HandoffRule()
        rule.id = "sdr-to-ae"
        rule.title = "SDR to AE"
        rule.from = [.sdr]
        rule.to = .ae
        rule.required = [.pain, .triggerEvent, .nextMeeting]
        rule.decisionClock = "decision"
        var contact = ConditionalClock()
        contact.clock = "contact"
        rule.contactClocks = [contact]
        var rejection = RejectionRule()
        rejection.id = "problem-unclear"
        rejection.title = "Problem unclear"
        rejection.route = .task
        rule.rejections = [rejection]
        rule.makes = .sal
        return rule
    }

    private static func reason(_ id: String) -> RecycleReason {
        var reason = RecycleReason()
        reason.id = id
        reason.title = id
        reason.wakeAfter = .days(30)
        return reason
    }
}
