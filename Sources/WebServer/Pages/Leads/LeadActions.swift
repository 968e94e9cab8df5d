import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// What is done to a lead from its page or a list.
enum LeadActions {
    static let table = [
        PageRoute(.post, "/leads/{id}/touches", .work, touch),
        PageRoute(.post, "/leads/{id}/stage", .work, move),
        PageRoute(.post, "/leads/{id}/recycling", .work, recycle),
        PageRoute(.post, "/leads/{id}/recall", .work, recall),
        PageRoute(.post, "/leads/{id}/assignment", .manage, assign),
        PageRoute(.post, "/leads/{id}/outcome", .work, close),
        PageRoute(.post, "/leads/{id}/phone-verification", .work, verifyByPhone),
        PageRoute(.post, "/leads/{id}/verification", .verify, verify),
        PageRoute(.post, "/leads/{id}/merge", .work, merge),
    ]

    /// Runs a command on the lead of the address, and says what was done.
    private static func act(
        _ visit: Visit, _ body: @Sendable (LeadID) async throws -> Said
    ) async throws -> Response {
        let id: LeadID = try visit.id("lead")
        try await visit.require(id)
        let page = "/leads/\(id)"
        var response = try await visit.act(page) { try await body(id) }
        // What went to somebody else may be out of sight now.
        if response.headers[.location] == page, try await !visit.sees(id) {
            response.headers[.location] = "/leads"
        }
        return response
    }

    private static func name(of id: LeadID, _ visit: Visit) async throws -> String {
        try await visit.read { try $0.lead(id) }?.displayNameWithoutCompany ?? "\(id)"
    }

    private static func touch(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            let (channel, reached) = try logged(visit.form)
            let note = visit.form.text("note") ?? ""
            let outcome = try await visit.perform(
                LogTouch(lead: id, channel: channel, reached: reached, note: note))
            return Said(
                .good,
                visit.words(
                    "touch.logged",
                    [
                        "channel": visit.words["touch.\(channel.rawValue)"],
                        "outcome": visit.words[reached ? "touch.reached" : "touch.missed"],
                        "lead": try await name(of: id, visit),
                    ]), undo: Said.Undo(of: "touch.logged", in: outcome))
        }
    }

    /// One button says the channel and whether they talked: `call-yes`; somebody may have answered a
    /// mail at once.
    private static func logged(_ form: Form) throws -> (LogTouch.Channel, reached: Bool) {
        let parts = (form.text("log") ?? "").split(separator: "-").map(String.init)
        guard parts.count == 2, let channel = LogTouch.Channel(rawValue: parts[0]),
            ["yes", "no"].contains(parts[1])
        else { throw Refusal.invalid(field: "log", "Choose what to log.") }
        let mayAnswer = channel == .email || channel == .message
        return (channel, parts[1] == "yes" || mayAnswer && form.flag("answered"))
    }

    private static func move(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            guard let stage: Stage = try visit.form.choice("to") else {
                throw Refusal.invalid(field: "to", "Choose where the lead goes.")
            }
            let before = try await visit.read { try $0.lead(id) }?.stage
            try await visit.perform(
                MoveStage(lead: id, to: stage, reason: visit.form.text("reason") ?? ""))
            let backAllowed =
                before.map { visit.playbook.stages.moves[stage]?.contains($0) ?? false } ?? false
            let undo =
                backAllowed
                ? Said.Undo(
                    "/leads/\(id)/stage",
                    ["to": before?.rawValue ?? "", "reason": visit.words["undo.reason"]]) : nil
            return Said(
                .good,
                visit.words("moved.stage", ["stage": visit.words["stage.\(stage.rawValue)"]]),
                undo: undo)
        }
    }

    private static func recycle(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            let reason = visit.form.text("reason") ?? ""
            try await visit.perform(RecycleLead(lead: id, reason: reason))
            let rested = try await visit.read { try $0.lead(id) }
            let wakes = rested?.rest.wakeAt.map { visit.reader.day($0) }
            return Said(
                .good,
                wakes.map { visit.words("rest.until", ["day": $0]) } ?? visit.words["rest.done"],
                undo: Said.Undo("/leads/\(id)/recall", ["reason": visit.words["undo.reason"]]))
        }
    }

    private static func recall(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            try await visit.perform(
                RecallLead(lead: id, reason: visit.form.text("reason") ?? "recalled"))
            return Said(.good, visit.words["rest.recalled"])
        }
    }

    private static func assign(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            let before = try await visit.read { try $0.lead(id) }
            let to: MemberID? = try visit.form.id("member")
            let outcome = try await visit.perform(
                AssignLead(lead: id, to: to, reason: visit.form.text("reason") ?? ""))
            let after = try await visit.read { try $0.lead(id) }?.owner
            return Said(
                .good, visit.words("assignment.done", ["name": visit.name(after)]),
                undo: before?.stage == .held
                    ? Said.Undo(of: "lead.assigned", in: outcome)
                    : before?.owner.map {
                        Said.Undo(
                            "/leads/\(id)/assignment",
                            ["member": "\($0)", "reason": visit.words["undo.reason"]])
                    })
        }
    }

    private static func close(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            let won = visit.form.text("won") == "yes"
            let outcome = try await visit.perform(
                RecordOutcome(
                    lead: id, won: won, amount: try visit.form.number("amount"),
                    cause: visit.form.text("cause")))
            return Said(
                .good, visit.words[won ? "outcome.won" : "outcome.lost"],
                undo: Said.Undo(of: "outcome.recorded", in: outcome))
        }
    }

    private static func verifyByPhone(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            let genuine = visit.form.text("genuine") == "yes"
            try await visit.perform(
                VerifyByPhone(lead: id, genuine: genuine, note: visit.form.text("note") ?? ""))
            return Said(.good, visit.words[genuine ? "verification.done" : "verification.faked"])
        }
    }

    private static func verify(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            guard let state: VerificationState = try visit.form.choice("state") else {
                throw Refusal.invalid(field: "state", "Choose a state.")
            }
            let before = try await visit.read { try $0.lead(id) }?.verification.state
            let resting = try await visit.perform(
                SetVerification(
                    lead: id, state: state, reason: visit.form.text("reason") ?? "")
            ).answer
            let text =
                resting.isEmpty
                ? visit.words(
                    "verification.set", ["state": visit.words["verification.\(state.rawValue)"]])
                : visit.words.counted("verification.touched", resting.count)
            return Said(
                .good, text,
                undo: before.map {
                    Said.Undo(
                        "/leads/\(id)/verification",
                        ["state": $0.rawValue, "reason": visit.words["undo.reason"]])
                })
        }
    }

    private static func merge(_ visit: Visit) async throws -> Response {
        try await act(visit) { id in
            guard let absorb: LeadID = try visit.form.id("absorb") else {
                throw Refusal.invalid(field: "absorb", "Choose the lead to take in.")
            }
            try await visit.require(absorb)
            let merge = try await visit.perform(MergeLeads(keep: id, absorb: absorb)).answer
            return Said(
                .good, visit.words["merge.done"], undo: Said.Undo("/merges/\(merge)/undo"))
        }
    }
}
