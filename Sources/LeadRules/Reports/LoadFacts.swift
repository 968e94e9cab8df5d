/// What a load report is made of, as it stands now.
package struct LoadFacts: Sendable {
    package var members: [Member] = []
    /// How often leads were given to each member in the period.
    package var assigned: [MemberID: Int] = [:]
    /// How many handoffs opened in the period each member received.
    package var received: [MemberID: Int] = [:]
    package var seats: [Seat] = []
    package var held: [HeldTally] = []
    package var clocks: [ClockLoad] = []
    package var stages: [StageTally] = []
    package init() {}
}

/// The leads that wait for an owner in one pool.
package struct HeldTally: Hashable, Sendable {
    package var pool: String
    package var leads: Int
    /// Since when the one that has waited longest is held.
    package var oldest: Instant

    package init(pool: String, leads: Int, oldest: Instant) {
        self.pool = pool
        self.leads = leads
        self.oldest = oldest
    }
}

/// The clocks of one member.
package struct ClockLoad: Hashable, Sendable {
    package var owner: MemberID
    /// Running or paused now.
    package var open: Int
    /// Ran out, and what they stand for is still to be done.
    package var overdue: Int
    /// Ran out in the period.
    package var breaches: Int

    package init(owner: MemberID, open: Int, overdue: Int, breaches: Int) {
        self.owner = owner
        self.open = open
        self.overdue = overdue
        self.breaches = breaches
    }
}

/// The leads in one stage that are neither won nor lost.
package struct StageTally: Hashable, Sendable {
    package var stage: Stage
    package var leads: Int
    /// Since when the middle lead is there: for an even number the mean of the two middle ones.
    package var medianSince: Instant
    package var oldestSince: Instant

    package init(stage: Stage, leads: Int, medianSince: Instant, oldestSince: Instant) {
        self.stage = stage
        self.leads = leads
        self.medianSince = medianSince
        self.oldestSince = oldestSince
    }
}

extension Event {
    /// To whom the event gave a lead; nil for an event that gave none.
    package var assignedOwner: MemberID? { (self as? LeadAssigned)?.owner }
}
