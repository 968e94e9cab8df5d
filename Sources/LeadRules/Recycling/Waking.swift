/// A lead's date came: a resting one wakes up, a held one is tried again. Twice does nothing more.
package struct WakeLead: Command {
    package var lead: LeadID
    package init(lead: LeadID) { self.lead = lead }

    package func decide(_ decision: inout Decision) throws {
        let row = try decision.world.lead(lead)
        guard row.isLive, let wakeAt = row.rest.wakeAt, wakeAt <= decision.now else { return }
        if row.stage == .held {
            // The older ones of its pool first; the pool may be gone from the playbook.
            if let pool = row.heldIn.flatMap({ decision.playbook.pool($0) }) {
                try decision.releaseHeld(pool)
            }
            if try decision.world.lead(lead).rest.wakeAt == wakeAt {
                try decision.assign(lead, because: "tried again")
            }
        } else {
            try decision.wake(lead, because: "its date came")
        }
    }
}

/// Wakes a resting lead by hand.
package struct RecallLead: Command {
    package var lead: LeadID
    package var reason: String

    package init(lead: LeadID, reason: String) {
        self.lead = lead
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        guard row.rest.reason != nil else {
            throw Refusal(.conflict, "not-resting", "Lead \(lead) is not resting.")
        }
        try decision.wake(lead, because: reason)
        return lead
    }
}

extension Decision {
    /// A resting lead wakes up when its score has risen, or when it raises a hand.
    mutating func considerWaking(_ id: LeadID, handRaised: Bool) throws {
        let lead = try world.lead(id)
        guard lead.isResting else { return }
        if handRaised {
            try wake(id, because: "raised a hand")
        } else if let level = lead.rest.wakeAtScore, lead.score.total >= level {
            try wake(id, because: "the score rose to \(Value.written(lead.score.total))")
        }
    }

    mutating func wake(_ id: LeadID, because reason: String) throws {
        try stopNurture(of: id, because: "woke up")
        let lead = try world.lead(id)
        try record(LeadWoken(leadID: id, reason: reason, rested: lead.rest.reason ?? ""))
        if try world.handoffs(of: id).contains(where: \.state.isOpen) {
            return try setAside(id, because: "waits for the handoff that is open")
        }
        try takeUpAgain(lead, because: "back after '\(lead.rest.reason ?? "rest")': \(reason)")
    }

    /// A lead that comes back goes to the SDR who had it, else to its pool.
    mutating func takeUpAgain(_ lead: Lead, because story: String) throws {
        let former = try (lead.credits.sdr ?? lead.owner).map { try world.member($0) }
        if let former, try canTakeBack(lead, former) {
            let trace = Trace(
                rule: .formerOwner,
                considered: [
                    .init(
                        member: former.id, verdict: .chosen, why: story, credit: 0,
                        load: former.load)
                ])
            try give(
                lead.id, to: former.id, pool: nil, trace: trace, credits: [:], because: story)
        } else {
            try assign(lead.id, because: story)
        }
    }

    /// The SDR who had it takes it up again, if there is room and time.
    private mutating func canTakeBack(_ lead: Lead, _ former: Member) throws -> Bool {
        guard former.profile.role.developsLeads, lead.verification.state != .suspect else {
            return false
        }
        let facts = try facts(of: lead.id)
        guard
            let pool = playbook.pools.first(where: {
                $0.includes(former) && $0.when.holds { facts($0) }
            })
        else { return false }
        // Who takes it up in person is there, whatever the hours.
        if actor == .member(former.id) { return pool.hasRoom(former) }
        let woken = try world.lead(lead.id)
        return obstacle(
            for: former, in: pool, clock: firstTouchRule(of: woken), from: contactTime(of: woken))
            == nil
    }
}

extension Milestones {
    /// What was lost is open again. How it ended stands in the journal, and with its handoff.
    fileprivate mutating func reopen() {
        guard furthest == .lost else { return }
        (lost, amount, cause) = (nil, nil, nil)
    }
}

package struct LeadWoken: Event {
    package static let name = "lead.woken"
    package let leadID: LeadID
    package let reason: String
    /// Why it had been put to rest.
    package let rested: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.rest.reason = nil
            $0.rest.wakeAt = nil
            $0.rest.wakeAtScore = nil
            $0.work.contactDueAt = stamp.at
            $0.milestones.reopen()
        }
    }
}
