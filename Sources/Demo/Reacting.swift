import LeadEngine
import LeadRules

/// The made-up people see what the journal brings, and plan what they do about it.
extension DemoWorkspace {
    mutating func react() async throws {
        let after = seen
        let news = try await engine.store.read { try $0.journal(after: after, limit: 10_000) }
        for recorded in news {
            try await react(to: recorded)
            seen = recorded.id
        }
    }

    private mutating func react(to recorded: Recorded) async throws {
        guard let lead = recorded.event.lead else { return }
        switch recorded.name {
        case "lead.assigned": try await planFirstTouch(lead)
        case "handoff.opened", "handoff.moved": try await planDecision(of: lead)
        case "handoff.accepted": try await planContact(of: lead)
        case "handoff.rejected": try await planDispute(of: lead)
        default: break
        }
    }

    private func lead(_ id: LeadID) async throws -> Lead? {
        try await engine.store.read { try $0.lead(id) }
    }

    private mutating func planFirstTouch(_ id: LeadID) async throws {
        guard let lead = try await lead(id), let owner = lead.owner, team.roleOf[owner] == .sdr
        else { return }
        // Some are left lying: those clocks breach.
        if chance.happens(0.06) { return }
        let from = max(time.now(), lead.work.contactDueAt ?? time.now())
        let hot = lead.origin.temperature == .hot
        let wait = hot ? 1 + chance.below(chance.happens(0.8) ? 5 : 60) : 20 + chance.below(600)
        agenda.add(try await atWork(owner, from + .minutes(Int64(wait))), .touch(id, owner))
        if lead.contact.phone != nil, lead.milestones.mql != nil, chance.happens(0.85) {
            agenda.add(
                try await atWork(owner, from + .minutes(Int64(wait + 30))), .verify(id, owner))
        }
    }

    private mutating func planDecision(of id: LeadID) async throws {
        let open = try await engine.store.read { try $0.handoffs(of: id).filter(\.state.isOpen) }
        for handoff in open where !leftOpen.contains(handoff.id) {
            // A customer is handed to two people at once; each is asked once.
            guard asked[handoff.id] != handoff.receiver else { continue }
            asked[handoff.id] = handoff.receiver
            if chance.happens(0.08) { continue }
            let wait = 15 + chance.below(chance.happens(0.75) ? 300 : 1500)
            agenda.add(
                try await atWork(handoff.receiver, time.now() + .minutes(Int64(wait))),
                .decide(handoff.id, handoff.receiver))
        }
    }

    private mutating func planContact(of id: LeadID) async throws {
        guard let handoff = try await lastHandoff(of: id), handoff.firstContactAt == nil else {
            return
        }
        if chance.happens(0.1) { return }
        let wait = 20 + chance.below(chance.happens(0.8) ? 200 : 2000)
        let at = try await atWork(handoff.receiver, time.now() + .minutes(Int64(wait)))
        agenda.add(at, .contact(handoff.id, handoff.receiver))
    }

    private mutating func planDispute(of id: LeadID) async throws {
        guard let handoff = try await lastHandoff(of: id), !handoff.automatic,
            let giver = handoff.giver, chance.happens(0.3)
        else { return }
        agenda.add(
            try await atWork(giver, time.now() + .hours(2)), .dispute(handoff.id, giver))
    }

    func lastHandoff(of id: LeadID) async throws -> Handoff? {
        try await engine.store.read { try $0.handoffs(of: id).last }
    }

    /// The first moment from then on at which the member is at work.
    func atWork(_ member: MemberID, _ from: Instant) async throws -> Instant {
        let now = time.now()
        guard let active = engine.activeVersion(at: now) else { return from }
        return try await engine.store.read { transaction in
            let playbook = try transaction.playbook(version: active.version)
            let row = try transaction.members().first { $0.id == member }
            let calendar = playbook.calendar(for: .owner, owner: row)?.adding(
                timeOff: (row?.timeOff ?? []).map { TimeOffInterval(from: $0.from, to: $0.to) })
            return calendar?.nextOpening(onOrAfter: from) ?? from
        }
    }
}
