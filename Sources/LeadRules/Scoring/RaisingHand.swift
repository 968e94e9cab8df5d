/// A lead asks to talk: a demo request, a quote request, a consultation.
struct HandRaise: Hashable {
    /// The source or activity that it came by.
    var kind: String
    /// The source whose clock and contact time count.
    var source: String?
    var at: Instant
}

extension Playbook {
    /// The hand-raise that a capture from a source is; nil when it is none.
    func handRaise(from source: String, at: Instant) -> HandRaise? {
        guard let rule = sourceRule(source), rule.handRaise else { return nil }
        return HandRaise(kind: source, source: rule.id, at: at)
    }

    /// The hand-raise that an activity is, under the source that counts as it.
    func handRaise(by activity: Activity) -> HandRaise? {
        guard self.activity(activity.kind)?.handRaise ?? false else { return nil }
        let source = intake.sources.first { $0.handRaise && $0.activity == activity.kind }
        return HandRaise(kind: activity.kind, source: source?.id, at: activity.at)
    }
}

extension Decision {
    /// Notes a raised hand where it calls for more than is known: sooner, under another clock, or
    /// by somebody whom sales has already, who is told of it.
    mutating func note(_ hand: HandRaise, of id: LeadID) throws {
        let lead = try world.lead(id)
        let rule = hand.source.flatMap { playbook.source($0) }
        let dueAt = hand.at + (rule?.contactAfter ?? .zero)
        let known = lead.work.handRaisedBy ?? lead.origin.source
        let isSooner = lead.work.contactDueAt.map { dueAt < $0 } ?? true
        let isAnother = rule.map { $0.id != known } ?? false
        guard isSooner || isAnother || lead.stage == .converted else { return }
        try record(
            HandRaised(
                leadID: id, kind: hand.kind, source: rule?.id, grade: rule?.grade,
                temperature: rule?.temperature, contactDueAt: dueAt))
    }

    /// Whoever works the lead already answers a raised hand as fast as a new one.
    mutating func answerHand(of id: LeadID) throws {
        let lead = try world.lead(id)
        guard lead.stage.isWorked, let owner = lead.owner, let rule = firstTouchRule(of: lead)
        else { return }
        let running = try world.unendedClocks(of: id).filter {
            $0.purpose == .firstTouch && $0.state.isOpen
        }
        guard !running.contains(where: { $0.rule == rule.id }) else { return }
        for clock in running {
            try record(ClockCancelled(clock: clock.id, lead: id, reason: "raised a hand"))
        }
        try startClock(
            rule.id, .firstTouch, lead: id, owner: owner,
            from: max(now, lead.work.contactDueAt ?? now))
    }
}

package struct HandRaised: Event {
    package static let name = "lead.hand-raised"
    package let leadID: LeadID
    package let kind: String
    package let source: String?
    package let grade: String?
    package let temperature: Temperature?
    package let contactDueAt: Instant
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.work.handRaisedBy = source ?? $0.work.handRaisedBy
            $0.origin.grade = grade ?? $0.origin.grade
            $0.origin.temperature = temperature ?? $0.origin.temperature
            $0.work.contactDueAt = min($0.work.contactDueAt ?? contactDueAt, contactDueAt)
        }
    }
}
