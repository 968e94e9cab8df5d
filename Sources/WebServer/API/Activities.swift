import Foundation
import HTTPTypes
import LeadEngine
import LeadRules

/// `activities`: what leads did, and what was done to them.
enum ActivityRoutes {
    static let table = [
        Operation(
            .get, "leads/{id}/activities", .read, "list-lead-activities", "What a lead did.",
            asks: .paged(EventID.self), gives: .list(of: ActivityResource.self), by: ofLead),
        Operation(
            .post, "leads/{id}/activities", .capture, "record-activity",
            "Records that a lead did something.",
            takes: .of(ActivityInput.self), gives: .one(RecordedActivity.self, .created),
            by: record),
        Operation(
            .get, "activities", .read, "list-activities", "What the leads in sight did.",
            asks: .paged(EventID.self, .id("lead", LeadID.self)),
            gives: .list(of: ActivityResource.self), by: list),
        Operation(
            .delete, "activities/{id}", .manage, "void-activity",
            "Says that an activity was not real; answers with what rested on it.",
            asks: [.text("reason", "In place of the body.")],
            takes: .of(VoidInput.self), gives: .one(VoidedActivity.self), by: void),
    ]

    private static func ofLead(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let page = try call.query.page(EventID.self)
        let (events, voided) = try await call.read { transaction in
            guard try transaction.lead(id) != nil else { throw Refusal.notFound(id, "lead") }
            let story = try transaction.events(of: id)
            let recorded = story.filter { $0.event is ActivityRecorded }
            return (
                page.cut(recorded) { $0.id.number },
                story.compactMap { ($0.event as? ActivityVoided)?.activity }
            )
        }
        return try page.reply(events, id: \.id.description) { event in
            var activity = ActivityResource(event)
            activity?.voided = voided.contains(event.id)
            return activity
        }
    }

    private static func list(_ call: Call) async throws -> Reply {
        var filter = EventFilter()
        filter.names = [ActivityRecorded.name]
        filter.lead = try call.query.id("lead")
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(EventID.self)
        let wanted = filter
        let events = try await call.read { try $0.events(wanted, page) }
        return try page.reply(events, id: \.id.description) { ActivityResource($0) }
    }

    private struct ActivityInput: Decodable, Sendable {
        var kind: String
        var at: Instant?
        var properties: [String: Value]?
        var note: String?
        var ip: String?
    }

    private static func record(_ call: Call) async throws -> Reply {
        let input: ActivityInput = try call.input()
        let activity = Activity(
            kind: input.kind, at: input.at ?? call.now, properties: input.properties ?? [:],
            note: input.note, ip: input.ip)
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        return try await call.perform(RecordActivity(lead: id, activity: activity)) {
            event, world in
            let recorded = try world.facts.event(event)?.event as? ActivityRecorded
            return RecordedActivity(
                id: event, lead: id, kind: activity.kind, at: recorded?.activity.at ?? activity.at,
                score: try world.lead(id).score.total)
        } status: { _ in
            .created
        }
    }

    private struct RecordedActivity: Codable, Sendable {
        let id: EventID
        let lead: LeadID
        let kind: String
        let at: Instant
        /// The lead's total with it.
        let score: Double
    }

    /// Says that it was not real. Its points are taken back; answers with what rested on them.
    private static func void(_ call: Call) async throws -> Reply {
        let reason = try call.query.text("reason") ?? call.input(VoidInput.self).reason
        guard let reason else {
            throw Refusal.invalid(field: "reason", "Say why the activity was not real.")
        }
        let id: EventID = try call.id("activity")
        let lead = try await call.read { try $0.event(id)?.event.lead }
        if let lead { try await call.require(lead) }
        let command = VoidActivity(activity: id, reason: reason)
        return try await call.perform(command) { answer, world in
            VoidedActivity(
                lead: LeadResource(try world.lead(answer.lead)), resting: answer.resting)
        }
    }

    private struct VoidInput: Decodable, Sendable {
        var reason: String?
    }

    private struct VoidedActivity: Codable, Sendable {
        let lead: LeadResource
        let resting: [EventID]
    }
}

/// An activity, as the API shows it.
struct ActivityResource: Codable, Sendable {
    let id: EventID
    let lead: LeadID?
    let visitor: String?
    let kind: String
    let at: Instant
    let recordedAt: Instant
    let recordedBy: Actor
    let properties: [String: Value]
    let note: String?
    let ip: String?
    /// Behaviour rules that it counted for.
    let rules: [String]
    let counts: [String: Double]
    /// One too many of its kind on its day.
    let repeats: Bool
    /// Nobody can have done it: a mail scanner.
    let bot: Bool
    /// Whether it was said to be not real; nil where that was not looked up.
    var voided: Bool?

    /// Nil when the event is no activity.
    init?(_ recorded: Recorded) {
        guard let event = recorded.event as? ActivityRecorded else { return nil }
        id = recorded.id
        lead = event.lead
        visitor = event.visitor
        kind = event.activity.kind
        at = event.activity.at
        recordedAt = recorded.stamp.at
        recordedBy = recorded.stamp.actor
        properties = event.activity.properties
        note = event.activity.note
        ip = event.activity.ip
        rules = event.counted.rules.map(\.rule)
        counts = event.counted.counts
        repeats = event.counted.repeats
        bot = event.counted.bot
    }
}
