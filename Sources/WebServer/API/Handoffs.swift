import HTTPTypes
import LeadEngine
import LeadRules

/// `handoffs`: contracts from giver to receiver.
enum HandoffRoutes {
    static let table = [
        Operation(
            .post, "handoffs", .work, "open-handoff",
            "Hands a lead over. Refused while required information is missing, field by field.",
            takes: .of(HandoffInput.self), gives: .made(Composed.handoff, .created), by: open),
        Operation(
            .get, "leads/{id}/handoff-kinds", .read, "list-handoff-kinds",
            "Which handoffs a lead can be given by now, and why not the others.",
            gives: .one(KindList.self), by: kinds),
        Operation(
            .get, "handoffs", .read, "list-handoffs", "The handoffs of the leads in sight.",
            asks: .paged(
                HandoffID.self, .choices("state", Handoff.State.self),
                .id("receiver", MemberID.self), .id("giver", MemberID.self),
                .id("lead", LeadID.self)),
            gives: .list(of: Composed.handoff), by: list),
        Operation(
            .get, "handoffs/{id}", .read, "show-handoff", "A handoff with the points of its lines.",
            gives: .made(Composed.handoff), by: show),
        Operation(
            .post, "handoffs/{id}/acceptance", .work, "accept-handoff", "Accepts a handoff.",
            gives: .made(Composed.handoff), by: accept),
        Operation(
            .post, "handoffs/{id}/rejection", .work, "reject-handoff",
            "Rejects a handoff for a reason of the playbook, which says where the lead goes.",
            takes: .of(RejectionInput.self), gives: .made(Composed.handoff), by: reject),
        Operation(
            .post, "handoffs/{id}/dispute", .work, "dispute-rejection",
            "Asks a manager to look at a rejection.",
            takes: .of(NoteInput.self), gives: .made(Composed.handoff), by: dispute),
        Operation(
            .post, "handoffs/{id}/dispute/decision", .manage, "decide-dispute",
            "Upholds a rejection or overturns it.",
            takes: .of(DecisionInput.self), gives: .made(Composed.handoff),
            by: decideDispute),
        Operation(
            .post, "handoffs/{id}/first-contact", .work, "log-first-contact",
            "Notes that the receiver has talked with the person.",
            gives: .made(Composed.handoff), by: contact),
        Operation(
            .post, "handoffs/{id}/outcome", .work, "close-handoff", "Says how the deal ended.",
            takes: .of(OutcomeInput.self), gives: .made(Composed.handoff), by: close),
        Operation(
            .post, "handoffs/{id}/questions", .work, "ask-giver", "Asks the giver something.",
            takes: .of(QuestionInput.self), gives: .made(Composed.handoff), by: ask),
        Operation(
            .post, "handoffs/{id}/answers", .work, "answer-receiver",
            "Answers the receiver's question.",
            takes: .of(AnswerInput.self), gives: .made(Composed.handoff), by: reply),
    ]

    private struct HandoffInput: Decodable, Sendable {
        var lead: LeadID
        var kind: String
        var receiver: MemberID?
        var summary: String?
        var quotes: [String]?
        var objections: [String]?
    }

    private static func open(_ call: Call) async throws -> Reply {
        let input: HandoffInput = try call.input()
        var packet = Packet()
        packet.summary = input.summary ?? ""
        packet.quotes = input.quotes ?? []
        packet.objections = input.objections ?? []
        try await call.require(input.lead)
        let command = OpenHandoff(
            lead: input.lead, kind: input.kind, receiver: input.receiver, packet: packet)
        return try await call.perform(command) { id, world in
            HandoffResource(try world.handoff(id))
        } status: { _ in
            .created
        }
    }

    private struct KindResource: Codable, Sendable {
        let kind: String
        let title: String
        let mayOpen: Bool
        let code: String?
        let why: String?

        init(_ rule: HandoffRule, refused: Refusal?) {
            kind = rule.id
            title = rule.title
            mayOpen = refused == nil
            code = refused?.code
            why = refused?.message
        }
    }

    private struct KindList: Codable, Sendable {
        let data: [KindResource]
    }

    /// Which kinds may be opened for a lead now, and why the others not.
    private static func kinds(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let rules = try await call.workspace.playbook().handoffs
        return try await call.read { transaction in
            guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
            let former = try transaction.handoffs(of: id)
            let owner = try transaction.members().first { $0.id == lead.owner }?.profile.role
            return try .json(
                KindList(
                    data: rules.map { rule in
                        KindResource(
                            rule,
                            refused: rule.whyNotOpen(lead, after: former, ownedBy: owner))
                    }))
        }
    }

    private static func list(_ call: Call) async throws -> Reply {
        var filter = HandoffFilter()
        filter.states = try call.query.choices("state", Handoff.State.self)
        filter.receiver = try call.query.id("receiver")
        filter.giver = try call.query.id("giver")
        filter.lead = try call.query.id("lead")
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(HandoffID.self)
        let wanted = filter
        let handoffs = try await call.read { try $0.handoffs(wanted, page) }
        return try page.reply(handoffs, id: \.id.description) { HandoffResource($0) }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id: HandoffID = try call.id("handoff")
        guard let handoff = try await call.read({ try $0.handoff(id) }) else {
            throw Refusal.notFound(id, "handoff")
        }
        try await call.require(handoff.lead)
        return try .json(HandoffResource(handoff))
    }

    private static func accept(_ call: Call) async throws -> Reply {
        try await call.handoff(AcceptHandoff(handoff: try call.id("handoff")))
    }

    private struct RejectionInput: Decodable, Sendable {
        var reason: String
        var note: String?
        var fields: [Choice<QualificationField>]?
    }

    private static func reject(_ call: Call) async throws -> Reply {
        let input: RejectionInput = try call.input()
        return try await call.handoff(
            RejectHandoff(
                handoff: try call.id("handoff"), reason: input.reason, note: input.note ?? "",
                fields: (input.fields ?? []).map(\.value)))
    }

    private struct NoteInput: Decodable, Sendable {
        var note: String
    }

    private static func dispute(_ call: Call) async throws -> Reply {
        let input: NoteInput = try call.input()
        return try await call.handoff(
            DisputeRejection(handoff: try call.id("handoff"), note: input.note))
    }

    private struct DecisionInput: Decodable, Sendable {
        var overturn: Bool
        var note: String?
    }

    private static func decideDispute(_ call: Call) async throws -> Reply {
        let input: DecisionInput = try call.input()
        return try await call.handoff(
            DecideDispute(
                handoff: try call.id("handoff"), overturn: input.overturn, note: input.note ?? ""))
    }

    private static func contact(_ call: Call) async throws -> Reply {
        try await call.handoff(LogFirstContact(handoff: try call.id("handoff")))
    }

    private static func close(_ call: Call) async throws -> Reply {
        let outcome: OutcomeInput = try call.input()
        return try await call.handoff(outcome.command(for: try call.id("handoff")))
    }

    private struct QuestionInput: Decodable, Sendable {
        var question: String
    }

    private static func ask(_ call: Call) async throws -> Reply {
        let input: QuestionInput = try call.input()
        return try await call.handoff(
            AskGiver(handoff: try call.id("handoff"), question: input.question))
    }

    private struct AnswerInput: Decodable, Sendable {
        var answer: String
    }

    private static func reply(_ call: Call) async throws -> Reply {
        let input: AnswerInput = try call.input()
        return try await call.handoff(
            AnswerReceiver(handoff: try call.id("handoff"), answer: input.answer))
    }
}

extension Call {
    /// Carries out what answers with a handoff.
    fileprivate func handoff<C: Command>(_ command: C) async throws -> Reply
    where C.Answer == HandoffID {
        let id: HandoffID = try id("handoff")
        if let lead = try await read({ try $0.handoff(id)?.lead }) { try await require(lead) }
        return try await perform(command) { id, world in
            HandoffResource(try world.handoff(id))
        }
    }
}

/// A handoff, as the API shows it, with the points of its lines.
struct HandoffResource: Encodable, Sendable {
    let handoff: Handoff

    init(_ handoff: Handoff) { self.handoff = handoff }

    private enum Key: String, CodingKey { case points }

    func encode(to encoder: any Encoder) throws {
        try handoff.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(handoff.points, forKey: .points)
    }
}
