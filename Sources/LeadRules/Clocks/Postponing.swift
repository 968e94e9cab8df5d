/// A step of a clock was due and could not be carried out: it is tried again in an hour, with the
/// reason in sight, and holds up nothing else.
package struct PostponeClock: Command {
    package var clock: ClockID
    package var reason: String

    package init(clock: ClockID, reason: String) {
        self.clock = clock
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws {
        let row = try decision.world.clock(clock)
        guard row.state == .running, let next = row.nextAt, next <= decision.now else { return }
        try decision.record(
            ClockPostponed(
                clock: clock, lead: row.lead, reason: reason, nextAt: decision.now + .hours(1)))
    }
}

/// The dates of a lead that something happens on.
package enum LeadDate: String, Codable, CaseIterable, Sendable { case wake, mail }

/// A date of a lead came and nothing could be done: it is tried again in an hour.
package struct PostponeLead: Command {
    package var lead: LeadID
    package var due: LeadDate
    package var reason: String

    package init(lead: LeadID, due: LeadDate, reason: String) {
        self.lead = lead
        self.due = due
        self.reason = reason
    }

    package func decide(_ decision: inout Decision) throws {
        let rest = try decision.world.lead(lead).rest
        let at = due == .wake ? rest.wakeAt : rest.nextMailAt
        guard let at, at <= decision.now else { return }
        try decision.record(
            LeadPostponed(
                leadID: lead, due: due, reason: reason, nextAt: decision.now + .hours(1)))
    }
}

package struct ClockPostponed: Event {
    package static let name = "clock.postponed"
    package let clock: ClockID
    package let lead: LeadID?
    package let reason: String
    package let nextAt: Instant

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(clock) { $0.nextAt = nextAt }
    }
}

package struct LeadPostponed: Event {
    package static let name = "lead.postponed"
    package let leadID: LeadID
    package let due: LeadDate
    package let reason: String
    package let nextAt: Instant
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            switch due {
            case .wake: $0.rest.wakeAt = nextAt
            case .mail: $0.rest.nextMailAt = nextAt
            }
        }
    }
}
