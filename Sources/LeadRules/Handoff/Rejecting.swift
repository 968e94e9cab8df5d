/// The receiver sends the lead back, with a typed reason: a change of path, not an end.
package struct RejectHandoff: Command {
    package var handoff: HandoffID
    package var reason: String
    package var note: String
    /// For missing data: which fields.
    package var fields: [QualificationField]

    package init(
        handoff: HandoffID, reason: String, note: String = "", fields: [QualificationField] = []
    ) {
        self.handoff = handoff
        self.reason = reason
        self.note = note
        self.fields = fields
    }

    package func decide(_ decision: inout Decision) throws -> HandoffID {
        let row = try decision.openHandoff(handoff)
        try decision.require(row.receiver, to: "reject the handoff")
        let rule = try decision.rule(of: row)
        guard let rejection = rule.rejections.first(where: { $0.id == reason }) else {
            throw Refusal.unknown(
                "rejection reason", reason, field: "reason", known: rule.rejections.map(\.id))
        }
        if rejection.route == .backToGiver, fields.isEmpty {
            throw Refusal.invalid(
                field: "fields", "Name the missing fields, so that the giver knows what to ask for."
            )
        }
        try decision.record(
            HandoffRejected(
                handoff: handoff, leadID: row.lead, automatic: false,
                rejection: Rejection(
                    reason: reason, note: note, route: rejection.route, fields: fields)))
        try decision.cancelClocks(of: row, because: "rejected: \(reason)")
        try decision.follow(rejection, row, fields: fields)
        return handoff
    }
}

extension Decision {
    mutating func cancelClocks(of handoff: Handoff, because reason: String) throws {
        for clock in try world.unendedClocks(of: handoff.lead) where clock.handoff == handoff.id {
            if clock.purpose == .decision {
                try record(ClockMet(clock: clock.id, lead: handoff.lead))
            } else {
                try record(ClockCancelled(clock: clock.id, lead: handoff.lead, reason: reason))
            }
        }
    }

    fileprivate mutating func follow(
        _ rejection: RejectionRule, _ handoff: Handoff, fields: [QualificationField]
    ) throws {
        let why = "rejected: \(rejection.title)"
        let lead = try world.lead(handoff.lead)
        let policy = try playbook(version: handoff.playbook)
        switch rejection.route {
        case .task, .backToGiver:
            let isFromSDR = try rule(of: handoff).from.contains(where: \.developsLeads)
            if isFromSDR { try giveBack(lead.id, because: why) }
            try startTask(of: rejection, handoff, isFromSDR: isFromSDR, fields: fields)
        case .nurture:
            try rest(
                lead.id, reason: rejection.recycle ?? rejection.id, to: .marketing, under: policy)
        case .recycle:
            try rest(lead.id, reason: rejection.recycle ?? rejection.id, under: policy)
        case .archive:
            try release(lead, because: why)
            try move(lead.id, to: .archived, because: why)
        }
    }

    private mutating func startTask(
        of rejection: RejectionRule, _ handoff: Handoff, isFromSDR: Bool,
        fields: [QualificationField]
    ) throws {
        guard let clock = rejection.clock else { return }
        let task =
            fields.isEmpty
            ? rejection.task : "Complete: " + fields.map(\.rawValue).joined(separator: ", ")
        let owner = isFromSDR ? try world.lead(handoff.lead).owner : handoff.giver
        try startClock(
            clock, .task, lead: handoff.lead, handoff: handoff.id, owner: owner,
            kind: handoff.kind, task: task ?? rejection.title)
    }
}

package struct HandoffRejected: Event {
    package static let name = "handoff.rejected"
    package let handoff: HandoffID
    package let leadID: LeadID
    /// Sent back by the rules, because of its score.
    package let automatic: Bool
    package let rejection: Rejection
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.state = .rejected
            $0.automatic = automatic
            $0.rejection = rejection
            $0.decidedAt = stamp.at
            $0.decidedBy = stamp.actor
        }
    }
}

package struct HandoffWithdrawn: Event {
    package static let name = "handoff.withdrawn"
    package let handoff: HandoffID
    package let lead: LeadID?
    package let reason: String

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(handoff) {
            $0.state = .withdrawn
            $0.decidedAt = stamp.at
            $0.decidedBy = stamp.actor
        }
    }
}
