import LeadEngine
import LeadRules

/// What waits for somebody, and what they gave to others.
struct InboxFile: Sendable {
    /// For their decision.
    private(set) var waiting: [Handoff] = []
    /// Accepted, and not contacted yet.
    private(set) var accepted: [Handoff] = []
    /// Given away: undecided, disputed, or sent back and not handed over anew.
    private(set) var given: [Handoff] = []
    /// Disputes of people in sight, for who decides them.
    private(set) var disputes: [Handoff] = []
    private(set) var leads: [LeadID: Lead] = [:]
    private(set) var accounts: [LeadID: Account] = [:]
    /// The most urgent clock of each handoff.
    private(set) var clocks: [HandoffID: Clock] = [:]
    private(set) var playbooks: [Int: Playbook] = [:]

    init(of member: MemberID, judges sight: Sight?, in transaction: any Transaction) throws {
        var received = HandoffFilter()
        received.receiver = member
        received.states = [.pending, .review]
        waiting = try transaction.handoffs(received, Page(limit: 200))
        received.states = [.accepted]
        received.uncontacted = true
        accepted = try transaction.handoffs(received, Page(limit: 200, newestFirst: true))
        var gave = HandoffFilter()
        gave.giver = member
        gave.states = [.pending, .review, .disputed]
        given = try transaction.handoffs(gave, Page(limit: 100, newestFirst: true))
        gave.states = [.rejected]
        given += try transaction.handoffs(gave, Page(limit: 30, newestFirst: true))
        if let sight { disputes = try Self.disputes(sight, in: transaction) }
        try readAround(transaction)
        order()
    }

    private static func disputes(_ sight: Sight, in transaction: any Transaction) throws
        -> [Handoff]
    {
        var filter = HandoffFilter()
        filter.states = [.disputed]
        return try transaction.handoffs(filter, Page(limit: 200)).filter { handoff in
            sight.includes(handoff.receiver) || handoff.giver.map(sight.includes) ?? false
        }
    }

    private mutating func readAround(_ transaction: any Transaction) throws {
        for handoff in waiting + accepted + given + disputes {
            if leads[handoff.lead] == nil {
                let lead = try transaction.lead(handoff.lead)
                leads[handoff.lead] = lead
                accounts[handoff.lead] = try lead?.account.flatMap { try transaction.account($0) }
                for clock in try transaction.unendedClocks(of: handoff.lead) { keep(clock) }
            }
            if playbooks[handoff.playbook] == nil {
                playbooks[handoff.playbook] = try transaction.playbook(version: handoff.playbook)
            }
        }
    }

    private mutating func keep(_ clock: Clock) {
        guard let id = clock.handoff else { return }
        guard let known = clocks[id], known.dueAt <= clock.dueAt else { return clocks[id] = clock }
    }

    /// What runs out first comes first; what was lost since is nobody's work.
    private mutating func order() {
        let due = clocks.mapValues(\.dueAt)
        func isSooner(_ a: Handoff, _ b: Handoff) -> Bool {
            let first = due[a.id] ?? a.openedAt + .days(3650)
            let second = due[b.id] ?? b.openedAt + .days(3650)
            return first == second ? a.id < b.id : first < second
        }
        waiting.sort(by: isSooner)
        let live = accepted.filter { handoff in
            leads[handoff.lead].map { $0.isLive && $0.milestones.lost == nil } ?? false
        }
        accepted = live.sorted(by: isSooner)
    }
}
