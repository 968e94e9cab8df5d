/// Says that an activity was not real: a bot, a test, somebody else. Its points are taken back.
package struct VoidActivity: Command {
    package var activity: EventID
    package var reason: String

    package init(activity: EventID, reason: String) {
        self.activity = activity
        self.reason = reason
    }

    package struct Answer: Hashable, Sendable {
        package var lead: LeadID
        /// Decisions that rested on the lead's points at the time: to be looked at again.
        package var resting: [EventID]
    }

    package func decide(_ decision: inout Decision) throws -> Answer {
        guard let recorded = try decision.world.facts.event(activity),
            let event = recorded.event as? ActivityRecorded
        else { throw Refusal.notFound(activity, "activity") }
        guard
            let owner = try event.lead
                ?? event.visitor.flatMap({ try decision.world.visitor($0)?.carriedTo })
        else {
            throw Refusal(
                .refused, "anonymous-activity",
                "Activity \(activity) belongs to a visitor who is no lead yet, so it gave no points."
            )
        }
        let story = try decision.world.facts.events(of: owner)
        if story.contains(where: { ($0.event as? ActivityVoided)?.activity == activity }) {
            throw Refusal(
                .conflict, "already-void",
                "The points of activity \(activity) were taken back before.")
        }
        // Whoever took the lead in has its points too.
        let holders = try decision.world.keepers(owner)
        var resting: [EventID] = []
        for lead in holders {
            let story = try decision.world.facts.events(of: lead)
            let rule = decision.playbook.scoring.repetition
            try decision.record(voiding(event, of: lead, story, rule))
            resting += story.filter { $0.id > activity && $0.event.restsOnPoints }.map(\.id)
        }
        let lead = holders[holders.count - 1]
        try decision.reconsider(lead)
        return Answer(lead: lead, resting: Set(resting).sorted())
    }

    private func voiding(
        _ event: ActivityRecorded, of lead: LeadID, _ story: [Recorded],
        _ repetition: RepetitionRule?
    ) -> ActivityVoided {
        let void = Set(story.compactMap { ($0.event as? ActivityVoided)?.activity } + [activity])
        let others = story.filter { !void.contains($0.id) }
            .compactMap { $0.event as? ActivityRecorded }
        let sameDay = others.filter { $0.counted.day == event.counted.day && !$0.counted.bot }
        let kinds = Dictionary(grouping: sameDay, by: \.activity.kind)
        var latest: [String: Instant] = [:]
        for rule in event.counted.rules.map(\.rule) {
            latest[rule] = others.filter { $0.counted.rules.contains { $0.rule == rule } }
                .map(\.activity.at).max()
        }
        return ActivityVoided(
            leadID: lead, activity: activity, kind: event.activity.kind, at: event.activity.at,
            counted: event.counted, latest: latest,
            liftsRepetition: !kinds.contains {
                $0.value.count >= repetition?.times ?? .max
                    && !(repetition?.except.contains($0.key) ?? false)
            }, reason: reason)
    }
}

extension Event {
    /// Whether the points of the lead led to it.
    package var restsOnPoints: Bool {
        self is LeadQualified || self is LeadAssigned || self is LeadWoken
            || self is HandoffOpened || self is HandoffAccepted
    }
}

package struct ActivityVoided: Event {
    package static let name = "activity.voided"
    package let leadID: LeadID
    package let activity: EventID
    package let kind: String
    package let at: Instant
    package let counted: Counted
    /// When each of its rules counted last without it.
    package let latest: [String: Instant]
    /// Whether the day's repetition is none without it.
    package let liftsRepetition: Bool
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.score.remove(
                counted, kind: kind, at: at, latest: latest, liftsRepetition: liftsRepetition)
            $0.verification.beforeFake?.score.remove(
                counted, kind: kind, at: at, latest: latest, liftsRepetition: liftsRepetition)
        }
    }
}
