import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// A request to the API: who asks, and what.
struct Call: Sendable {
    let workspace: Workspace
    let operation: Operation
    let caller: Caller
    let query: Query
    let contentType: String?
    let body: [UInt8]
    let onceKey: OnceKey?
    private let parameters: Parameters

    /// Finds out who asks, and reads the request.
    ///
    /// - Throws: `Problem` 400, 401, 403, 413, 415 or 429.
    init(
        _ request: Request, _ context: BatonContext, _ operation: Operation, _ workspace: Workspace
    )
        async throws
    {
        self.workspace = workspace
        self.operation = operation
        caller = try await workspace.caller(request.headers[.authorization], for: operation.scope)
        if let role = caller.member?.profile.role, !Access.allows(role, operation.right) {
            throw Problem(
                .forbidden, "role-not-allowed",
                "The role '\(role.rawValue)' does not include this. Ask a manager or RevOps.")
        }
        query = try Query(request.uri.query)
        try query.refuseUnknown(besides: operation.query.map(\.name))
        try query.refuseEmpty(of: operation.query)
        parameters = context.parameters
        contentType = request.headers[.contentType]
        body = try await request.bytes(upTo: BodyLimit.api)
        onceKey =
            operation.method == .post
            ? try OnceKey(
                request.headers[.idempotencyKey], of: caller, asking: "POST \(request.uri.string)",
                body: body) : nil
    }

    var engine: Engine { workspace.engine }
    var now: Instant { workspace.now }

    /// The id in the address.
    ///
    /// - Throws: 404, since nothing is at an address that names nothing.
    func id<Kind>(_ what: String) throws -> ID<Kind> {
        let text = parameters.get("id") ?? ""
        guard let id = ID<Kind>(text) else {
            throw Refusal(.notFound, "not-found", "There is no \(what) '\(text)'.")
        }
        return id
    }

    /// The number in the address, of things that have no letter.
    func number(_ what: String, _ name: String = "id") throws -> Int64 {
        let text = parameters.get(name) ?? ""
        guard let number = Int64(text), number > 0 else {
            throw Refusal(.notFound, "not-found", "There is no \(what) '\(text)'.")
        }
        return number
    }

    func parameter(_ name: String) -> String { parameters.get(name) ?? "" }

    /// Refuses what is asked of a lead that the caller may not see. A lead that is not there is left to
    /// whoever asks for it.
    func require(_ id: LeadID) async throws {
        guard case .members = caller.sight else { return }
        let sight = caller.sight
        try await read { transaction in
            guard let lead = try transaction.lead(id) else { return }
            let handoffs = try transaction.handoffs(of: id)
            guard sight.includes(lead, handoffs: handoffs) else { throw Problem.outOfSight }
        }
    }

    /// The leads that the caller may see, merged ones too; nil when that is all of them.
    var leadsInSight: LeadFilter? {
        guard case .members = caller.sight else { return nil }
        var filter = LeadFilter()
        filter.merged = true
        filter.limit(to: caller.sight)
        return filter
    }

    /// Looks something up.
    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
        -> T
    {
        try await engine.store.read(body)
    }
}
