import LeadRules

extension Playbook {
    static var standardPools: [PoolRule] {
        func pool(_ id: String, _ role: Role, _ when: Condition = .always) -> PoolRule {
            var rule = PoolRule()
            (rule.id, rule.role, rule.when) = (id, role, when)
            return rule
        }
        var hot = pool("sdr-a", .sdr, .fact("source-grade", .oneOf(["A"])))
        hot.priority = 10
        var others = pool("sdr-b", .sdr)
        hot.cap = 50
        others.cap = 50
        hot.heldClock = "held"
        others.heldClock = "held"
        hot.ownerFirst = true
        return [hot, others, pool("ae", .ae), pool("am", .am), pool("csm", .csm)]
    }

    static var standardHandoffs: [HandoffRule] {
        [marketingToSDR, sdrToAE, afterWin("ae-to-am", .am), afterWin("ae-to-csm", .csm)]
    }

    private static var marketingToSDR: HandoffRule {
        var rule = HandoffRule()
        (rule.id, rule.from, rule.to) = ("marketing-to-sdr", [.marketing], .sdr)
        rule.decisionClock = "decision"
        rule.contactClocks = [contact("first-contact")]
        rule.rejections = [
            rejection("icp-mismatch", .nurture),
            rejection("missing-data", .backToGiver, clock: "task"),
        ]
        return rule
    }

    private static var sdrToAE: HandoffRule {
        var rule = HandoffRule()
        (rule.id, rule.from, rule.to) = ("sdr-to-ae", [.sdr, .bdr], .ae)
        rule.required = [
            .icpFit, .segment, .pain, .triggerEvent, .currentAlternative, .decisionStructure,
            .budget, .timeline, .nextStep, .nextMeeting,
        ]
        rule.checklist = ChecklistItem.allCases
        rule.autoAccept = 7
        rule.jointReview = 5
        rule.decisionClock = "decision"
        rule.contactClocks = [
            contact("first-contact-hot", .fact("temperature", .oneOf(["hot"]))),
            contact("first-contact-outbound", .fact("source-group", .oneOf(["outbound"]))),
            contact("first-contact"),
        ]
        rule.rejections = [
            rejection("icp-mismatch", .nurture), rejection("no-real-interest", .recycle),
            rejection("problem-unclear", .task, clock: "task"),
            rejection("missing-data", .backToGiver, clock: "task"),
            rejection("competitor", .archive),
        ]
        rule.makes = .sal
        return rule
    }

    private static func afterWin(_ id: String, _ to: Role) -> HandoffRule {
        var rule = HandoffRule()
        (rule.id, rule.title, rule.from, rule.to) = (id, id, [.ae], to)
        rule.required = [.goals, .contract, .decisionStructure, .promises]
        rule.decisionClock = "decision"
        rule.contactClocks = [contact("kick-off")]
        rule.rejections = [rejection("missing-data", .backToGiver, clock: "task")]
        rule.afterWinClock = "hand-over"
        return rule
    }

    private static func contact(_ clock: String, _ when: Condition = .always) -> ConditionalClock {
        var rule = ConditionalClock()
        (rule.clock, rule.when) = (clock, when)
        return rule
    }

    private static func rejection(_ id: String, _ route: Route, clock: String? = nil)
        -> RejectionRule
    {
        var rule = RejectionRule()
        (rule.id, rule.title, rule.route, rule.clock) = (id, id, route, clock)
        rule.task = route == .task ? "Ask again." : nil
        return rule
    }

    static var standardClocks: [ClockRule] {
        let backup: Set<BreachStep> = [.alertManager, .reassignBackup]
        return [
            ClockRule("hand-raise", .minutes(5), .owner, backup),
            ClockRule("first-touch", .hours(24), .named("weekdays"), backup),
            ClockRule(
                "new-untouched", .days(3), .named("weekdays"), [.alertManager, .reassignPool]),
            ClockRule("phone-verification", .hours(24), .named("weekdays"), backup),
            ClockRule("held", .hours(4), .owner, [.alertManager]),
            ClockRule("decision", .hours(24), .named("weekdays"), backup),
            ClockRule("first-contact-hot", .hours(4), .owner, backup),
            ClockRule("first-contact-outbound", .hours(8), .owner, backup),
            ClockRule("first-contact", .hours(24), .named("weekdays"), backup),
            ClockRule("task", .days(2), .named("weekdays"), [.alertManager]),
            ClockRule("hand-over", .days(2), .named("weekdays"), [.alertManager]),
            ClockRule("kick-off", .days(5), .named("weekdays"), backup),
        ]
    }
}

extension ClockRule {
    init(_ id: String, _ time: TimeSpan, _ calendar: ClockCalendar, _ steps: Set<BreachStep>) {
        self.init()
        self.id = id
        self.time = time
        self.calendar = calendar
        remindAt = [0.5, 0.8]
        onBreach = steps
    }
}

extension RecyclingRules {
    static var standard: RecyclingRules {
        var rules = RecyclingRules()
        rules.reasons = [
            reason("unreachable", days: 30, rise: 10, track: "stay-in-touch"),
            reason("no-budget", days: 120, rise: 20, track: "stay-in-touch"),
            reason("icp-mismatch", days: 365, rise: 40, track: nil),
            reason("no-real-interest", days: 90, rise: 20, track: nil),
        ]
        var track = NurtureTrack()
        track.id = "stay-in-touch"
        track.steps = [
            (14, FunnelStage.tofu, "news"), (60, .mofu, "report"), (110, .bofu, "review"),
        ]
        .map {
            var step = NurtureStep()
            (step.after, step.stage, step.mail) = (.days(Int64($0.0)), $0.1, $0.2)
            return step
        }
        rules.tracks = [track]
        return rules
    }

    private static func reason(_ id: String, days: Int64, rise: Double, track: String?)
        -> RecycleReason
    {
        var rule = RecycleReason()
        (rule.id, rule.title, rule.track) = (id, id, track)
        rule.wakeAfter = .days(days)
        rule.wakeOnRise = rise
        return rule
    }
}
