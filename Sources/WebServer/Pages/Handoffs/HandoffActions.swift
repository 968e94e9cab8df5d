import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// What is done to a handoff, from its page or the inbox.
enum HandoffActions {
    static let table = [
        PageRoute(.post, "/handoffs/{id}/acceptance", .receive, accept),
        PageRoute(.post, "/handoffs/{id}/rejection", .receive, reject),
        PageRoute(.post, "/handoffs/{id}/questions", .receive, ask),
        PageRoute(.post, "/handoffs/{id}/answers", .work, answer),
        PageRoute(.post, "/handoffs/{id}/dispute", .work, dispute),
        PageRoute(.post, "/handoffs/{id}/dispute/decision", .manage, judge),
        PageRoute(.post, "/handoffs/{id}/first-contact", .receive, contact),
        PageRoute(.post, "/handoffs/{id}/outcome", .receive, close),
    ]

    /// Carries something out. What is wrong with the form itself is told at the form, with what was
    /// typed; that somebody was faster, or that it is somebody else's, is said on the way back.
    private static func act(
        _ visit: Visit, _ form: String,
        _ body: @Sendable (HandoffFile) async throws -> Said
    ) async throws -> Response {
        let file = try await HandoffFile(try visit.id("handoff"), visit)
        let path = "/handoffs/\(file.handoff.id)"
        let back = OwnPath.checked(visit.form.text("back")) ?? path
        do {
            return visit.redirect(back, saying: try await body(file))
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return HandoffPages.page(
                file, visit, failed: HandoffPanels.Failed(form: form, refusal: refusal))
        } catch let refusal as Refusal {
            return visit.redirect(
                back, saying: Said(.bad, visit.told(visit.telling(refusal))))
        }
    }

    private static func accept(_ visit: Visit) async throws -> Response {
        try await act(visit, "accept") { file in
            try await visit.perform(AcceptHandoff(handoff: file.handoff.id))
            return Said(
                .good,
                visit.words("handoff.was-accepted", ["lead": file.lead.displayNameWithoutCompany]))
        }
    }

    private static func reject(_ visit: Visit) async throws -> Response {
        try await act(visit, "reject") { file in
            guard let reason = visit.form.text("reason") else {
                throw Refusal.invalid(field: "reason", "Choose a reason.")
            }
            let fields = visit.form.texts("fields")
                .compactMap(QualificationField.init(rawValue:))
            let rule = file.rule?.rejections.first { $0.id == reason }
            try await visit.perform(
                RejectHandoff(
                    handoff: file.handoff.id, reason: reason, note: visit.form.text("note") ?? "",
                    fields: rule?.route == .backToGiver ? fields : []))
            return Said(
                .good,
                visit.words(
                    "handoff.was-rejected",
                    [
                        "lead": file.lead.displayNameWithoutCompany,
                        "route": visit.words["route.\(rule?.route.rawValue ?? "task")"],
                    ]))
        }
    }

    private static func ask(_ visit: Visit) async throws -> Response {
        try await act(visit, "ask") { file in
            try await visit.perform(
                AskGiver(
                    handoff: file.handoff.id, question: visit.form.text("question") ?? ""))
            return Said(
                .good, visit.words("handoff.was-asked", ["name": visit.name(file.handoff.giver)]))
        }
    }

    private static func answer(_ visit: Visit) async throws -> Response {
        try await act(visit, "answer") { file in
            guard let answer = visit.form.text("answer") else {
                throw Refusal.invalid(field: "answer", "Write the answer.")
            }
            try await visit.perform(
                AnswerReceiver(handoff: file.handoff.id, answer: answer))
            return Said(
                .good,
                visit.words("handoff.was-answered", ["name": visit.name(file.handoff.receiver)]))
        }
    }

    private static func dispute(_ visit: Visit) async throws -> Response {
        try await act(visit, "dispute") { file in
            try await visit.perform(
                DisputeRejection(handoff: file.handoff.id, note: visit.form.text("note") ?? ""))
            return Said(.good, visit.words["dispute.opened"])
        }
    }

    private static func judge(_ visit: Visit) async throws -> Response {
        try await act(visit, "judge") { file in
            guard let word = visit.form.text("decision") else {
                throw Refusal.invalid(field: "decision", "Choose a decision.")
            }
            try await visit.perform(
                DecideDispute(
                    handoff: file.handoff.id, overturn: word == "overturn",
                    note: visit.form.text("note") ?? ""))
            return Said(
                .good,
                visit.words[word == "overturn" ? "dispute.was-overturned" : "dispute.was-upheld"])
        }
    }

    private static func contact(_ visit: Visit) async throws -> Response {
        try await act(visit, "contact") { file in
            try await visit.perform(LogFirstContact(handoff: file.handoff.id))
            return Said(
                .good,
                visit.words("handoff.was-contacted", ["lead": file.lead.displayNameWithoutCompany]))
        }
    }

    private static func close(_ visit: Visit) async throws -> Response {
        try await act(visit, "close") { file in
            let won = visit.form.text("won") == "yes"
            let outcome = try await visit.perform(
                RecordOutcome(
                    lead: file.lead.id, won: won, amount: try visit.form.number("amount"),
                    cause: visit.form.text("cause")))
            return Said(
                .good, visit.words[won ? "outcome.won" : "outcome.lost"],
                undo: Said.Undo(of: "outcome.recorded", in: outcome))
        }
    }
}
