/// The five-minute call: who answered, and whether the lead is who they say.
package struct VerifyByPhone: Command {
    package var lead: LeadID
    package var genuine: Bool
    package var note: String

    package init(lead: LeadID, genuine: Bool, note: String = "") {
        self.lead = lead
        self.genuine = genuine
        self.note = note
    }

    package func decide(_ decision: inout Decision) throws -> [EventID] {
        _ = try decision.liveLead(lead)
        let reason = note.isEmpty ? "phone call" : note
        return try decision.settleVerification(
            of: lead, as: genuine ? .verified : .fake, reasons: [reason], byPhone: genuine)
    }
}

/// Sets the verification state by hand.
package struct SetVerification: Command {
    package var lead: LeadID
    package var state: VerificationState
    package var reason: String

    package init(lead: LeadID, state: VerificationState, reason: String) {
        self.lead = lead
        self.state = state
        self.reason = reason
    }

    /// Answers with the decisions that rested on a lead that turned out to be fake, or not to be.
    package func decide(_ decision: inout Decision) throws -> [EventID] {
        _ = try decision.liveLead(lead)
        guard !reason.isEmpty else {
            throw Refusal.invalid(field: "reason", "Say why the verification changes.")
        }
        return try decision.settleVerification(
            of: lead, as: state, reasons: [reason], byPhone: false)
    }
}

extension Decision {
    mutating func settleVerification(
        of id: LeadID, as state: VerificationState, reasons: [String], byPhone: Bool
    ) throws -> [EventID] {
        let lead = try world.lead(id)
        guard lead.verification.state != state || byPhone else { return [] }
        try record(
            VerificationChanged(
                leadID: id, state: state, reasons: reasons, phoneVerified: byPhone))
        switch state {
        case .fake: return try dropFake(lead)
        case _ where lead.verification.state == .fake: return try takeBackFake(lead)
        case .verified: try endClocks(of: id, .phoneVerification)
        case .suspect where lead.stage == .held: try setAside(id, because: "suspect")
        case .unverified, .suspect: break
        }
        try reconsider(id)
        return []
    }

    /// A fake lead gives its points back, leaves every queue, and its owner gets another in turn.
    private mutating func dropFake(_ lead: Lead) throws -> [EventID] {
        try creditBack(lead, because: "fake lead")
        for handoff in try world.handoffs(of: lead.id)
        where handoff.state == .accepted && lead.milestones.won == nil {
            try creditBack(handoff, because: "fake lead")
        }
        try release(lead, because: "fake lead")
        try move(lead.id, to: .archived, because: "fake lead")
        return try restingOnPoints(of: lead.id)
    }

    /// It was not fake: its points are back, and it goes where it can be worked again. Answers with
    /// the decisions that had been listed as resting on a fake.
    private mutating func takeBackFake(_ fake: Lead) throws -> [EventID] {
        let reason = "not fake after all"
        let lead = try world.lead(fake.id)
        if fake.verification.beforeFake?.stage == .converted, try returnsToSales(lead) {
            try move(lead.id, to: .converted, because: reason)
            for handoff in try world.handoffs(of: lead.id)
            where handoff.state == .accepted && handoff.firstContactAt == nil {
                try startContactClock(of: handoff, try rule(of: handoff))
            }
        } else if fake.verification.beforeFake?.stage != .archived {
            try move(lead.id, to: .marketing, because: reason)
            if lead.milestones.mql != nil || lead.milestones.pql != nil {
                try takeUpAgain(lead, because: reason)
            }
        }
        try reconsider(lead.id)
        return try restingOnPoints(of: lead.id)
    }

    /// Whether sales had taken the lead over, and whoever did is still there.
    private mutating func returnsToSales(_ lead: Lead) throws -> Bool {
        let accepted = try world.handoffs(of: lead.id).contains { $0.state == .accepted }
        let owner = try lead.owner.map { try world.member($0) }
        return (accepted || lead.milestones.won != nil) && owner?.isActive ?? false
    }

    private func restingOnPoints(of lead: LeadID) throws -> [EventID] {
        try world.facts.events(of: lead).filter { $0.event.restsOnPoints }.map(\.id)
    }

    /// An MQL is to be verified by phone while the playbook's clock runs, by whoever works it.
    mutating func startPhoneVerification(of id: LeadID) throws {
        let lead = try world.lead(id)
        guard let rule = playbook.verification.phoneClock, lead.needsPhoneCall else { return }
        let known = try world.unendedClocks(of: id).filter { $0.purpose == .phoneVerification }
        guard !known.contains(where: { $0.owner == lead.owner }) else { return }
        for clock in known {
            try record(ClockCancelled(clock: clock.id, lead: id, reason: "new owner"))
        }
        // Whoever let it run out before does not get it back.
        let late = known.filter { $0.state == .breached }
        try startClock(
            rule, .phoneVerification, lead: id, owner: lead.owner,
            relieved: late.flatMap { $0.relieved + [$0.owner].compactMap(\.self) })
    }
}

extension Lead {
    fileprivate var needsPhoneCall: Bool {
        milestones.mql != nil && contact.phone != nil && verification.state != .verified
            && !isResting && (stage == .marketing || stage == .held || stage.isWorked)
    }
}

package struct VerificationChanged: Event {
    package static let name = "lead.verification-changed"
    package let leadID: LeadID
    package let state: VerificationState
    package let reasons: [String]
    package let phoneVerified: Bool
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.verification.state = state
            $0.verification.reasons = reasons
            if phoneVerified { $0.verification.phoneVerifiedAt = stamp.at }
            if state == .fake {
                $0.verification.beforeFake = BeforeFake(score: $0.score, stage: $0.stage)
                $0.score = Score()
            } else if let before = $0.verification.beforeFake {
                $0.verification.beforeFake = nil
                $0.score = before.score
            }
        }
    }
}
