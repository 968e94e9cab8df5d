import LeadEngine
import LeadRules

/// What is left for the visitor of the demo to do.
extension DemoWorkspace {
    /// An SDR asks an AE for a joint review of a lead, and waits.
    mutating func askForReview(_ number: Int) async throws {
        guard let receiver = team.byEmail[["ren", "dohyun", "lena", "ren"][number % 4]],
            let lead = try await leadInConversation(number), let owner = lead.owner,
            let record = try await recordForReview(of: lead)
        else { return }
        _ = try await engine.handle(
            ChangeQualification(lead: lead.id, record: record), by: .member(owner))
        var packet = Packet()
        packet.summary = "Two good talks. They compare us with what they built themselves."
        packet.quotes = [Conversations.quotes[number % Conversations.quotes.count]]
        packet.objections = [Conversations.objections[number % Conversations.objections.count]]
        let handoff = try await engine.handle(
            OpenHandoff(lead: lead.id, kind: "sdr-to-ae", receiver: receiver, packet: packet),
            by: .member(owner)
        ).answer
        leftOpen.insert(handoff)
    }

    /// The deal that has been open longest is won, and the customer handed over.
    mutating func win() async throws {
        var filter = HandoffFilter()
        filter.states = [.accepted]
        let accepted = filter
        let handoffs = try await engine.store.read {
            try $0.handoffs(accepted, Page(limit: 200))
        }
        guard
            let deal = handoffs.first(where: {
                $0.kind == "sdr-to-ae" && $0.firstContactAt != nil && $0.outcome == nil
            })
        else { return }
        let ae = deal.receiver
        _ = try await engine.handle(
            RecordOutcome(
                lead: deal.lead, won: true, amount: Double(20 + chance.below(180)) * 1_000,
                cause: chance.pick(Conversations.wins)), by: .member(ae))
        try await handToCustomerTeam(deal.lead, by: ae)
    }

    private func leadInConversation(_ number: Int) async throws -> Lead? {
        var filter = LeadFilter()
        filter.stage = .workingConnected
        let wanted = filter
        let leads = try await engine.store.read {
            try $0.leads(wanted, Page(limit: 200, newestFirst: true))
        }
        let fit = leads.filter { lead in
            lead.verification.state != .suspect && lead.segment != nil
                && lead.owner.flatMap { team.roleOf[$0] } == .sdr
        }
        return fit.isEmpty ? nil : fit[number * 3 % fit.count]
    }

    /// A complete record with as many points as call for a joint review; nil when there is none.
    private mutating func recordForReview(of lead: Lead) async throws -> QualificationRecord? {
        var record = Conversations.record(of: lead, at: time.now(), &chance)
        record.nextMeeting = Meeting(
            at: time.now() + .days(3), attendees: [lead.contact.name], purpose: .diagnosis)
        let now = time.now()
        let (playbook, account) = try await engine.store.read { transaction in
            (
                try transaction.activePlaybook(at: now).playbook,
                try lead.account.flatMap { try transaction.account($0) }
            )
        }
        guard let rule = playbook.handoff("sdr-to-ae"), let low = rule.jointReview,
            let high = rule.autoAccept
        else { return nil }
        for variant in 0..<16 {
            record.trigger?.kind = variant & 1 == 0 ? .newExecutive : .other
            record.impact?.amountPerMonth = variant & 2 == 0 ? 12_000 : nil
            record.stakeholders[1].part = .approver
            record.stakeholders[1].reachable = variant & 4 == 0
            record.timeline = Timeline(withinDays: variant & 8 == 0 ? 60 : 200)
            let points = playbook.tenPoints(record, lead: lead, account: account)
                .reduce(0) { $0 + $1.points }
            if points >= low, points < high { return record }
        }
        return nil
    }
}
