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
    var calls: [(clock: Clock, lead: Lead)] = []
    var pairs: [Pair] = []
    var decided: [Decided] = []

    static let shown = 100

    init(_ visit: Visit) async throws {
        let sight = visit.sight
        self = try await visit.read { transaction in
            var facts = VerificationFacts()
            try facts.readSuspects(sight, transaction)
            try facts.readCalls(sight, transaction)
            try facts.readPairs(sight, transaction)
            try facts.readDecided(sight, transaction)
            return facts
        }
    }

    private init() {}

    private mutating func readSuspects(_ sight: Sight, _ transaction: any Transaction) throws {
        var filter = LeadFilter()
        filter.verification = .suspect
        filter.limit(to: sight)
        suspects = try transaction.leads(filter, Page(limit: Self.shown, newestFirst: true))
            .map { lead in
                Suspect(
                    lead: lead,
                    neighbours: try Self.neighbours(of: lead, sight, transaction))
            }
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
        calls = try transaction.urgentClocks(filter, limit: Self.shown).compactMap { clock in
            try transaction.lead(clock.lead).map { (clock, $0) }
        }
    }

    private mutating func readPairs(_ sight: Sight, _ transaction: any Transaction) throws {
        let open = try transaction.merges(
            state: .open, Page(limit: Self.shown, newestFirst: true))
        pairs = try open.compactMap { merge in
            guard let keep = try Self.lead(merge.keep, sight, transaction),
                let absorb = try Self.lead(merge.absorb, sight, transaction)
            else { return nil }
            return Pair(merge: merge, keep: keep, absorb: absorb)
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
            ).first.flatMap { EventFacts($0).text("state") }
            decided.append(
                Decided(
                    recorded: recorded, lead: lead,
                    before: before.flatMap(VerificationState.init(rawValue:)) ?? .unverified,
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
