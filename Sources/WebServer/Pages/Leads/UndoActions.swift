import Hummingbird
import LeadEngine
import LeadRules

/// `/undo`: takes back what was just done by mistake, from the notice that offers it or the timeline.
enum UndoActions {
    static let table = [PageRoute(.post, "/undo", .work, undo)]

    /// More at once than one press of a button does are no mistake of one person.
    private static let most = 200

    private static func undo(_ visit: Visit) async throws -> Response {
        try await visit.act("/") {
            let events = Set(EventList.read(visit.form.text("events") ?? "")).sorted()
            guard !events.isEmpty, events.count <= most else {
                throw Refusal.invalid(field: "events", "There is nothing to undo.")
            }
            return try await undo(events, visit)
        }
    }

    private static func undo(_ events: [EventID], _ visit: Visit) async throws -> Said {
        let leads = try await visit.read { transaction in
            try events.map { try transaction.event($0)?.event.lead }
        }
        for (event, lead) in zip(events, leads) {
            guard let lead else { throw Refusal.notFound(event, "event") }
            try await visit.require(lead)
        }
        let results = try await visit.engine.handle(
            each: events.map { UndoStep(event: $0) }, by: .member(visit.me.id))
        let refused = results.compactMap { result -> Refusal? in
            if case .failure(let refusal) = result { refusal } else { nil }
        }
        let done = events.count - refused.count
        guard let first = refused.first else {
            return Said(.good, visit.words.counted("undo.done", done))
        }
        if done == 0 { return Said(.bad, visit.telling(first)) }
        return Said(
            .warn,
            visit.words.counted("undo.done", done) + " "
                + visit.words.counted("undo.refused", refused.count) + " " + visit.telling(first))
    }
}

/// Numbers of events, short enough to travel with an undo: `E5.E9`.
enum EventList {
    static func write(_ events: [EventID]) -> String {
        events.map(\.description).joined(separator: ".")
    }

    static func read(_ text: String) -> [EventID] {
        text.split(separator: ".").compactMap { EventID($0) }
    }
}

extension Visit {
    /// The undo of the latest event of a name that I brought about in a lead's story; nil when there
    /// is none: then nothing was done.
    func undo(of name: String, _ leads: [LeadID]) async throws -> Said.Undo? {
        let events = try await events(named: name, of: leads)
        return events.isEmpty ? nil : Said.Undo("/undo", ["events": EventList.write(events)])
    }

    /// My latest event of the name in the story of each lead.
    func events(named name: String, of leads: [LeadID]) async throws -> [EventID] {
        let me = Actor.member(me.id)
        return try await read { transaction in
            try leads.compactMap { lead in
                try transaction.events(of: lead, latest: 40)
                    .last { $0.name == name && $0.stamp.actor == me }?.id
            }
        }
    }
}
