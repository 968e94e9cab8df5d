import LeadEngine
import LeadRules

/// Everything there is of one handoff, read at once.
struct HandoffFile: Sendable {
    let handoff: Handoff
    let lead: Lead
    let account: Account?
    /// Later handoffs of the lead, among others.
    let handoffs: [Handoff]
    let clocks: [Clock]
    let story: [Recorded]
    /// The playbook it was opened under.
    let playbook: Playbook

    /// - Throws: `Refusal` when there is no such handoff, `Problem` when its lead is not in sight.
    init(_ id: HandoffID, _ visit: Visit) async throws {
        let sight = visit.sight
        self = try await visit.read { try HandoffFile(id, sight, $0) }
    }

    private init(_ id: HandoffID, _ sight: Sight, _ transaction: any Transaction) throws {
        guard let handoff = try transaction.handoff(id),
            let lead = try transaction.lead(handoff.lead)
        else { throw Refusal.notFound(id, "handoff") }
        self.handoff = handoff
        self.lead = lead
        handoffs = try transaction.handoffs(of: lead.id)
        guard sight.includes(lead, handoffs: handoffs) else { throw Problem.outOfSight }
        account = try lead.account.flatMap { try transaction.account($0) }
        var filter = ClockFilter()
        filter.lead = lead.id
        clocks = try transaction.clocks(filter, Page(limit: 200, newestFirst: true))
            .filter { $0.handoff == id }
        story = try transaction.events(of: lead.id).filter { $0.event.concernedHandoff == id }
        playbook = try transaction.playbook(version: handoff.playbook)
    }

    var rule: HandoffRule? { playbook.handoff(handoff.kind) }

    /// Clocks that run for somebody, the most urgent first; those that ended last.
    var orderedClocks: [Clock] {
        clocks.filter { $0.endedAt == nil }.sorted { $0.dueAt < $1.dueAt }
            + clocks.filter { $0.endedAt != nil && $0.state != .cancelled }
    }
}
