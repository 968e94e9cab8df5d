package import LeadRules

/// What came of a command, once it is committed.
package struct Committed<Answer: Sendable>: Sendable {
    package let answer: Answer
    /// What happened, in order; none when the command changed nothing.
    package let events: [Recorded]
    /// The rows that it looked at and changed, as they were committed.
    package let rows: TouchedRows

    /// What all its events carry, and what an undo takes back; nil when nothing happened.
    package var decision: DecisionID? { events.first?.stamp.decision }

    /// The rows for those who make a reply of them.
    package var world: World { World(rows, events) }

    init(_ answer: Answer, _ decision: Decision) {
        self.answer = answer
        events = decision.events
        rows = decision.world.rows
    }
}

/// What came of a command that its client may send again.
package enum Repeatable<Answer: Sendable>: Sendable {
    /// It was carried out now.
    case done(Committed<Answer>)
    /// It was carried out before, with this answer.
    case before(Answer)
    /// A release that kept replies as text answered it with this one.
    case replied(StoredReply)
}
