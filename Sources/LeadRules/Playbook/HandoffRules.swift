/// A kind of handoff: who gives, who receives, what must be known, and what then happens.
package struct HandoffRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var from: [Role] = []
    package var to = Role.ae
    package var required: [QualificationField] = []
    package var checklist: [ChecklistItem] = []
    /// Ten-point score from which the receiver accepts automatically; nil is never.
    package var autoAccept: Double?
    /// Ten-point score from which there is a joint review; below, the giver keeps the lead.
    package var jointReview: Double?
    /// The clock for the receiver's decision.
    package var decisionClock: String?
    /// Clocks for the first contact; the first whose condition holds runs.
    package var contactClocks: [ConditionalClock] = []
    package var rejections: [RejectionRule] = []
    /// What the lead becomes on acceptance.
    package var makes: Milestone?
    /// The clock under which the owner of a won lead is to open a handoff of this kind.
    package var afterWinClock: String?
    package init() {}
}

package struct ConditionalClock: Hashable, Sendable {
    package var when = Condition.always
    package var clock = ""
    package init() {}
}

/// A typed reason for a rejection, and where the lead goes then.
package struct RejectionRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var route = Route.backToGiver
    /// For the route `nurture` and `recycle`: the recycling reason to use.
    package var recycle: String?
    /// For the routes with a task: the clock under which it is to be done.
    package var clock: String?
    /// For the routes with a task: what is to be done.
    package var task: String?
    package init() {}
}

/// Where a rejected lead goes.
package enum Route: String, Codable, CaseIterable, Sendable {
    /// Back to the giver, with a task under a clock.
    case task
    /// Back to the giver, with the missing fields named.
    case backToGiver = "back-to-giver"
    /// Marketing nurtures it, and it wakes up on a date or by its score.
    case nurture
    case recycle
    case archive
}

/// The six points to check before handing over.
package enum ChecklistItem: String, Codable, CaseIterable, Sendable {
    case icpSegment = "icp-segment"
    case whyNow = "why-now"
    case impact
    case alternative
    case nextMeeting = "next-meeting"
    case requiredComplete = "required-complete"
}

/// How far a lead has come.
package enum Milestone: String, Codable, CaseIterable, Sendable {
    case mql, pql, sql, sal, won, lost
}

/// A deadline: how long, in whose time, with which steps on the way and at the end.
package struct ClockRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var time = TimeSpan.hours(24)
    package var calendar = ClockCalendar.owner
    /// Fractions of the time at which the owner is reminded, ascending, between 0 and 1.
    package var remindAt: [Double] = []
    package var onBreach: Set<BreachStep> = []
    package init() {}
}

package enum ClockCalendar: Hashable, Sendable {
    /// The weekly hours and holidays of the person whose clock it is.
    case owner
    /// Plain time, day and night.
    case plain
    /// A calendar of the playbook, by name.
    case named(String)
}

package enum BreachStep: String, Codable, CaseIterable, Sendable {
    case alertManager = "alert-manager"
    /// The backup takes over, and the backup's own clock starts.
    case reassignBackup = "reassign-backup"
    /// The lead goes back to its pool for another turn.
    case reassignPool = "reassign-pool"
}
