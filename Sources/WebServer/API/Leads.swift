import HTTPTypes
import Intake
import LeadEngine
import LeadRules

/// `leads`: the people who may buy.
enum LeadRoutes {
    static let table = [
        Operation(
            .post, "leads", .capture, "capture-lead",
            "Takes a person in as a lead: 201 for a new one, 200 for one that was known.",
            takes: .of(LeadInput.self), gives: .one(LeadResource.self, .created),
            .one(LeadResource.self), by: capture),
        Operation(
            .get, "leads", .read, "list-leads", "The leads in sight.",
            asks: .paged(
                LeadID.self, .choice("stage", Stage.self), .id("owner", MemberID.self),
                .choice("verification", VerificationState.self), .text("source"),
                .text("segment"), .id("account", AccountID.self),
                .text("q", "Part of a name, mail address, phone number or company.")),
            gives: .list(of: LeadResource.self), by: list),
        Operation(
            .get, "leads/{id}", .read, "show-lead",
            "A lead with its score taken apart and its clocks.",
            gives: .made(Composed.leadDetail), by: show),
        Operation(
            .patch, "leads/{id}", .work, "correct-lead",
            "Corrects what is known of a person; null clears a field.",
            takes: .of(LeadPatchInput.self), gives: .one(LeadResource.self), by: correct),
        Operation(
            .get, "leads/{id}/timeline", .read, "show-timeline",
            "Everything that happened to a lead, and to the visitor it was before.",
            asks: .paged(EventID.self), gives: .list(of: Composed.event), by: timeline),
    ]

    /// 201 for a new lead, 200 for one that was known.
    private static func capture(_ call: Call) async throws -> Reply {
        let input: LeadInput = try call.input()
        let region = try await call.workspace.playbook().defaultRegion
        return try await call.perform(input.raw.capture(defaultRegion: region)) { answer, world in
            LeadResource(try world.lead(answer.lead))
        } status: { answer in
            answer.isNew ? .created : .ok
        }
    }

    private static func list(_ call: Call) async throws -> Reply {
        var filter = LeadFilter()
        filter.stage = try call.query.choice("stage", Stage.self)
        filter.owner = try call.query.id("owner")
        filter.verification = try call.query.choice("verification", VerificationState.self)
        filter.source = call.query.text("source")
        filter.segment = call.query.text("segment")
        filter.account = try call.query.id("account")
        filter.search = call.query.text("q")
        let page = try call.query.page(LeadID.self)
        filter.limit(to: call.caller.sight)
        let wanted = filter
        let leads = try await call.read { try $0.leads(wanted, page) }
        return try page.reply(leads, id: \.id.description) { LeadResource($0) }
    }

    private static func show(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let playbook = try await call.workspace.playbook()
        let now = call.now
        return try await .json(
            call.read { transaction in
                guard let lead = try transaction.lead(id) else {
                    throw Refusal.notFound(id, "lead")
                }
                let account = try lead.account.flatMap { try transaction.account($0) }
                return LeadDetail(
                    lead: LeadResource(lead),
                    breakdown: ScoreBreakdownResource(
                        playbook.breakdown(of: lead, account: account, at: now)),
                    clocks: try transaction.unendedClocks(of: id).map { ClockResource($0) })
            })
    }

    private static func correct(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let input: LeadPatchInput = try call.input()
        let command = CorrectLead(lead: id, patch: input.patch)
        return try await call.perform(command) { id, world in LeadResource(try world.lead(id)) }
    }

    /// Everything that happened to the lead, and to the visitor it was before.
    private static func timeline(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let page = try call.query.page(EventID.self)
        let events = try await call.read { transaction in
            guard try transaction.lead(id) != nil else { throw Refusal.notFound(id, "lead") }
            return page.cut(try transaction.events(of: id)) { $0.id.number }
        }
        return try page.reply(events, id: \.id.description) { try EventResource($0) }
    }
}

extension Page {
    /// The page of a list that is at hand as a whole, oldest first.
    func cut<Row>(_ rows: [Row], number: (Row) -> Int64) -> [Row] {
        let ordered = newestFirst ? rows.reversed() : rows
        guard let after else { return Array(ordered.prefix(limit)) }
        let rest = ordered.filter { newestFirst ? number($0) < after : number($0) > after }
        return Array(rest.prefix(limit))
    }
}
