import LeadRules

/// A small team at work: people in three cities, the standard playbook, and time that moves.
final class Office {
    let facts = FactsInMemory()
    private(set) var now: Instant
    private(set) var version = 1
    private var people: [String: MemberID] = [:]

    /// Opens on a Monday at 10:00 in Seoul, 02:00 in Berlin.
    ///
    /// - Parameter staff: who is there, as `name: (role, calendar)`.
    init(
        at start: String = "2026-03-02T01:00:00Z",
        staff: [(name: String, role: Role, calendar: String)] = Office.team,
        _ adjust: (inout Playbook) -> Void = { _ in }
    ) throws {
        now = moment(start)
        var playbook = try Playbook.standard()
        adjust(&playbook)
        facts.playbooks[1] = playbook
        for person in staff { try hire(person.name, person.role, calendar: person.calendar) }
        try backUp()
    }

    static let team: [(name: String, role: Role, calendar: String)] = [
        ("boss", .manager, "seoul"), ("mina", .sdr, "seoul"), ("jun", .sdr, "seoul"),
        ("ada", .ae, "seoul"), ("ben", .ae, "seoul"), ("kai", .am, "seoul"),
        ("liv", .csm, "berlin"), ("max", .marketing, "tokyo"),
    ]

    private func backUp() throws {
        for (name, backup) in [("mina", "jun"), ("jun", "mina"), ("ada", "ben"), ("ben", "ada")] {
            guard people[name] != nil, let backup = people[backup] else { continue }
            try change(name) {
                $0.backup = backup
                $0.manager = people["boss"]
            }
        }
    }

    subscript(name: String) -> MemberID { people[name] ?? MemberID(0) }

    func member(_ name: String) -> Member { facts.people[self[name]]! }

    @discardableResult
    func hire(
        _ name: String, _ role: Role, calendar: String = "seoul",
        _ adjust: (inout MemberProfile) -> Void = { _ in }
    ) throws -> MemberID {
        var profile = MemberProfile(name: name, email: "\(name)@team.example", role: role)
        profile.calendar = calendar
        adjust(&profile)
        let id = try run(AddMember(profile: profile))
        people[name] = id
        return id
    }

    func change(_ name: String, _ adjust: (inout MemberProfile) -> Void) throws {
        var profile = member(name).profile
        adjust(&profile)
        _ = try run(ChangeMember(member: self[name], profile: profile))
    }

    @discardableResult
    func run<C: Command>(_ command: C, by name: String? = nil) throws -> C.Answer {
        let actor = name.map { Actor.member(self[$0]) } ?? .system
        return try facts.handle(command, at: now, by: actor, version: version)
    }

    /// Whom a command would have told, if it were carried out.
    func notices(_ command: some Command, by name: String? = nil) throws -> [Notice] {
        var decision = try decided(command, by: name)
        return try decision.notices()
    }

    /// What a command would have told at once, if it were carried out.
    func alerts(_ command: some Command, by name: String? = nil) throws -> [Alert] {
        var decision = try decided(command, by: name)
        return try decision.alerts()
    }

    private func decided(_ command: some Command, by name: String?) throws -> Decision {
        var decision = Decision(
            now: now, actor: name.map { .member(self[$0]) } ?? .system,
            playbook: try facts.playbook(version: version), version: version, facts: facts,
            ids: facts.ids)
        _ = try command.decide(&decision)
        return decision
    }

    /// Makes a changed playbook the policy.
    func activate(_ adjust: (inout Playbook) -> Void) throws {
        var playbook = try facts.playbook(version: version)
        adjust(&playbook)
        version += 1
        facts.playbooks[version] = playbook
        try run(ActivatePlaybook(version: version, name: playbook.name, digest: "\(version)"))
    }
}

/// Time.
extension Office {
    struct Stuck: Error { var what: String }

    func advance(_ span: TimeSpan) throws { try advance(to: now + span) }
    func advance(to text: String) throws { try advance(to: moment(text)) }

    /// Lets time pass; whatever is due on the way happens when it is due, in order.
    func advance(to end: Instant) throws {
        while let next = nextDue, next <= end {
            now = max(now, next)
            try doWhatIsDue()
            if let again = nextDue, again <= now { throw Stuck(what: "due again at \(again)") }
        }
        now = max(now, end)
    }

    /// Time passes and nobody looks.
    func sleep(until text: String) { now = moment(text) }

    /// Does what is due by now, each thing once.
    func doWhatIsDue() throws {
        let clocks = facts.clocks.values.filter { $0.nextAt.map { $0 <= now } ?? false }
        for clock in clocks.sorted(by: { ($0.nextAt!, $0.id) < ($1.nextAt!, $1.id) }) {
            try run(FireClock(clock: clock.id))
        }
        for lead in leads(due: \.rest.wakeAt) { try run(WakeLead(lead: lead)) }
        for lead in leads(due: \.rest.nextMailAt) { try run(SendNurtureMail(lead: lead)) }
    }

    private func leads(due at: KeyPath<Lead, Instant?>) -> [LeadID] {
        facts.leads.values.filter { $0[keyPath: at].map { $0 <= now } ?? false }
            .sorted { ($0[keyPath: at]!, $0.id) < ($1[keyPath: at]!, $1.id) }.map(\.id)
    }

    private var nextDue: Instant? {
        let clocks = facts.clocks.values.compactMap(\.nextAt).min()
        let leads = facts.leads.values.compactMap {
            [$0.rest.wakeAt, $0.rest.nextMailAt].compactMap(\.self).min()
        }.min()
        return [clocks, leads].compactMap(\.self).min()
    }
}

/// What there is.
extension Office {
    func lead(_ id: LeadID) -> Lead { facts.leads[id]! }
    func handoff(_ id: HandoffID) -> Handoff { facts.handoffs[id]! }
    func owner(_ id: LeadID) -> String? {
        lead(id).owner.flatMap { facts.people[$0]?.profile.name }
    }

    /// Names of the events of a lead since an event count, in order.
    func story(_ lead: LeadID, since: Int = 0) -> [String] {
        facts.journal.dropFirst(since).filter { $0.event.lead == lead }.map(\.name)
    }

    func clocks(_ lead: LeadID, _ purpose: Clock.Purpose) -> [Clock] {
        facts.clocks.values.filter { $0.lead == lead && $0.purpose == purpose }
            .sorted { $0.id < $1.id }
    }

    func running(_ lead: LeadID) -> Set<Clock.Purpose> {
        Set(facts.clocks.values.filter { $0.lead == lead && $0.state == .running }.map(\.purpose))
    }

    func score(_ id: LeadID) throws -> ScoreBreakdown {
        let row = lead(id)
        return try facts.playbook(version: version).breakdown(
            of: row, account: row.account.flatMap { facts.accounts[$0] }, at: now)
    }
}
