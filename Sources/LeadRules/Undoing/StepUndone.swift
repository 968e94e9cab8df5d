/// A step was taken back: the lead, its handoffs and its clocks stand as before it.
struct StepUndone: Event {
    static let name = "step.undone"
    let leadID: LeadID
    /// What was taken back, and by what name the journal keeps it.
    let undone: EventID
    let what: String
    /// Every event of the step: none of it counts any more.
    let steps: [EventID]
    let standing: Standing
    var handoffs: [HandoffStanding] = []
    /// Clocks that the step had ended, as they were.
    var clocks: [Clock] = []
    /// Clocks that the step had started.
    var cancelled: [ClockID] = []
    var turns: [Turn] = []
    var lead: LeadID? { leadID }

    /// A turn that counts again, with what each of the pool is owed from now on.
    struct Turn: Codable, Sendable {
        let pool: String
        let member: MemberID
        let credits: [MemberID: Double]
    }

    func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) { standing.restore(&$0) }
        for handoff in handoffs { try world.change(handoff.id) { handoff.restore(&$0) } }
        for clock in clocks { try world.change(clock.id) { $0 = clock } }
        for clock in cancelled {
            try world.change(clock) { $0.end(.cancelled, at: stamp.at) }
        }
        for turn in turns { try world.countTurn(of: turn.member, in: turn.pool, turn.credits) }
    }
}
