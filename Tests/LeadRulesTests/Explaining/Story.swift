import LeadRules

/// Leads of a small team in Seoul, told without a store. It is Monday 18:00 there, closing time.
final class Story {
    let facts = FactsInMemory()
    private var now = moment("2026-03-02T09:00:00Z")

    init() throws {
        facts.playbooks[1] = try Self.playbook()
        for name in ["Ana", "Ben", "Cai"] {
            var profile = MemberProfile(
                name: name, email: "\(name.lowercased())@example.com", role: .sdr)
            profile.cap = name == "Ana" ? 1 : nil
            try handle(AddMember(profile: profile))
        }
    }

    @discardableResult
    func handle<C: Command>(_ command: C, by member: MemberID? = nil, at: Instant? = nil) throws
        -> C.Answer
    {
        now = at ?? now
        return try facts.handle(
            command, at: now, by: member.map { .member($0) } ?? .system, version: 1)
    }

    func capture(_ name: String, title: String) throws -> LeadID {
        var contact = Contact()
        contact.name = name
        contact.email = "\(name.lowercased())@example.net"
        contact.emailKey = contact.email
        contact.title = title
        return try handle(CaptureLead(contact: contact, origin: Origin())).lead
    }

    func visit(_ lead: LeadID) throws {
        try handle(RecordActivity(lead: lead, activity: Activity(kind: "visit", at: now)))
    }

    /// A lead that became an MQL by its points.
    func qualified(_ name: String) throws -> LeadID {
        let lead = try capture(name, title: "Head of IT")
        try visit(lead)
        return lead
    }

    func explain(_ id: LeadID) -> Explanation {
        guard let lead = facts.lead(id) else { preconditionFailure("no lead \(id)") }
        var told = ExplanationFacts(lead: lead, active: PlaybookName(version: 1, name: "Seoul"))
        told.record = facts.record(of: id) ?? QualificationRecord()
        told.clocks = facts.unendedClocks(of: id)
        told.handoffs = facts.handoffs(of: id)
        told.events = facts.events(of: id)
        told.members = facts.members()
        told.playbooks = facts.playbooks
        return Explanation(told, at: now)
    }

    private static func playbook() throws -> Playbook {
        var playbook = Playbook()
        playbook.name = "Seoul"
        playbook.homeCalendar = "seoul"
        playbook.calendars["seoul"] = try BusinessCalendar.weekdays("09:00-18:00")
        var source = SourceRule()
        source.id = "web-form"
        source.title = "Web form"
        source.firstTouchClock = "touch"
        playbook.intake.sources = [source]
        playbook.intake.fallbackSource = source.id
        playbook.scoring = scoring()
        var pool = PoolRule()
        (pool.id, pool.title) = ("inbound", "Inbound")
        playbook.pools = [pool]
        var clock = ClockRule()
        (clock.id, clock.title, clock.time) = ("touch", "First touch", .hours(2))
        clock.onBreach = [.alertManager]
        playbook.clocks = [clock]
        var handoff = HandoffRule()
        (handoff.id, handoff.title, handoff.from) = ("sdr-to-ae", "SDR to AE", [.sdr])
        (handoff.required, handoff.checklist) = ([.pain], [.whyNow, .requiredComplete])
        playbook.handoffs = [handoff]
        return playbook
    }

    private static func scoring() -> ScoringRules {
        var rules = ScoringRules()
        (rules.threshold, rules.attributeGate) = (20, 10)
        var head = AttributeScoreRule()
        (head.id, head.title, head.points) = ("head", "Department head", 10)
        head.when = .fact("title", .contains(["head"]))
        rules.attributes = [head]
        var visit = BehaviourScoreRule()
        (visit.id, visit.title, visit.activity, visit.points) = ("visit", "Visit", "visit", 10)
        rules.behaviours = [visit]
        return rules
    }
}
