/// Sends a lead back for later, by a reason of the playbook.
package struct RecycleLead: Command {
    package var lead: LeadID
    package var reason: String

    package init(lead: LeadID, reason: String) {
        self.lead = lead
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        try decision.require(row.owner, unowned: [.marketing], to: "recycle the lead")
        guard row.stage != .archived, row.stage != .recycled else {
            throw Refusal(
                .conflict, "not-active", "Lead \(lead) is \(row.stage.rawValue) already.")
        }
        try decision.rest(lead, reason: reason)
        return lead
    }
}

extension Decision {
    /// Puts a lead to rest: its wake-up by date and by score, and its nurture track.
    ///
    /// - Parameter policy: the playbook that names the reason, where it is not the active one.
    mutating func rest(
        _ id: LeadID, reason: String, to stage: Stage = .recycled, under policy: Playbook? = nil
    ) throws {
        let known = (policy ?? playbook).recycling
        guard let rule = known.reason(reason) else {
            throw Refusal.unknown(
                "recycling reason", reason, field: "reason", known: known.reasons.map(\.id))
        }
        let lead = try world.lead(id)
        try release(lead, because: "rests: \(rule.title)")
        let track = rule.track.flatMap { playbook.recycling.track($0) }
        let mails = lead.rest.unsubscribed ? nil : track?.steps.first
        try record(
            LeadRested(
                leadID: id, reason: reason, wakeAt: rule.wakeAfter.map { now + $0 },
                wakeAtScore: rule.wakeOnRise.map { lead.score.total + $0 }, track: track?.id,
                nextMailAt: mails.map { now + $0.after }))
        try move(id, to: stage, because: rule.title)
    }
}

extension Decision {
    /// A lost lead rests: by the recycling reason that the cause names, else until it raises a hand.
    mutating func restLost(_ id: LeadID, cause: String?) throws {
        if let reason = playbook.recycling.reason(named: cause) {
            return try rest(id, reason: reason.id)
        }
        let lead = try world.lead(id)
        try release(lead, because: "lost")
        try record(
            LeadRested(
                leadID: id, reason: "lost", wakeAt: nil, wakeAtScore: nil, track: nil,
                nextMailAt: nil))
        try move(id, to: .recycled, because: "lost")
    }
}

extension RecyclingRules {
    /// The reason that a text of free choice names, by its id or its title.
    fileprivate func reason(named text: String?) -> RecycleReason? {
        guard let text, !text.isEmpty else { return nil }
        let name = CaselessText(text)
        return reasons.first { reason in
            name.equals(reason.id) || name.equals(reason.title)
                || name.equals(String(reason.id.map { $0 == "-" ? " " : $0 }))
        }
    }
}

package struct LeadRested: Event {
    package static let name = "lead.rested"
    package let leadID: LeadID
    package let reason: String
    package let wakeAt: Instant?
    package let wakeAtScore: Double?
    package let track: String?
    package let nextMailAt: Instant?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.rest.reason = reason
            $0.rest.wakeAt = wakeAt
            $0.rest.wakeAtScore = wakeAtScore
            $0.rest.track = track
            $0.rest.trackStep = 0
            $0.rest.nextMailAt = nextMailAt
            $0.rest.times += 1
            $0.work.attempts = 0
        }
    }
}
