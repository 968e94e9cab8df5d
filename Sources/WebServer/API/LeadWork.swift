import HTTPTypes
import LeadEngine
import LeadRules

/// What is done to a lead.
enum LeadWorkRoutes {
    static let table = [
        Route(.post, "leads/{id}/touches", .work, touch),
        Route(.put, "leads/{id}/stage", .work, move),
        Route(.put, "leads/{id}/verification", .manage, right: .verify, verify),
        Route(.post, "leads/{id}/phone-verification", .work, verifyByPhone),
        Route(.put, "leads/{id}/assignment", .manage, assign),
        Route(.post, "leads/{id}/recycling", .work, recycle),
        Route(.post, "leads/{id}/recall", .work, recall),
        Route(.post, "leads/{id}/merges", .manage, right: .work, merge),
        Route(.post, "leads/{id}/outcome", .work, close),
        Route(.post, "leads/{id}/unsubscription", .work, unsubscribe),
    ]

    private struct TouchInput: Decodable {
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

    private struct MoveInput: Decodable {
        var to: Choice<Stage>
        var reason: String
    }

    private static func move(_ call: Call) async throws -> Reply {
        let input: MoveInput = try call.input()
        return try await call.lead(
            MoveStage(lead: try call.id("lead"), to: input.to.value, reason: input.reason))
    }

    private struct VerificationInput: Decodable {
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

    private struct PhoneInput: Decodable {
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

    private struct AssignmentInput: Decodable {
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

    private struct MergeInput: Decodable {
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

private struct VerifiedLead: Encodable, Sendable {
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
