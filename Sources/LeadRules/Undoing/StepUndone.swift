/// A step was taken back: the lead, its handoffs and its clocks stand as before it.
package struct StepUndone: Event {
    package static let name = "step.undone"
    package let leadID: LeadID
    /// What was taken back, and by what name the journal keeps it.
    package let undone: EventID
    package let what: String
    /// Every event of the step: none of it counts any more.
    package let steps: [EventID]
    package let standing: Standing
    package var handoffs: [HandoffStanding] = []
    /// Clocks that the step had ended, as they were.
    package var clocks: [Clock] = []
    /// Clocks that the step had started.
    package var cancelled: [ClockID] = []
    package var turns: [Turn] = []
    package var lead: LeadID? { leadID }

    /// A turn that counts again, with what each of the pool is owed from now on.
    package struct Turn: Hashable, Codable, Sendable {
        package let pool: String
        package let member: MemberID
        package let credits: [MemberID: Double]
    }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) { standing.restore(&$0) }
        for handoff in handoffs { try world.change(handoff.id) { handoff.restore(&$0) } }
        for clock in clocks { try world.change(clock.id) { $0 = clock } }
        for clock in cancelled {
            try world.change(clock) { $0.end(.cancelled, at: stamp.at) }
        }
        for turn in turns { try world.countTurn(of: turn.member, in: turn.pool, turn.credits) }
    }
}
