/// Somebody tried to reach the lead: a call, a mail, a meeting.
package struct LogTouch: Command {
    package var lead: LeadID
    package var channel: Channel
    /// Whether they talked.
    package var reached: Bool
    package var note: String
    package var at: Instant?

    package enum Channel: String, Codable, CaseIterable, Sendable {
        case call, email, meeting, message
    }

    package init(
        lead: LeadID, channel: Channel, reached: Bool, note: String = "", at: Instant? = nil
    ) {
        self.lead = lead
        self.channel = channel
        self.reached = reached
        self.note = note
        self.at = at
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        if let at, at > decision.now + .minutes(5) {
            throw Refusal.invalid(field: "at", "The touch lies in the future (\(at.rfc3339)).")
        }
        try decision.record(
            TouchLogged(
                leadID: lead, channel: channel, reached: reached, note: note,
                at: at ?? decision.now))
        try decision.endClocks(of: lead, .firstTouch)
        try decision.endClocks(of: lead, .staleNew)
        if reached { try decision.stopNurture(of: lead, because: "reached") }
        try decision.followTouch(of: row, reached: reached)
        if reached { try decision.considerSQL(lead) }
        return lead
    }
}

extension Decision {
    fileprivate mutating func followTouch(of row: Lead, reached: Bool) throws {
        try contactByReceiver(of: row.id)
        guard row.stage.isWorked else { return }
        if reached {
            try move(row.id, to: .workingConnected, because: "reached")
            return
        }
        if row.stage == .new {
            try move(row.id, to: .workingUntouched, because: "tried, not reached")
        }
        let attempts = try world.lead(row.id).work.attempts
        if row.stage != .workingConnected, attempts >= playbook.stages.attempts {
            try rest(row.id, reason: playbook.stages.attemptsReason)
        }
    }

    /// A touch by the receiver of an open or accepted handoff is its first contact.
    private mutating func contactByReceiver(of lead: LeadID) throws {
        guard case .member(let member) = actor else { return }
        for handoff in try world.handoffs(of: lead)
        where handoff.receiver == member && handoff.firstContactAt == nil
            && (handoff.state.isOpen || handoff.state == .accepted)
        {
            try logFirstContact(handoff)
        }
    }
}

package struct TouchLogged: Event {
    package static let name = "touch.logged"
    package let leadID: LeadID
    package let channel: LogTouch.Channel
    package let reached: Bool
    package let note: String
    package let at: Instant
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.work.touches += 1
            $0.work.attempts = reached ? 0 : $0.work.attempts + 1
            $0.work.firstTouchAt = $0.work.firstTouchAt ?? at
            if reached { $0.work.firstConnectedAt = $0.work.firstConnectedAt ?? at }
            $0.work.lastTouchAt = max($0.work.lastTouchAt ?? at, at)
        }
    }
}
