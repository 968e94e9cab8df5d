import LeadEngine
import LeadRules

/// What there is to verify, read at once and limited to what the reader sees.
struct VerificationFacts: Sendable {
    struct Suspect: Sendable {
        let lead: Lead
        /// Other leads in sight from the same address.
        let neighbours: [Lead]
    }

    struct Pair: Sendable {
        let merge: MergeProposal
        let keep: Lead
        let absorb: Lead
    }

    struct Decided: Sendable {
        let recorded: Recorded
        let lead: Lead
        let before: VerificationState
        /// Whether nothing was decided of the lead since.
        let isLatest: Bool
    }

    var suspects: [Suspect] = []
    /// Of all in sight, counted to ten thousand.
    var suspectCount = 0
    /// The last suspect shown, when there are older ones.
    var moreSuspects: Int64?
    var calls: [(clock: Clock, lead: Lead)] = []
    var callCount = 0
    var pairs: [Pair] = []
    /// The last proposal looked at, when there may be older ones in sight.
    var morePairs: Int64?
    var decided: [Decided] = []

    static let shown = 100
    /// Counting and looking for proposals in sight go no further in one page.
    private static let reach = 10_000

    init(_ visit: Visit) async throws {
        let sight = visit.sight
        let suspects = try visit.query.number("after", in: 1 ... .max)
        let pairs = try visit.query.number("pairs", in: 1 ... .max)
        self = try await visit.read { transaction in
            var facts = VerificationFacts()
            try facts.readSuspects(after: suspects, sight, transaction)
            try facts.readCalls(sight, transaction)
            try facts.readPairs(after: pairs, sight, transaction)
            try facts.readDecided(sight, transaction)
            return facts
        }
    }

    private init() {}

    private mutating func readSuspects(
        after: Int64?, _ sight: Sight, _ transaction: any Transaction
    ) throws {
        var filter = LeadFilter()
        filter.verification = .suspect
        filter.limit(to: sight)
        suspectCount = try transaction.count(filter, upTo: Self.reach)
        let leads = try transaction.leads(
            filter, Page(after: after, limit: Self.shown + 1, newestFirst: true))
        suspects = try leads.prefix(Self.shown).map { lead in
            Suspect(
                lead: lead, neighbours: try Self.neighbours(of: lead, sight, transaction))
        }
        if leads.count > Self.shown { moreSuspects = suspects.last?.lead.id.number }
    }

    static func neighbours(of lead: Lead, _ sight: Sight, _ transaction: any Transaction) throws
        -> [Lead]
    {
        guard let ip = lead.origin.ip else { return [] }
        var filter = LeadFilter()
        filter.ip = ip
        filter.limit(to: sight)
        return try transaction.leads(filter, Page(limit: 11, newestFirst: true))
            .filter { $0.id != lead.id }
    }

    private mutating func readCalls(_ sight: Sight, _ transaction: any Transaction) throws {
        var filter = ClockFilter()
        filter.purpose = .phoneVerification
        filter.limit(to: sight)
        var open = filter
        open.states = [.running, .paused]
        callCount = try transaction.count(open)
        calls = try transaction.urgentClocks(filter, limit: Self.shown).compactMap { clock in
            try transaction.lead(clock.lead).map { (clock, $0) }
        }
    }

    /// Proposals in sight, however many others lie between them.
    private mutating func readPairs(
        after: Int64?, _ sight: Sight, _ transaction: any Transaction
    ) throws {
        var page = Page(after: after, limit: Self.shown, newestFirst: true)
        for _ in 0..<(Self.reach / Self.shown) {
            let open = try transaction.merges(state: .open, of: nil, page)
            for merge in open {
                guard pairs.count < Self.shown else { return }
                morePairs = merge.id.number
                guard let keep = try Self.lead(merge.keep, sight, transaction),
                    let absorb = try Self.lead(merge.absorb, sight, transaction)
                else { continue }
                pairs.append(Pair(merge: merge, keep: keep, absorb: absorb))
            }
            guard open.count == Self.shown, let last = open.last else {
                morePairs = nil
                return
            }
            page.after = last.id.number
        }
    }

    /// What people decided lately; what the rules suspected by themselves stands above.
    private mutating func readDecided(_ sight: Sight, _ transaction: any Transaction) throws {
        for recorded in try transaction.verificationChanges(limit: 200) where decided.count < 20 {
            guard case .member = recorded.stamp.actor, let id = recorded.event.lead,
                let lead = try Self.lead(id, sight, transaction)
            else { continue }
            var filter = EventFilter()
            filter.names = [recorded.name]
            filter.lead = id
            let before = try transaction.events(
                filter, Page(after: recorded.id.number, limit: 1, newestFirst: true)
            ).first.flatMap { ($0.event as? VerificationChanged)?.state }
            decided.append(
                Decided(
                    recorded: recorded, lead: lead,
                    before: before ?? .unverified,
                    isLatest: !decided.contains { $0.lead.id == id }))
        }
    }

    private static func lead(_ id: LeadID, _ sight: Sight, _ transaction: any Transaction) throws
        -> Lead?
    {
        guard let lead = try transaction.lead(id),
            sight.includes(lead, handoffs: try transaction.handoffs(of: id))
        else { return nil }
        return lead
    }
}
