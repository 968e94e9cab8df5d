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

extension Said.Undo {
    /// The undo of what a command did; nil when it did nothing of the name.
    init?<Answer>(of name: String, in outcome: Committed<Answer>) {
        let events = outcome.events(named: name)
        guard !events.isEmpty else { return nil }
        self.init("/undo", ["events": EventList.write(events)])
    }
}

extension Committed {
    func events(named name: String) -> [EventID] {
        events.filter { $0.name == name }.map(\.id)
    }
}
