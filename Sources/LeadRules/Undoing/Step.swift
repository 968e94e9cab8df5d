/// One thing that somebody did with a lead, and all that followed from it in the same decision.
package struct Step {
    package let target: Recorded
    /// Its events, in their order.
    package let events: [Recorded]
    package let isUndone: Bool
    /// The first thing after it that rests on how it left the lead; it stands in the way of an undo.
    package let later: Recorded?

    /// - Parameter story: of the lead, oldest first.
    package init?(of id: EventID, in story: [Recorded]) {
        guard let index = story.firstIndex(where: { $0.id == id }) else { return nil }
        let target = story[index]
        let first = story[..<index].lastIndex {
            !$0.isOfSameMoment(as: target) || !$0.event.mayLead(to: target.event)
        }
        let last = story[(index + 1)...].firstIndex {
            !$0.isOfSameMoment(as: target) || $0.event.isOfItsOwn
        }
        let start = first.map { $0 + 1 } ?? 0
        let end = last ?? story.count
        let undone = Self.undone(in: story)
        self.target = target
        events = Array(story[start..<end])
        isUndone = undone.contains(id)
        later = story[end...].first { $0.event.movesOn && !undone.contains($0.id) }
    }

    /// What of a story was taken back.
    package static func undone(in story: [Recorded]) -> Set<EventID> {
        Set(story.compactMap { $0.event as? StepUndone }.flatMap(\.steps))
    }
}

extension Recorded {
    fileprivate func isOfSameMoment(as other: Recorded) -> Bool {
        stamp.at == other.stamp.at && stamp.actor == other.stamp.actor
    }
}

extension Event {
    /// Whether a decision may record it before the event that the decision is about.
    fileprivate func mayLead(to target: any Event) -> Bool {
        let ends = self is ClockMet || self is ClockCancelled
        if target is LeadAssigned { return ends }
        return target is OutcomeRecorded && (ends || self is HandoffAccepted)
    }

    /// Whether it begins something new rather than following from what was done in that moment.
    fileprivate var isOfItsOwn: Bool {
        isUndoable || self is StepUndone || self is LeadCaptured || self is LeadRecaptured
            || self is ActivityRecorded || self is HandoffOpened || self is HandoffAccepted
            || self is HandoffRejected || self is DisputeOpened || self is DisputeDecided
            || self is LeadsMerged || self is MergeUndone || self is VerificationChanged
            || self is QualificationChanged || self is LeadHeld || self is ClockBreached
            || self is ClockPaused || self is ClockResumed
    }

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
