/// All rows in memory: for deciding without a store, as a replay of history does.
package final class FactsInMemory: Facts {
    package private(set) var leads: [LeadID: Lead] = [:]
    package private(set) var records: [LeadID: QualificationRecord] = [:]
    package private(set) var accounts: [AccountID: Account] = [:]
    package private(set) var people: [MemberID: Member] = [:]
    package private(set) var handoffs: [HandoffID: Handoff] = [:]
    package private(set) var clocks: [ClockID: Clock] = [:]
    package private(set) var seats: [SeatKey: Seat] = [:]
    package private(set) var visitors: [String: Visitor] = [:]
    package private(set) var merges: [MergeID: MergeProposal] = [:]
    package private(set) var messages: Set<String> = []
    package private(set) var journal: [Recorded] = []
    package private(set) var ids = NextIDs()
    package var playbooks: [Int: Playbook] = [:]

    package init() {}

    /// Events alone, without the rows that they made.
    init(of events: [Recorded]) { journal = events }

    /// Decides a command, and keeps what came of it. Nothing is kept of a refused one.
    package func handle<C: Command>(
        _ command: C, at now: Instant, by actor: Actor = .system, version: Int
    ) throws -> C.Answer {
        var decision = Decision(
            now: now, actor: actor, playbook: try playbook(version: version), version: version,
            facts: self, ids: ids)
        let answer = try command.decide(&decision)
        try decision.settle()
        keep(decision.world)
        journal += decision.events
        ids = decision.ids
        return answer
    }

    /// The rows that a journal makes, folded anew event by event.
    package static func folded(from journal: [Recorded]) throws -> FactsInMemory {
        let facts = FactsInMemory()
        for recorded in journal {
            var world = World(facts: facts)
            try world.apply(recorded)
            facts.keep(world)
            facts.journal.append(recorded)
        }
        return facts
    }

    private func keep(_ world: World) {
        for row in world.leads.changed { leads[row.id] = row }
        for key in world.records.changedKeys { records[key] = world.records.all[key] }
        for row in world.accounts.changed { accounts[row.id] = row }
        for row in world.members.changed { people[row.id] = row }
        for row in world.handoffs.changed { handoffs[row.id] = row }
        for row in world.clocks.changed { clocks[row.id] = row }
        for key in world.seats.changedKeys { seats[key] = world.seats.all[key] }
        for row in world.visitors.changed { visitors[row.id] = row }
        for row in world.merges.changed { merges[row.id] = row }
        messages.formUnion(world.messages)
    }
}

extension FactsInMemory {
    package func lead(_ id: LeadID) -> Lead? { leads[id] }
    package func record(of lead: LeadID) -> QualificationRecord? { records[lead] }
    package func account(_ id: AccountID) -> Account? { accounts[id] }
    package func account(domain: String) -> Account? {
        accounts.values.first { $0.domain == domain }
    }
    package func members() -> [Member] { people.values.sorted { $0.id < $1.id } }
    package func handoff(_ id: HandoffID) -> Handoff? { handoffs[id] }
    package func handoffs(of lead: LeadID) -> [Handoff] {
        handoffs.values.filter { $0.lead == lead }.sorted { $0.id < $1.id }
    }
    package func clock(_ id: ClockID) -> Clock? { clocks[id] }
    package func unendedClocks(of lead: LeadID) -> [Clock] {
        clocks.values.filter { $0.lead == lead && $0.endedAt == nil }
    }
    package func seats(of pool: String) -> [Seat] { seats.values.filter { $0.pool == pool } }
    package func visitor(_ id: String) -> Visitor? { visitors[id] }
    package func merge(_ id: MergeID) -> MergeProposal? { merges[id] }
    package func merges(of lead: LeadID) -> [MergeProposal] {
        merges.values.filter { $0.keep == lead || $0.absorb == lead }
    }

    package func leads(emailKey: String) -> [LeadID] { live { $0.contact.emailKey == emailKey } }
    package func leads(phone: String) -> [LeadID] { live { $0.contact.phone == phone } }
    package func leads(nameKey: String, account: AccountID) -> [LeadID] {
        live { $0.contact.nameKey == nameKey && $0.account == account }
    }
    package func leads(externalID: String, source: String) -> [LeadID] {
        live { $0.origin.externalID == externalID && $0.origin.source == source }
    }
    package func leads(externalID: String) -> [LeadID] {
        live { $0.origin.externalID == externalID }
    }
    private func live(_ matches: (Lead) -> Bool) -> [LeadID] {
        leads.values.filter { $0.mergedInto == nil && matches($0) }.map(\.id).sorted()
    }

    package func latestOwner(of account: AccountID, excluding lead: LeadID, in role: Role)
        -> MemberID?
    {
        let others = leads.values.filter { $0.account == account && $0.id != lead }
        switch role {
        case .sdr, .bdr: return others.sorted { $0.id < $1.id }.compactMap(\.credits.sdr).last
        case .ae: return others.sorted { $0.id < $1.id }.compactMap(\.credits.ae).last
        case .am, .csm, .marketing, .manager, .cro, .revops:
            let ids = Set(others.map(\.id))
            return handoffs.values.filter {
                ids.contains($0.lead) && $0.state == .accepted
                    && people[$0.receiver]?.profile.role == role
            }.max { $0.id < $1.id }?.receiver
        }
    }
    package func captures(ip: String, from: Instant, to: Instant) -> Int {
        leads.values.filter {
            $0.origin.ip == ip && $0.capturedAt >= from && $0.capturedAt <= to
        }.count
    }
    package func heldLeads(pool: String, limit: Int) -> [LeadID] {
        let held = leads.values.filter { $0.heldIn == pool && $0.mergedInto == nil }
        return held.sorted { ($0.capturedAt, $0.id) < ($1.capturedAt, $1.id) }.prefix(limit)
            .map(\.id)
    }
    package func workedLeads(of member: MemberID, limit: Int) -> [LeadID] {
        leads.values.filter { $0.loadsOwner == member }.map(\.id).sorted().prefix(limit).map(\.self)
    }
    package func soldLeads(of member: MemberID, limit: Int) -> [LeadID] {
        let waiting = handoffs.values.filter {
            $0.receiver == member
                && ($0.state.isOpen || $0.state == .accepted && $0.firstContactAt == nil)
        }.map(\.lead)
        let owned = leads.values.filter {
            $0.owner == member && $0.stage == .converted && $0.mergedInto == nil
        }
        return Set(waiting + owned.map(\.id)).sorted().prefix(limit).map(\.self)
    }
    package func event(_ id: EventID) -> Recorded? { journal.first { $0.id == id } }
    package func events(of lead: LeadID) -> [Recorded] {
        let joined = Set(visitors.values.filter { $0.carriedTo == lead }.map(\.id))
        return journal.filter {
            $0.event.lead == lead || $0.event.visitor.map(joined.contains) ?? false
        }
    }
    package func known(messages: [String]) -> Set<String> { self.messages.intersection(messages) }
    package func playbook(version: Int) throws -> Playbook {
        guard let playbook = playbooks[version] else {
            throw Refusal(.notFound, "not-found", "There is no playbook version \(version).")
        }
        return playbook
    }
}
