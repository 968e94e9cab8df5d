import HTTPTypes
import LeadEngine
import LeadRules

/// `clocks`: running deadlines; `breaches`: those that ran out.
enum ClockRoutes {
    static let table = [
        Operation(
            .get, "clocks", .read, "list-clocks", "Deadlines of the leads in sight.",
            asks: .paged(
                ClockID.self, .choices("state", Clock.State.self), .id("owner", MemberID.self),
                .id("lead", LeadID.self), .choice("purpose", Clock.Purpose.self)),
            gives: .list(of: ClockResource.self), by: list),
        Operation(
            .get, "clocks/{id}", .read, "show-clock", "A deadline.",
            gives: .one(ClockResource.self), by: show),
        Operation(
            .post, "clocks/{id}/pause", .work, "pause-clock", "Stops a clock for a reason.",
            takes: .of(ReasonInput.self), gives: .one(ClockResource.self), by: pause),
        Operation(
            .post, "clocks/{id}/resumption", .work, "resume-clock",
            "Lets a paused clock run on.", gives: .one(ClockResource.self), by: resume),
        Operation(
            .get, "breaches", .read, "list-breaches", "Deadlines that passed, and what followed.",
            asks: .paged(
                ClockID.self, .choices("state", Clock.State.self), .id("owner", MemberID.self),
                .id("lead", LeadID.self), .choice("purpose", Clock.Purpose.self)),
            gives: .list(of: BreachResource.self), by: breaches),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let filter = try filter(call)
        let page = try call.query.page(ClockID.self)
        let clocks = try await call.read { try $0.clocks(filter, page) }
        return try page.reply(clocks, id: \.id.description) { ClockResource($0) }
    }

    private static func filter(_ call: Call) throws -> ClockFilter {
        var filter = ClockFilter()
        filter.states = try call.query.choices("state", Clock.State.self)
        filter.owner = try call.query.id("owner")
        filter.lead = try call.query.id("lead")
        filter.purpose = try call.query.choice("purpose", Clock.Purpose.self)
        filter.leads = call.leadsInSight
        return filter
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id: ClockID = try call.id("clock")
        guard let clock = try await call.read({ try $0.clock(id) }) else {
            throw Refusal.notFound(id, "clock")
        }
        try await call.require(clock.lead)
        return try .json(ClockResource(clock))
    }

    private static func pause(_ call: Call) async throws -> Reply {
        let input: ReasonInput = try call.input()
        return try await call.clock(
            PauseClock(clock: try call.id("clock"), reason: input.reason))
    }

    private static func resume(_ call: Call) async throws -> Reply {
        try await call.clock(ResumeClock(clock: try call.id("clock")))
    }

    private static func breaches(_ call: Call) async throws -> Reply {
        var filter = try filter(call)
        filter.breached = true
        let wanted = filter
        let page = try call.query.page(ClockID.self)
        let clocks = try await call.read { try $0.clocks(wanted, page) }
        let now = call.now
        return try page.reply(clocks, id: \.id.description) { BreachResource($0, at: now) }
    }
}

extension Call {
    fileprivate func clock<C: Command>(_ command: C) async throws -> Reply
    where C.Answer == ClockID {
        let id: ClockID = try id("clock")
        if let lead = try await read({ try $0.clock(id)?.lead }) { try await require(lead) }
        return try await perform(command) { id, world in ClockResource(try world.clock(id)) }
    }
}

/// A clock, as the API shows it.
struct ClockResource: Codable, Sendable {
    let id: ClockID
    let rule: String
    let purpose: Clock.Purpose
    let lead: LeadID
    let handoff: HandoffID?
    let playbook: Int
    let startedAt: Instant
    let owner: MemberID?
    let pool: String?
    let task: String?
    let state: Clock.State
    let dueAt: Instant
    let nextAt: Instant?
    let reminded: Int
    let pausedAt: Instant?
    let pauseReason: String?
    /// What was left when it was paused.
    let remainingSeconds: Int64?
    let endedAt: Instant?
    let breachedAt: Instant?
    let backup: MemberID?

    init(_ clock: Clock) {
        id = clock.id
        rule = clock.rule
        purpose = clock.purpose
        lead = clock.lead
        handoff = clock.handoff
        playbook = clock.playbook
        startedAt = clock.startedAt
        owner = clock.owner
        pool = clock.pool
        task = clock.task
        state = clock.state
        dueAt = clock.dueAt
        nextAt = clock.nextAt
        reminded = clock.reminded
        pausedAt = clock.pausedAt
        pauseReason = clock.pauseReason
        remainingSeconds = clock.remaining?.seconds
        endedAt = clock.endedAt
        breachedAt = clock.breachedAt
        backup = clock.backup
    }
}

/// A clock that ran out: whose, for how long, and what followed.
struct BreachResource: Codable, Sendable {
    let clock: ClockID
    let rule: String
    let purpose: Clock.Purpose
    let lead: LeadID
    let handoff: HandoffID?
    let owner: MemberID?
    let dueAt: Instant
    let breachedAt: Instant?
    /// Plain time from the deadline until the work was done, or until now.
    let overdueSeconds: Int64
    let followUp: FollowUp

    struct FollowUp: Codable, Sendable {
        /// Who took over.
        let backup: MemberID?
        let doneAt: Instant?
        let isOpen: Bool
    }

    init(_ clock: Clock, at now: Instant) {
        self.clock = clock.id
        rule = clock.rule
        purpose = clock.purpose
        lead = clock.lead
        handoff = clock.handoff
        owner = clock.owner
        dueAt = clock.dueAt
        breachedAt = clock.breachedAt
        overdueSeconds = max(0, ((clock.endedAt ?? now) - clock.dueAt).seconds)
        followUp = FollowUp(
            backup: clock.backup, doneAt: clock.endedAt, isOpen: clock.endedAt == nil)
    }
}
