import HTTPTypes
import LeadEngine
import LeadRules

/// `events`: the journal.
enum EventRoutes {
    static let table = [Route(.get, "events", .read, list)]

    private static func list(_ call: Call) async throws -> Reply {
        var filter = EventFilter()
        filter.names = (call.query.text("name") ?? "").split(separator: ",").map(String.init)
        for name in filter.names where !name.hasSuffix("*") && EventKinds.byName[name] == nil {
            throw Refusal.unknown(
                "event", name, field: "name", known: Array(EventKinds.byName.keys))
        }
        filter.lead = try call.query.id("lead")
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(EventID.self)
        let wanted = filter
        let events = try await call.read { try $0.events(wanted, page) }
        return try page.reply(events, id: \.id.description) { EventResource($0) }
    }
}

/// An event of the journal with its stamp.
struct EventResource: Encodable, Sendable {
    let recorded: Recorded

    init(_ recorded: Recorded) { self.recorded = recorded }

    private enum Key: String, CodingKey { case id, name, at, actor, playbook, lead, data }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(recorded.id, forKey: .id)
        try container.encode(recorded.name, forKey: .name)
        try container.encode(recorded.stamp.at, forKey: .at)
        try container.encode(recorded.stamp.actor, forKey: .actor)
        try container.encode(recorded.stamp.playbook, forKey: .playbook)
        try container.encodeIfPresent(recorded.event.lead, forKey: .lead)
        try recorded.event.encode(to: container.superEncoder(forKey: .data))
    }
}
