/// The next mail of a lead's nurture track is due.
package struct SendNurtureMail: Command {
    package var lead: LeadID
    package init(lead: LeadID) { self.lead = lead }

    package func decide(_ decision: inout Decision) throws {
        let row = try decision.world.lead(lead)
        guard let at = row.rest.nextMailAt, at <= decision.now else { return }
        guard row.isLive, let name = row.rest.track,
            let track = decision.playbook.recycling.track(name)
        else { return try decision.stopNurture(of: lead, because: "the track is gone") }
        guard row.rest.trackStep < track.steps.count else {
            return try decision.stopNurture(of: lead, because: "track finished")
        }
        let step = track.steps[row.rest.trackStep]
        let following = track.steps.dropFirst(row.rest.trackStep + 1).first
        try decision.record(
            NurtureMailDue(
                leadID: lead, track: name, step: row.rest.trackStep + 1, stage: step.stage,
                mail: step.mail, nextMailAt: following.map { at + ($0.after - step.after) }))
    }
}

/// The lead wants no more mail.
package struct Unsubscribe: Command {
    package var lead: LeadID
    package init(lead: LeadID) { self.lead = lead }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        let row = try decision.liveLead(lead)
        guard !row.rest.unsubscribed else { return lead }
        try decision.record(
            NurtureStopped(leadID: lead, reason: "unsubscribed", unsubscribed: true))
        return lead
    }
}

extension Decision {
    /// Mails stop on reply, wake-up and unsubscribe.
    mutating func stopNurture(of lead: LeadID, because reason: String) throws {
        guard try world.lead(lead).rest.nextMailAt != nil else { return }
        try record(NurtureStopped(leadID: lead, reason: reason, unsubscribed: false))
    }
}

package struct NurtureMailDue: Event {
    package static let name = "nurture.mail-due"
    package let leadID: LeadID
    package let track: String
    /// Counted from 1.
    package let step: Int
    package let stage: FunnelStage
    package let mail: String
    package let nextMailAt: Instant?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.rest.trackStep = step
            $0.rest.nextMailAt = nextMailAt
        }
    }
}

package struct NurtureStopped: Event {
    package static let name = "nurture.stopped"
    package let leadID: LeadID
    package let reason: String
    package let unsubscribed: Bool
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.rest.nextMailAt = nil
            if unsubscribed { $0.rest.unsubscribed = true }
        }
    }
}
