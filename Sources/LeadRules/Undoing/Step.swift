/// What one decision did with a lead.
package struct Step {
    package let target: Recorded
    /// Its events of the lead, in their order.
    package let events: [Recorded]
    package let isUndone: Bool
    /// The first thing after it that rests on how it left the lead; it stands in the way of an undo.
    package let later: Recorded?

    /// - Parameter story: of the lead, oldest first.
    package init?(of id: EventID, in story: [Recorded]) {
        guard let target = story.first(where: { $0.id == id }) else { return nil }
        let undone = Self.undone(in: story)
        self.target = target
        events = story.filter { $0.stamp.decision == target.stamp.decision }
        isUndone = undone.contains(id)
        let last = events[events.count - 1].id
        later = story.first { $0.id > last && $0.event.movesOn && !undone.contains($0.id) }
    }

    /// What of a story was taken back.
    package static func undone(in story: [Recorded]) -> Set<EventID> {
        Set(story.compactMap { $0.event as? StepUndone }.flatMap(\.steps))
    }
}

extension Event {
    /// Whether the lead goes on from where it stood: nothing before it can be undone alone.
    fileprivate var movesOn: Bool {
        switch self {
        case is TouchLogged, is OutcomeRecorded, is StageMoved, is LeadAssigned, is LeadHeld,
            is LeadRested, is LeadWoken, is HandRaised, is VerificationChanged, is LeadsMerged,
            is MergeUndone, is HandoffOpened, is HandoffAccepted, is HandoffRejected,
            is HandoffWithdrawn, is HandoffMoved, is DisputeOpened, is DisputeDecided,
            is FirstContactLogged:
            true
        // It rests on the talks there were.
        case let qualified as LeadQualified: qualified.as == .sql
        default: false
        }
    }
}

/// How a lead stood just before a step, and just after it, by its own story.
struct Past {
    let before: Lead
    let after: Lead
    /// Handoffs and clocks that the step changed, before and after.
    let handoffs: [(Handoff, Handoff)]
    let clocks: [(Clock?, Clock)]

    /// - Parameter facts: those of now, for everything but the lead itself.
    init(of lead: LeadID, _ step: Step, beside facts: any Facts) throws {
        var world = World(facts: FactsWithout(lead: lead, facts: facts))
        for recorded in try facts.events(of: lead) where recorded.id < step.events[0].id {
            try world.apply(recorded)
        }
        var old = world
        for recorded in step.events { try world.apply(recorded) }
        (before, after) = (try old.lead(lead), try world.lead(lead))
        handoffs = world.handoffs.all.values.filter { $0.lead == lead }.sorted { $0.id < $1.id }
            .compactMap { row in
                old.handoffs.all[row.id].flatMap { $0 == row ? nil : ($0, row) }
            }
        clocks = world.clocks.all.values.filter { $0.lead == lead && $0 != old.clocks.all[$0.id] }
            .sorted { $0.id < $1.id }.map { (old.clocks.all[$0.id], $0) }
    }
}
