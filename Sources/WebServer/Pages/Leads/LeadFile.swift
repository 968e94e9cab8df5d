import LeadEngine
import LeadRules

/// Everything there is of one lead, read at once.
struct LeadFile: Sendable {
    let lead: Lead
    let account: Account?
    let record: QualificationRecord
    let handoffs: [Handoff]
    let clocks: [Clock]
    let merges: [MergeProposal]
    let others: [LeadID: Lead]
    let story: [Recorded]
    /// What happens next, in the rules' words.
    let next: [String]
    /// Other leads of the account.
    let colleagues: [Lead]

    /// - Throws: `Refusal` when there is no such lead, `Problem` when it is not in sight.
    init(_ id: LeadID, _ visit: Visit) async throws {
        let sight = visit.sight
        let now = visit.now
        self = try await visit.read { try LeadFile(id, sight, now, $0) }
    }

    private init(_ id: LeadID, _ sight: Sight, _ now: Instant, _ transaction: any Transaction)
        throws
    {
        guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
        self.lead = lead
        handoffs = try transaction.handoffs(of: id)
        guard sight.includes(lead, handoffs: handoffs) else { throw Problem.outOfSight }
        account = try lead.account.flatMap { try transaction.account($0) }
        record = try transaction.record(of: id) ?? QualificationRecord()
        clocks = try transaction.unendedClocks(of: id).sorted { $0.dueAt < $1.dueAt }
        merges = try transaction.merges(of: id)
        var others: [LeadID: Lead] = [:]
        for other in merges.flatMap({ [$0.keep, $0.absorb] }) where other != id {
            others[other] = try transaction.lead(other)
        }
        self.others = others
        let story = try Self.story(of: id, transaction)
        next = try Explaining.explain(id, in: transaction, now: now, story: story).next
        self.story = story
        var filter = LeadFilter()
        filter.account = lead.account
        colleagues =
            lead.account == nil
            ? []
            : try transaction.leads(filter, Page(limit: 6, newestFirst: true))
                .filter { $0.id != id }
    }
}

extension LeadFile {
    /// How many events a page tells; what led to them is in the API.
    private static let told = 1_000

    /// The latest of the story, with the assignment that says whose the lead is, however old.
    private static func story(of id: LeadID, _ transaction: any Transaction) throws -> [Recorded] {
        let story = try transaction.events(of: id, latest: told)
        guard story.count == told, !story.contains(where: { $0.event is LeadAssigned }) else {
            return story
        }
        var filter = EventFilter()
        filter.lead = id
        filter.names = ["lead.assigned"]
        return try transaction.events(filter, Page(limit: 1, newestFirst: true)) + story
    }
}

extension Visit {
    /// Refuses what is done to a lead that is not in sight.
    func require(_ id: LeadID) async throws {
        guard try await sees(id) else { throw Problem.outOfSight }
    }

    /// - Throws: when there is no such lead.
    func sees(_ id: LeadID) async throws -> Bool {
        let sight = sight
        return try await read { transaction in
            guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
            return sight.includes(lead, handoffs: try transaction.handoffs(of: id))
        }
    }
}
