import Hummingbird
import LeadEngine
import LeadRules

/// What is done with a running clock; the rules say by whom.
enum ClockActions {
    static let table = [
        PageRoute(.post, "/clocks/{id}/pause", .work, pause),
        PageRoute(.post, "/clocks/{id}/resumption", .work, resume),
    ]

    private static func pause(_ visit: Visit) async throws -> Response {
        let id: ClockID = try visit.id("clock")
        return try await visit.act("/") {
            try await visit.perform(
                PauseClock(clock: id, reason: visit.form.text("reason") ?? ""))
            return Said(
                .good, visit.words["clock.was-paused"], undo: Said.Undo("/clocks/\(id)/resumption"))
        }
    }

    private static func resume(_ visit: Visit) async throws -> Response {
        let id: ClockID = try visit.id("clock")
        return try await visit.act("/") {
            try await visit.perform(ResumeClock(clock: id))
            return Said(.good, visit.words["clock.was-resumed"])
        }
    }
}
