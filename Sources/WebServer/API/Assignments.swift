import HTTPTypes
import LeadEngine
import LeadRules

/// `assignments`: who got which lead, and how that came about; `held-leads`: who waits for room.
enum AssignmentRoutes {
    static let table = [
        Operation(
            .get, "assignments", .read, "list-assignments",
            "Who got which lead, and how that came about.",
            asks: .paged(EventID.self, .id("lead", LeadID.self)),
            gives: .list(of: AssignmentResource.self), by: list),
        Operation(
            .get, "held-leads", .read, "list-held-leads", "Leads that wait for room.",
            asks: .paged(LeadID.self), gives: .list(of: HeldLead.self), by: held),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        var filter = EventFilter()
        filter.names = [LeadAssigned.name]
        filter.lead = try call.query.id("lead")
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(EventID.self)
        let wanted = filter
        let events = try await call.read { try $0.events(wanted, page) }
        return try page.reply(events, id: \.id.description) { AssignmentResource($0) }
    }

    private static func held(_ call: Call) async throws -> Reply {
        var filter = LeadFilter()
        filter.held = true
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(LeadID.self)
        let wanted = filter
        let leads = try await call.read { try $0.leads(wanted, page) }
        return try page.reply(leads, id: \.id.description) { HeldLead($0) }
    }

    private struct HeldLead: Codable, Sendable {
        let lead: LeadID
        let name: String
        let company: String?
        let pool: String?
        let since: Instant
        /// When somebody of the pool is next at work.
        let retryAt: Instant?
        let score: Double

        init(_ lead: Lead) {
            self.lead = lead.id
            name = lead.displayName
            company = lead.contact.company
            pool = lead.heldIn
            since = lead.stageSince
            retryAt = lead.rest.wakeAt
            score = lead.score.total
        }
    }
}

/// An assignment with its trace.
struct AssignmentResource: Codable, Sendable {
    let id: EventID
    let lead: LeadID
    let owner: MemberID
    let pool: String?
    let at: Instant
    let actor: Actor
    let reason: String
    let trace: Trace

    /// Nil when the event is no assignment.
    init?(_ recorded: Recorded) {
        guard let event = recorded.event as? LeadAssigned else { return nil }
        id = recorded.id
        lead = event.leadID
        owner = event.owner
        pool = event.pool
        at = recorded.stamp.at
        actor = recorded.stamp.actor
        reason = event.reason
        trace = event.trace
    }
}
