import HTTPTypes
import Journal
import LeadEngine
import LeadRules
import Records

/// `events`: the journal.
enum EventRoutes {
    static let table = [
        Operation(
            .get, "events", .read, "list-events", "The journal.",
            asks: .paged(
                EventID.self,
                .text("name", "Names with commas between them; `handoff.*` is all of a kind."),
                .id("lead", LeadID.self)),
            gives: .list(of: Composed.event), by: list)
    ]

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
        return try page.reply(events, id: \.id.description) { try EventResource($0) }
    }
}

/// An event of the journal with its stamp, in the shape that others are told.
struct EventResource: Encodable, Sendable {
    private let told: JSON

    init(_ recorded: Recorded) throws { told = try PublicEvent.json(recorded) }

    func encode(to encoder: any Encoder) throws { try told.encode(to: encoder) }
}
