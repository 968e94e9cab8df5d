/// How leads come in: their sources, and what makes several of them one person or one fraud.
package struct IntakeRules: Hashable, Sendable {
    package var sources: [SourceRule] = []
    /// The source of a lead whose own source the playbook does not name.
    package var fallbackSource = ""
    package init() {}
}

/// One source of leads, its group, and how soon its leads are to be contacted.
package struct SourceRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var group = SourceGroup.inbound
    /// Source grade: A asked for material or a trial, B came by events or third parties.
    package var grade = "B"
    package var temperature = Temperature.warm
    /// Counted from capture; the lead enters the SDR queue by itself when it has passed.
    package var contactAfter = TimeSpan.zero
    /// The clock that runs for the first touch once the lead has an owner.
    package var firstTouchClock: String?
    /// A hand-raise makes an MQL at once, whatever the score says.
    package var handRaise = false
    /// What the capture itself counts as, for the behaviour score.
    package var activity: String?
    package init() {}
}

package enum SourceGroup: String, Codable, CaseIterable, Sendable {
    case inbound, outbound, partner
}

package enum Temperature: String, Codable, CaseIterable, Sendable {
    case hot, warm, cool
}

/// A market segment and the ideal customer in it. The first segment whose condition holds is taken.
package struct SegmentRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    package var when = Condition.always
    /// Ideal customer profile: each part that is named and holds is one point of the ICP fit.
    package var industry: Condition?
    package var size: Condition?
    package var stack: Condition?
    package init() {}
}

/// A kind of activity, who does it, and what it means for reachability.
package struct ActivityRule: Hashable, Sendable {
    package var id = ""
    package var title = ""
    /// Whether the lead did it (a visit), or somebody did it to the lead (a call).
    package var by = ActivityActor.lead
    /// A visit or opened mail within this time makes the lead hot in the queue.
    package var hotFor: TimeSpan?
    /// A hand-raise makes an MQL at once.
    package var handRaise = false
    /// Mail opens and clicks within this time of the mail itself are a scanner's, not a person's.
    package var botWithin: TimeSpan?
    /// A reply stops the nurture mails.
    package var reply = false
    package init() {}
}

package enum ActivityActor: String, Codable, CaseIterable, Sendable {
    case lead, member
}

/// Turns an event of the tracking intake into an activity, a product count, or both.
package struct TrackingRule: Hashable, Sendable {
    /// Facts: `type` (track, page, identify, group), `event`, `path`, `url`, and every property.
    package var when = Condition.always
    package var activity: String?
    package var count: String?
    /// The property that says by how much to count; 1 when absent.
    package var by: String?
    package init() {}
}
