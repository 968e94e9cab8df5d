import HTTPTypes
import LeadEngine
import LeadRules

/// `events/{id}/undo`: takes back a touch, an outcome, or that a held lead was given out.
enum UndoRoutes {
    static let table = [
        Operation(
            .post, "events/{id}/undo", .work, "undo-step",
            "Takes back the decision that an event belongs to.",
            gives: .one(LeadResource.self), by: undo)
    ]

    private static func undo(_ call: Call) async throws -> Reply {
        let id: EventID = try call.id("event")
        let lead = try await call.read { try $0.event(id)?.event.lead }
        if let lead { try await call.require(lead) }
        return try await call.perform(UndoStep(event: id)) { lead, world in
            LeadResource(try world.lead(lead))
        }
    }
}
