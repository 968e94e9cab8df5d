/// Takes back what somebody did by mistake: a logged touch, an outcome, or that a held lead was
/// given to somebody. Everything that followed from it in the same moment goes with it.
package struct UndoStep: Command {
    package var event: EventID
    package init(event: EventID) { self.event = event }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        guard let done = try decision.world.facts.event(event), let lead = done.event.lead else {
            throw Refusal.notFound(event, "event")
        }
        guard done.event.isUndoable else { throw notUndoable }
        try decision.requireOwn(done)
        let now = try decision.liveLead(lead)
        let story = try decision.world.facts.events(of: lead)
        guard let step = Step(of: event, in: story) else { throw notUndoable }
        if step.isUndone {
            throw Refusal(.conflict, "already-undone", "This was undone before.")
        }
        if let later = step.later { throw try decision.builtOn(later) }
        let past = try Past(of: lead, step, beside: decision.world.facts)
        guard !(done.event is LeadAssigned) || past.before.stage == .held else {
            throw notUndoable
        }
        var undone = try decision.undoing(step, past, of: now)
        undone.turns = try decision.turnsAgain(step)
        if done.event is LeadAssigned { try decision.creditBack(now, because: "undone") }
        try decision.record(undone)
        return lead
    }

    private var notUndoable: Refusal {
        Refusal(
            .refused, "not-undoable",
            "Only a touch, an outcome, and that a waiting lead was given out can be undone.")
    }
}

extension Event {
    /// Whether it can be taken back at all.
    package var isUndoable: Bool {
        self is TouchLogged || self is OutcomeRecorded || self is LeadAssigned
    }
}

extension Decision {
    /// People take back what they did themselves; managers what anybody did.
    fileprivate mutating func requireOwn(_ done: Recorded) throws {
        guard case .member(let id) = actor, done.stamp.actor != actor,
            try !world.member(id).profile.role.managesOthers
        else { return }
        let who = try name(of: done.stamp.actor)
        throw Refusal(.forbidden, "not-yours", "Only \(who) or a manager may undo this.")
    }

    fileprivate mutating func builtOn(_ later: Recorded) throws -> Refusal {
        let who = try name(of: later.stamp.actor)
        return Refusal(
            .conflict, "built-on",
            "More has happened with this lead since, by \(who) on \(later.stamp.at.rfc3339). "
                + "It can no longer be undone; log what is right instead.")
    }

    /// Turns that the step gave back count again.
    fileprivate mutating func turnsAgain(_ step: Step) throws -> [StepUndone.Turn] {
        try step.events.compactMap { $0.event as? AssignmentCredited }.compactMap { refund in
            try retaken(refund.member, in: refund.pool).map {
                StepUndone.Turn(pool: refund.pool, member: refund.member, credits: $0)
            }
        }
    }

    /// The event that puts back what the step changed.
    fileprivate mutating func undoing(_ step: Step, _ past: Past, of lead: Lead) throws
        -> StepUndone
    {
        guard var standing = Standing(past.before, past.after, lead) else {
            throw try builtOn(step.target)
        }
        var restored = lead
        standing.restore(&restored)
        if restored.stage.isWorked || restored.stage == .converted {
            try requireThere(restored.owner)
        }
        if let pool = standing.place?.heldIn, let wakeAt = past.before.rest.wakeAt, wakeAt <= now {
            // Else it would be tried again, and given out again, at once.
            standing.rest = past.before.rest
            standing.rest?.wakeAt = try nextTry(of: pool)
        }
        var undone = StepUndone(
            leadID: lead.id, undone: step.target.id, what: step.target.name,
            steps: step.events.map(\.id), standing: standing)
        for (before, after) in past.handoffs { try put(before, after, step, into: &undone) }
        for (before, after) in past.clocks { try put(before, after, step, into: &undone) }
        return undone
    }

    private mutating func nextTry(of pool: String) throws -> Instant {
        let rule = playbook.pool(pool)
        return nextOpening(of: try world.allMembers().filter { rule?.includes($0) ?? false })
    }

    private mutating func put(
        _ before: Handoff, _ after: Handoff, _ step: Step, into undone: inout StepUndone
    ) throws {
        let now = HandoffStanding(try world.handoff(before.id))
        guard now == HandoffStanding(after) else { throw try builtOn(step.target) }
        if before.state.isOpen { try requireThere(before.receiver) }
        undone.handoffs.append(HandoffStanding(before))
    }

    /// - Parameter before: nil when the step started the clock.
    private mutating func put(
        _ before: Clock?, _ after: Clock, _ step: Step, into undone: inout StepUndone
    ) throws {
        let now = try world.clock(after.id)
        guard let before else {
            if now.endedAt == nil { undone.cancelled.append(now.id) }
            return
        }
        guard now == after else { throw try builtOn(step.target) }
        if before.endedAt == nil { try requireThere(before.owner) }
        undone.clocks.append(before)
    }

    private mutating func requireThere(_ id: MemberID?) throws {
        guard let member = try id.map({ try world.member($0) }), !member.isActive else { return }
        throw Refusal(.refused, "left", "\(member.profile.name) has left; name somebody else.")
    }
}
