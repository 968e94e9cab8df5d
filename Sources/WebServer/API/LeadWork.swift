import HTTPTypes
import LeadEngine
import LeadRules

/// What is done to a lead.
enum LeadWorkRoutes {
    static let table = [
        Operation(
            .post, "leads/{id}/touches", .work, "log-touch", "Logs a call, a mail or a message.",
            takes: .of(TouchInput.self), gives: .one(LeadResource.self), by: touch),
        Operation(
            .put, "leads/{id}/stage", .work, "move-lead", "Moves a lead to another stage.",
            takes: .of(MoveInput.self), gives: .one(LeadResource.self), by: move),
        Operation(
            .put, "leads/{id}/verification", .manage, right: .verify, "verify-lead",
            "Says whether a lead is genuine, suspect or fake; answers with what rested on it.",
            takes: .of(VerificationInput.self), gives: .one(VerifiedLead.self), by: verify),
        Operation(
            .post, "leads/{id}/phone-verification", .work, "verify-by-phone",
            "Says what a call to the person showed of them.",
            takes: .of(PhoneInput.self), gives: .one(VerifiedLead.self), by: verifyByPhone),
        Operation(
            .put, "leads/{id}/assignment", .manage, "assign-lead",
            "Gives a lead to somebody, or to whoever of its pool is next.",
            takes: .of(AssignmentInput.self), gives: .one(LeadResource.self), by: assign),
        Operation(
            .post, "leads/{id}/recycling", .work, "recycle-lead",
            "Lets a lead rest until its reason has passed.",
            takes: .of(ReasonInput.self), gives: .one(LeadResource.self), by: recycle),
        Operation(
            .post, "leads/{id}/recall", .work, "recall-lead", "Brings a resting lead back.",
            takes: .of(ReasonInput.self), gives: .one(LeadResource.self), by: recall),
        Operation(
            .post, "leads/{id}/merges", .manage, right: .work, "merge-leads",
            "Makes two leads one person.",
            takes: .of(MergeInput.self), gives: .one(MergeResource.self), by: merge),
        Operation(
            .post, "leads/{id}/outcome", .work, "record-outcome", "Says how the deal ended.",
            takes: .of(OutcomeInput.self), gives: .one(LeadResource.self), by: close),
        Operation(
            .post, "leads/{id}/unsubscription", .work, "unsubscribe-lead",
            "Notes that the person wants no more mail.",
            gives: .one(LeadResource.self), by: unsubscribe),
    ]

    private struct TouchInput: Decodable, Sendable {
        var channel: Choice<LogTouch.Channel>
        var reached: Bool
        var note: String?
        var at: Instant?
    }

    private static func touch(_ call: Call) async throws -> Reply {
        let input: TouchInput = try call.input()
        return try await call.lead(
            LogTouch(
                lead: try call.id("lead"), channel: input.channel.value, reached: input.reached,
                note: input.note ?? "", at: input.at))
    }

    private struct MoveInput: Decodable, Sendable {
        var to: Choice<Stage>
        var reason: String
    }

    private static func move(_ call: Call) async throws -> Reply {
        let input: MoveInput = try call.input()
        return try await call.lead(
            MoveStage(lead: try call.id("lead"), to: input.to.value, reason: input.reason))
    }

    private struct VerificationInput: Decodable, Sendable {
        var state: Choice<VerificationState>
        var reason: String
    }

    /// Answers with the decisions that rested on a lead that turned out to be fake.
    private static func verify(_ call: Call) async throws -> Reply {
        let input: VerificationInput = try call.input()
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let command = SetVerification(lead: id, state: input.state.value, reason: input.reason)
        return try await call.perform(command) { resting, world in
            VerifiedLead(lead: LeadResource(try world.lead(id)), resting: resting)
        }
    }

    private struct PhoneInput: Decodable, Sendable {
        var genuine: Bool
        var note: String?
    }

    private static func verifyByPhone(_ call: Call) async throws -> Reply {
        let input: PhoneInput = try call.input()
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let command = VerifyByPhone(lead: id, genuine: input.genuine, note: input.note ?? "")
        return try await call.perform(command) { resting, world in
            VerifiedLead(lead: LeadResource(try world.lead(id)), resting: resting)
        }
    }

    private struct AssignmentInput: Decodable, Sendable {
        /// Absent or null gives it to whoever of its pool is next.
        var member: MemberID?
        var reason: String
    }

    private static func assign(_ call: Call) async throws -> Reply {
        let input: AssignmentInput = try call.input()
        return try await call.lead(
            AssignLead(lead: try call.id("lead"), to: input.member, reason: input.reason))
    }

    private static func recycle(_ call: Call) async throws -> Reply {
        let input: ReasonInput = try call.input()
        return try await call.lead(RecycleLead(lead: try call.id("lead"), reason: input.reason))
    }

    private static func recall(_ call: Call) async throws -> Reply {
        let input: ReasonInput = try call.input()
        return try await call.lead(RecallLead(lead: try call.id("lead"), reason: input.reason))
    }

    private struct MergeInput: Decodable, Sendable {
        var absorb: LeadID
    }

    private static func merge(_ call: Call) async throws -> Reply {
        let input: MergeInput = try call.input()
        let keep: LeadID = try call.id("lead")
        try await call.require(keep)
        try await call.require(input.absorb)
        let command = MergeLeads(keep: keep, absorb: input.absorb)
        return try await call.perform(command) { id, world in MergeResource(try world.merge(id)) }
    }

    private static func close(_ call: Call) async throws -> Reply {
        let input: OutcomeInput = try call.input()
        return try await call.lead(input.command(for: try call.id("lead")))
    }

    private static func unsubscribe(_ call: Call) async throws -> Reply {
        try await call.lead(Unsubscribe(lead: try call.id("lead")))
    }
}

struct ReasonInput: Decodable, Sendable {
    var reason: String
}

struct OutcomeInput: Decodable, Sendable {
    var won: Bool
    var at: Instant?
    var amount: Double?
    var cause: String?
    var sdr: MemberID?
    var ae: MemberID?

    func command(for lead: LeadID) -> RecordOutcome {
        RecordOutcome(
            lead: lead, won: won, at: at, amount: amount, cause: cause, sdr: sdr, ae: ae)
    }

    func command(for handoff: HandoffID) -> CloseHandoff {
        var command = CloseHandoff(handoff: handoff, won: won)
        (command.at, command.amount, command.cause) = (at, amount, cause)
        (command.sdr, command.ae) = (sdr, ae)
        return command
    }
}

private struct VerifiedLead: Codable, Sendable {
    let lead: LeadResource
    let resting: [EventID]
}

extension Call {
    /// Carries out what answers with a lead.
    fileprivate func lead<C: Command>(_ command: C) async throws -> Reply
    where C.Answer == LeadID {
        try await require(try id("lead"))
        return try await perform(command) { id, world in LeadResource(try world.lead(id)) }
    }
}
