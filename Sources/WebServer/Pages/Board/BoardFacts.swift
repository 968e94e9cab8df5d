import LeadEngine
import LeadRules

/// What a manager's board is made of, read at once and limited to what they see.
struct BoardFacts: Sendable {
    var clocks: [Clock] = []
    var clockCount = 0
    /// Every running clock in sight, whatever the list is filtered by.
    var running = 0
    var breaches: [Clock] = []
    var breachesToday = 0
    var breachesThisWeek = 0
    var held: [Lead] = []
    var heldCount = 0
    var disputes: [Handoff] = []
    /// The leads of the clocks and disputes.
    var leads: [LeadID: Lead] = [:]
    var load: LoadReport?
    var quality: HandoffReport?

    static let shownClocks = 100
    static let shownHeld = 200

    init(_ visit: Visit, _ filter: BoardFilter) async throws {
        let sight = visit.sight
        let now = visit.now
        let reader = visit.reader
        self = try await visit.read { transaction in
            var facts = BoardFacts()
            try facts.readClocks(filter, sight, reader, transaction)
            try facts.readWaiting(sight, transaction)
            let month = ReportQuery(from: now - .days(28), to: nil)
            facts.load = try transaction.standingLoad(month, at: now)
            if case .handoffs(let report) = try transaction.report(.handoffs, month, at: now) {
                facts.quality = report
            }
            return facts
        }
    }

    private init() {}

    private mutating func readClocks(
        _ filter: BoardFilter, _ sight: Sight, _ reader: Reader, _ transaction: any Transaction
    ) throws {
        var open = filter.clocks
        open.states = [.running, .paused]
        clocks = try transaction.urgentClocks(open, limit: Self.shownClocks)
        clockCount = try transaction.count(open)
        var all = ClockFilter()
        all.limit(to: sight)
        var late = all
        all.states = [.running, .paused]
        running = try transaction.count(all)
        let today = reader.zone.time(at: reader.now).day
        let start = { (day: CivilDate) in reader.zone.moment(of: LocalTime(day: day)) }
        late.breachedFrom = start(today)
        breachesToday = try transaction.count(late)
        late.breachedFrom = start(today + -today.weekday.rawValue)
        breachesThisWeek = try transaction.count(late)
        late.breachedFrom = start(today + -7)
        breaches = try transaction.latestBreaches(late, limit: 50)
        for clock in clocks + breaches where leads[clock.lead] == nil {
            leads[clock.lead] = try transaction.lead(clock.lead)
        }
    }

    private mutating func readWaiting(_ sight: Sight, _ transaction: any Transaction) throws {
        var waiting = LeadFilter()
        waiting.held = true
        waiting.limit(to: sight)
        held = try transaction.leads(waiting, Page(limit: Self.shownHeld))
        heldCount = try transaction.count(waiting, upTo: 10_000)
        var disputed = HandoffFilter()
        disputed.states = [.disputed]
        disputes = try transaction.handoffs(disputed, Page(limit: 100)).filter { handoff in
            sight.includes(handoff.receiver) || handoff.giver.map(sight.includes) ?? false
        }
        for handoff in disputes where leads[handoff.lead] == nil {
            leads[handoff.lead] = try transaction.lead(handoff.lead)
        }
    }
}

/// Which clocks the board lists.
struct BoardFilter: Sendable {
    let team: String?
    let member: MemberID?
    let purpose: Clock.Purpose?
    let clocks: ClockFilter

    /// - Throws: `Refusal` for what is no choice or id.
    init(_ visit: Visit) throws {
        let team = visit.query.text("team")
        let member: MemberID? = try visit.query.id("member")
        purpose = try visit.query.choice("purpose", Clock.Purpose.self)
        var filter = ClockFilter()
        filter.limit(to: visit.sight)
        filter.purpose = purpose
        if team != nil || member != nil {
            filter.includesUnowned = false
            filter.owners = Set(
                visit.members.filter { other in
                    visit.sight.includes(other.id) && (member == nil || other.id == member)
                        && (team == nil || other.profile.team == team)
                }.map(\.id))
        }
        clocks = filter
        self.team = team
        self.member = member
    }

    func view(_ visit: Visit) -> View {
        let people = visit.members.filter { visit.sight.includes($0.id) && $0.isActive }
        let teams = Set(people.map(\.profile.team)).filter { !$0.isEmpty }.sorted()
        return [
            "teams": Views.options(teams.map { ($0, $0) }, chosen: team),
            "members": Views.options(
                people.map { ($0.id.description, $0.profile.name) }, chosen: member?.description),
            "purposes": Views.options(Clock.Purpose.self, chosen: purpose?.rawValue) {
                visit.words["purpose.\($0.rawValue)"]
            },
            "isFiltered": team != nil || member != nil || purpose != nil,
        ]
    }
}

extension ClockFilter {
    /// Only clocks of people in sight; those without an owner where unowned leads are in sight.
    mutating func limit(to sight: Sight) {
        guard case .members(let members, let unowned) = sight else { return }
        owners = members
        includesUnowned = unowned
    }
}
