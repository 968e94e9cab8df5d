import HTTPTypes
import LeadEngine
import LeadRules

/// `merges`: leads that may be, or were made, one person.
enum MergeRoutes {
    static let table = [
        Operation(
            .get, "merges", .read, "list-merges", "Leads that may be, or were made, one person.",
            asks: .paged(MergeID.self, .choice("state", MergeProposal.State.self)),
            gives: .list(of: MergeResource.self), by: list),
        Operation(
            .delete, "merges/{id}", .manage, "dismiss-merge", "Says that they are two people.",
            gives: .nothing, by: dismiss),
        Operation(
            .post, "merges/{id}/undo", .manage, "undo-merge", "Makes them two leads again.",
            gives: .one(MergeResource.self), by: undo),
    ]

    private static func list(_ call: Call) async throws -> Reply {
        let state = try call.query.choice("state", MergeProposal.State.self)
        let page = try call.query.page(MergeID.self)
        let leads = call.leadsInSight
        let merges = try await call.read { try $0.merges(state: state, of: leads, page) }
        return try page.reply(merges, id: \.id.description) { MergeResource($0) }
    }

    /// Says that they are two people.
    private static func dismiss(_ call: Call) async throws -> Reply {
        try await call.perform(DismissMerge(merge: try call.id("merge proposal")))
    }

    private static func undo(_ call: Call) async throws -> Reply {
        let command = UndoMerge(merge: try call.id("merge proposal"))
        return try await call.perform(command) { id, world in MergeResource(try world.merge(id)) }
    }
}

struct MergeResource: Codable, Sendable {
    let id: MergeID
    let keep: LeadID
    let absorb: LeadID
    let proposedAt: Instant
    let match: IdentityMatch
    let state: MergeProposal.State
    let decidedAt: Instant?
    let decidedBy: Actor?

    init(_ merge: MergeProposal) {
        id = merge.id
        keep = merge.keep
        absorb = merge.absorb
        proposedAt = merge.proposedAt
        match = merge.match
        state = merge.state
        decidedAt = merge.decidedAt
        decidedBy = merge.decidedBy
    }
}
