import Hummingbird
import LeadEngine
import LeadRules

/// `/verification/L12`: whether one lead is real, and what rested on it.
enum VerificationFile {
    static let table = [
        PageRoute(.get, "/verification/{id}", .verify, show),
        PageRoute(.post, "/activities/{id}/void", .verify, void),
    ]

    private struct Facts: Sendable {
        let lead: Lead
        let neighbours: [Lead]
        let story: [Recorded]
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let id: LeadID = try visit.id("lead")
        try await visit.require(id)
        let sight = visit.sight
        let facts = try await visit.read { transaction -> Facts in
            guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
            return Facts(
                lead: lead,
                neighbours: try VerificationFacts.neighbours(of: lead, sight, transaction),
                story: try transaction.events(of: id, latest: 2_000))
        }
        return visit.page(
            "verification-lead", area: "verification",
            title: facts.lead.displayName, view(facts, visit))
    }

    private static func view(_ facts: Facts, _ visit: Visit) -> View {
        let lead = facts.lead
        let panels = VerificationPanels(visit: visit)
        let state = lead.verification.state
        let touched = facts.story.filter { $0.event.restsOnPoints }.reversed()
        let void = Set(
            facts.story.compactMap { ($0.event as? ActivityVoided)?.activity })
        let activities = facts.story.filter { $0.event is ActivityRecorded }.reversed()
            .prefix(50)
        return [
            "lead": panels.suspect(lead, facts.neighbours), "isFake": state == .fake,
            "state": words(state, visit), "tone": VerificationPanels.tone(state.rawValue),
            "states": VerificationState.allCases.filter { $0 != state && $0 != .unverified }
                .map { other -> View in ["value": other.rawValue, "name": words(other, visit)] },
            "neighbours": facts.neighbours.map { panels.neighbour($0) },
            "hasNeighbours": !facts.neighbours.isEmpty,
            "touched": touched.map { event($0, lead.id, visit) },
            "hasTouched": !touched.isEmpty,
            "activities": activities.map { recorded in
                let done = recorded.event as? ActivityRecorded
                return event(recorded, lead.id, visit).with([
                    "isVoid": void.contains(recorded.id),
                    "detail": done?.activity.properties["path"]?.text
                        ?? done?.activity.properties["title"]?.text,
                    "isBot": done?.counted.bot ?? false,
                ])
            },
            "hasActivities": !activities.isEmpty,
        ]
    }

    private static func words(_ state: VerificationState, _ visit: Visit) -> String {
        visit.words["verification.\(state.rawValue)"]
    }

    private static func event(_ recorded: Recorded, _ lead: LeadID, _ visit: Visit) -> View {
        return [
            "id": recorded.id.description,
            "text": StoryView.text(recorded, visit),
            "who": StoryView.who(recorded.stamp.actor, visit),
            "when": visit.reader.time(recorded.stamp.at), "at": recorded.stamp.at.rfc3339,
            "href": recorded.event.concernedHandoff.map { "/handoffs/\($0)" }
                ?? "/leads/\(lead)?all=true#lead-timeline",
        ]
    }

    /// Says that an activity was not real; its points are taken back.
    private static func void(_ visit: Visit) async throws -> Response {
        let id: EventID = try visit.id("activity")
        let lead = try await visit.read { transaction -> LeadID? in
            guard let recorded = try transaction.event(id) else {
                throw Refusal.notFound(id, "activity")
            }
            let visitor = try recorded.event.visitor.flatMap { try transaction.visitor($0) }
            return recorded.event.lead ?? visitor?.carriedTo
        }
        if let lead { try await visit.require(lead) }
        let path = lead.map { "/verification/\($0)" } ?? "/verification"
        return try await visit.act(path) {
            let answer = try await visit.perform(
                VoidActivity(
                    activity: id,
                    reason: visit.form.text("reason") ?? visit.words["suspects.void-reason"])
            ).answer
            return Said(
                .good,
                answer.resting.isEmpty
                    ? visit.words["suspects.voided"]
                    : visit.words.counted("suspects.voided-touched", answer.resting.count))
        }
    }
}
