import LeadEngine
import LeadRules
import Storage
import TestStores

/// A small team and ten days of its work, made by commands, in a store of its own.
struct ReportHistory {
    let store: any Store
    let engine: Engine
    let time: SetTime

    static let ana = MemberID(1)
    static let ben = MemberID(2)
    static let cho = MemberID(3)
    static let dee = MemberID(4)
    static let max = MemberID(5)

    /// A workspace with the team, and nothing else yet, on 2 March 2026 at midnight, UTC.
    ///
    /// - Parameter adjust: changes the playbook of a version, which is told by its text.
    init(_ adjust: @escaping @Sendable (String, inout Playbook) -> Void = { _, _ in }) async throws
    {
        let playbook = try Self.playbook()
        time = SetTime(moment("02T00:00"))
        store = try TestStore.make(
            PlaybookShelf { text in
                var playbook = playbook
                adjust(text, &playbook)
                return playbook
            })
        engine = try Engine(store: store, time: time)
        try await Self.makeTeam(in: engine)
    }

    /// Activates the playbook and adds the people.
    static func makeTeam(in engine: Engine) async throws {
        _ = try await engine.activate("-", name: "Test", digest: "0", by: .system)
        for (name, role, team) in [
            ("Ana", Role.sdr, "north"), ("Ben", .sdr, "south"), ("Cho", .ae, "north"),
            ("Dee", .ae, "south"), ("Max", .manager, "north"),
        ] {
            var profile = MemberProfile(
                name: name, email: "\(name.lowercased())@example.com", role: role)
            profile.team = team
            _ = try await engine.handle(AddMember(profile: profile), by: .system)
        }
    }

    static func emptyStore() throws -> any Store {
        try TestStore.make(PlaybookShelf { _ in Playbook() })
    }

    /// Plays time forward to a moment of March 2026 (`02T00:40`), and carries out a command.
    func on<C: Command>(_ when: String, _ command: C, by member: MemberID? = nil) async throws {
        try await play(to: when)
        _ = try await engine.handle(command, by: member.map { Actor.member($0) } ?? .system)
    }

    func play(to when: String) async throws {
        try await DueClocks(engine: engine).play(time, to: moment(when))
    }

    func report(_ kind: ReportKind, _ query: ReportQuery = ReportQuery()) async throws -> Report {
        let now = time.now()
        return try await store.read { try $0.report(kind, query, at: now) }
    }
}

extension ReportHistory {
    /// The ten days, up to 12 March at midnight. What reports are to count stands beside each lead:
    ///
    /// - L1 touched after 2 min, contacted by the AE after 1 h, won. L2 touched after 30 min,
    ///   rejected, overturned, contacted 4 h after the handoff, lost. L3 stays with marketing.
    /// - L4 touched after 3 h, sent back with 4 points. L5 fake. L6 never touched.
    /// - L7 brought in as won, without any handoff. L8 given by name 4 h before the end.
    func work() async throws {
        try await firstMorning()
        try await firstDay()
        try await laterDays()
    }

    private func firstMorning() async throws {
        try await on("02T00:00", Self.capture("One", "demo", campaign: "spring"))
        try await on("02T00:02", Self.touch(1), by: Self.ana)
        try await on("02T00:10", Self.capture("Two", "demo"))
        try await on("02T00:30", Self.qualify(1, points: 7), by: Self.ana)
        try await on("02T00:40", Self.touch(2), by: Self.ben)
        try await on("02T00:50", Track(messages: [Self.visit("v1"), Self.visit("v2")]))
        try await on("02T01:00", Self.handOver(1, to: nil), by: Self.ana)
        try await on("02T01:00", Self.capture("Three", "e-book", visitor: "v1"))
        try await on("02T02:00", LogFirstContact(handoff: HandoffID(1)), by: Self.cho)
    }

    private func firstDay() async throws {
        try await on("02T03:00", Self.capture("Four", "demo"))
        try await on("02T06:00", Self.touch(4), by: Self.ana)
        try await on("02T06:30", Self.qualify(4, points: 4), by: Self.ana)
        try await on("02T07:00", Self.handOver(4, to: Self.dee), by: Self.ana)
        try await on("02T08:00", Self.qualify(2, points: 5), by: Self.ben)
        try await on("02T09:00", Self.handOver(2, to: Self.cho), by: Self.ben)
        let third = HandoffID(3)
        try await on(
            "02T10:00", RejectHandoff(handoff: third, reason: "no-interest"), by: Self.cho)
        try await on(
            "02T11:00", DisputeRejection(handoff: third, note: "They asked for a price."),
            by: Self.ben)
        try await on(
            "02T12:00", DecideDispute(handoff: third, overturn: true, note: "Ben is right."),
            by: Self.max)
        try await on("02T13:00", LogFirstContact(handoff: third), by: Self.cho)
    }

    private func laterDays() async throws {
        try await on("03T00:00", Self.capture("Five", "demo"))
        try await on(
            "03T00:01", SetVerification(lead: LeadID(5), state: .fake, reason: "a bot"))
        try await on("04T00:00", Self.capture("Six", "demo"))
        var old = Self.capture("Seven", "import")
        old.at = Instant(rfc3339: "2026-02-20T00:00:00Z")
        try await on("05T00:00", old)
        try await on(
            "05T00:00",
            RecordOutcome(
                lead: LeadID(7), won: true, at: Instant(rfc3339: "2026-03-01T00:00:00Z"),
                amount: 500, sdr: Self.ana, ae: Self.dee))
        try await on(
            "10T00:00", RecordOutcome(lead: LeadID(2), won: false, cause: "price"), by: Self.cho)
        try await on(
            "11T00:00",
            RecordOutcome(lead: LeadID(1), won: true, amount: 10_000, cause: "fit"), by: Self.cho)
        try await on("11T20:00", Self.capture("Eight", "e-book"))
        try await on(
            "11T20:00", AssignLead(lead: LeadID(8), to: Self.ben, reason: "knows them"),
            by: Self.max)
        try await play(to: "12T00:00")
    }
}

extension ReportHistory {
    static func capture(
        _ name: String, _ source: String, campaign: String? = nil, visitor: String? = nil
    ) -> CaptureLead {
        var contact = Contact()
        contact.name = name
        contact.email = "\(name.lowercased())@example.net"
        contact.emailKey = contact.email
        var origin = Origin()
        origin.source = source
        origin.campaign = campaign
        return CaptureLead(contact: contact, origin: origin, visitor: visitor)
    }

    static func touch(_ lead: Int64) -> LogTouch {
        LogTouch(lead: LeadID(lead), channel: .call, reached: true)
    }

    /// To the AE whose turn it is, when none is named.
    static func handOver(_ lead: Int64, to receiver: MemberID?) -> OpenHandoff {
        OpenHandoff(lead: LeadID(lead), kind: "sdr-to-ae", receiver: receiver)
    }

    private static func visit(_ visitor: String) -> TrackedMessage {
        TrackedMessage(
            id: visitor, kind: .page("Home"), at: moment("02T00:50"), anonymousID: visitor,
            userID: nil, properties: [:], contact: nil, origin: Origin(), ip: nil)
    }

    /// A record worth so many points: 2 for the trigger, 2 for the impact, then 1 for the timeline,
    /// then 2 for the approver; from five points on, the need is known as well.
    static func qualify(_ lead: Int64, points: Int) -> ChangeQualification {
        var record = QualificationRecord()
        record.trigger = TriggerEvent(kind: .regulation, statement: "New law in May.")
        record.impact = ProblemImpact(kind: .risk, statement: "Fines.")
        if points > 4 {
            record.timeline = Timeline(withinDays: 60)
            record.need = "An audit trail."
        }
        if points > 5 {
            record.stakeholders = [Stakeholder(name: "Eve", part: .approver, reachable: true)]
        }
        return ChangeQualification(lead: LeadID(lead), record: record)
    }

    static func playbook() throws -> Playbook {
        var playbook = Playbook()
        playbook.homeCalendar = "home"
        playbook.calendars["home"] = try BusinessCalendar(zone: "UTC", hours: .roundTheClock)
        playbook.intake.sources = sources()
        playbook.intake.fallbackSource = "import"
        playbook.qualification.required = [.need]
        playbook.pools = [pool("sdrs", .sdr), pool("aes", .ae)]
        playbook.clocks = [
            clock("touch", .minutes(5)), clock("decide", .hours(24)), clock("contact", .hours(4)),
        ]
        playbook.handoffs = [handoff()]
        var reason = RecycleReason()
        reason.id = "no-interest"
        playbook.recycling.reasons = [reason]
        return playbook
    }

    private static func sources() -> [SourceRule] {
        let all: [(String, String)] = [
            ("demo", "Demo request"), ("e-book", ""), ("import", ""),
        ]
        return all.map { id, title in
            var source = SourceRule()
            source.id = id
            source.title = title
            guard id == "demo" else { return source }
            source.temperature = .hot
            source.handRaise = true
            source.firstTouchClock = "touch"
            return source
        }
    }

    private static func pool(_ id: String, _ role: Role) -> PoolRule {
        var pool = PoolRule()
        pool.id = id
        pool.role = role
        pool.cap = role == .sdr ? 4 : nil
        return pool
    }

    private static func clock(_ id: String, _ time: TimeSpan) -> ClockRule {
        var clock = ClockRule()
        clock.id = id
        clock.time = time
        clock.calendar = .plain
        clock.onBreach = [.alertManager]
        return clock
    }

    private static func handoff() -> HandoffRule {
        var rule = HandoffRule()
        rule.id = "sdr-to-ae"
        rule.from = [.sdr]
        rule.to = .ae
        rule.autoAccept = 7
        rule.jointReview = 5
        rule.decisionClock = "decide"
        rule.makes = .sal
        var contact = ConditionalClock()
        contact.clock = "contact"
        rule.contactClocks = [contact]
        var rejection = RejectionRule()
        rejection.id = "no-interest"
        rejection.title = "No real interest"
        rejection.route = .recycle
        rule.rejections = [rejection]
        return rule
    }
}

/// A moment of March 2026, from `02T00:40`; a text that is none is a mistake in the test.
func moment(_ when: String) -> Instant {
    guard let instant = Instant(rfc3339: "2026-03-\(when):00Z") else {
        preconditionFailure("not a moment: \(when)")
    }
    return instant
}
