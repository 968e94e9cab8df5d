/// How it ended: won or lost.
package struct RecordOutcome: Command {
    package var lead: LeadID
    package var won: Bool
    package var at: Instant?
    package var amount: Double?
    package var cause: String?
    /// Who qualified and who closed it, where it was not worked in Baton.
    package var sdr: MemberID?
    package var ae: MemberID?

    package init(
        lead: LeadID, won: Bool, at: Instant? = nil, amount: Double? = nil, cause: String? = nil,
        sdr: MemberID? = nil, ae: MemberID? = nil
    ) {
        self.lead = lead
        self.won = won
        self.at = at
        self.amount = amount
        self.cause = cause
        self.sdr = sdr
        self.ae = ae
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        try decision.require(row.owner, or: row.credits.ae, to: "record the outcome")
        guard row.verification.state != .fake else {
            throw Refusal(
                .refused, "fake", "Lead \(lead) is fake. Verify it before recording an outcome.")
        }
        for member in [sdr, ae].compactMap(\.self) { _ = try decision.world.member(member) }
        let at = at ?? decision.now
        guard at <= decision.now + .minutes(5) else {
            throw Refusal.invalid(field: "at", "The outcome lies in the future (\(at.rfc3339)).")
        }
        guard abs(amount ?? 0) <= Value.largest else { throw Refusal.tooLarge(field: "amount") }
        if row.knows(won: won, at: at, amount: amount, cause: cause) { return lead }
        if won { try decision.acceptOpen(of: lead) }
        let handoff = try decision.world.handoffs(of: lead).last {
            try $0.state == .accepted && decision.rule(of: $0).afterWinClock == nil
        }
        let credits = try decision.world.lead(lead).credits
        try decision.record(
            OutcomeRecorded(
                leadID: lead, handoff: handoff?.id,
                outcome: Outcome(won: won, at: at, amount: amount, cause: cause),
                sdr: sdr ?? credits.sdr, ae: ae ?? credits.ae))
        if won { try decision.closeWon(lead) } else { try decision.closeLost(lead) }
        return lead
    }
}

/// How the lead of a handoff ended.
package struct CloseHandoff: Command {
    package var handoff: HandoffID
    package var won: Bool
    package var at: Instant?
    package var amount: Double?
    package var cause: String?
    package var sdr: MemberID?
    package var ae: MemberID?

    package init(handoff: HandoffID, won: Bool) {
        self.handoff = handoff
        self.won = won
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.world.handoff(handoff)
        let outcome = RecordOutcome(
            lead: row.lead, won: won, at: at, amount: amount, cause: cause, sdr: sdr, ae: ae)
        _ = try outcome.decide(&decision)
        return handoff
    }
}

extension Lead {
    /// Whether an outcome brings nothing new.
    fileprivate func knows(won: Bool, at: Instant, amount: Double?, cause: String?) -> Bool {
        (won ? milestones.won : milestones.lost) == at
            && amount ?? milestones.amount == milestones.amount
            && cause ?? milestones.cause == milestones.cause
    }
}

extension Decision {
    /// Whoever wins a deal has taken it over, said so or not.
    fileprivate mutating func acceptOpen(of lead: LeadID) throws {
        for handoff in try world.handoffs(of: lead) where handoff.state.isOpen {
            let rule = try rule(of: handoff)
            if rule.to == .ae { try accept(handoff, rule, automatic: false) }
        }
    }

    fileprivate mutating func closeWon(_ id: LeadID) throws {
        for clock in try world.unendedClocks(of: id) where clock.purpose != .handoffDue {
            let handoff = try clock.handoff.map { try world.handoff($0) }
            let runsOn = try handoff.map { try rule(of: $0).afterWinClock != nil } ?? false
            if !runsOn { try record(ClockCancelled(clock: clock.id, lead: id, reason: "won")) }
        }
        try stopNurture(of: id, because: "won")
        try move(id, to: .converted, because: "won")
        let lead = try world.lead(id)
        for rule in playbook.handoffs {
            guard let clock = rule.afterWinClock, try !isUnderWay(rule.id, of: id) else { continue }
            try startClock(
                clock, .handoffDue, lead: id, owner: lead.credits.ae ?? lead.owner, kind: rule.id,
                task: "Hand the customer over: \(rule.title)")
        }
    }

    private mutating func isUnderWay(_ kind: String, of lead: LeadID) throws -> Bool {
        let isDue = try world.unendedClocks(of: lead).contains { $0.kind == kind }
        let isOpen = try world.handoffs(of: lead).contains {
            $0.kind == kind && ($0.state.isOpen || $0.state == .accepted)
        }
        return isDue || isOpen
    }

    /// A lost lead stops being anybody's work, until it comes back.
    fileprivate mutating func closeLost(_ id: LeadID) throws {
        let lead = try world.lead(id)
        guard lead.stage != .archived, !lead.isResting else {
            return try release(lead, because: "lost")
        }
        try restLost(id, cause: lead.milestones.cause)
    }
}

package struct OutcomeRecorded: Event {
    package static let name = "outcome.recorded"
    package let leadID: LeadID
    package let handoff: HandoffID?
    package let outcome: Outcome
    package let sdr: MemberID?
    package let ae: MemberID?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        if let handoff { try world.change(handoff) { $0.outcome = outcome } }
        try world.change(leadID) {
            if outcome.won {
                $0.milestones.won = outcome.at
            } else {
                $0.milestones.lost = outcome.at
            }
            $0.milestones.amount = outcome.amount ?? $0.milestones.amount
            $0.milestones.cause = outcome.cause ?? $0.milestones.cause
            $0.credits.sdr = sdr
            $0.credits.ae = ae
        }
    }
}
