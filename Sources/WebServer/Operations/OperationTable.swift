import HTTPTypes
package import LeadEngine

/// All that the API can be asked.
package enum OperationTable {
    /// Every operation, noun by noun.
    static let all: [Operation] =
        LeadRoutes.table + LeadWorkRoutes.table + MergeRoutes.table + UndoRoutes.table
        + AccountRoutes.table + ActivityRoutes.table + QualificationRoutes.table
        + HandoffRoutes.table + ClockRoutes.table + AssignmentRoutes.table + QueueRoutes.table
        + MemberRoutes.table
        + TimeOffRoutes.table + PlaybookRoutes.table + WebhookRoutes.table + EventRoutes.table
        + TokenRoutes.table + ReportRoutes.table

    /// Method, path and scope of every operation, for tests.
    package static var listing: [(method: String, path: String, scope: TokenScope)] {
        all.map { ($0.method.rawValue, "/api/v1/\($0.path)", $0.scope) }
    }

    static func paths(_ workspace: Workspace) -> [ServedPath] {
        all.map { route in
            ServedPath(method: route.method, path: "/api/v1/\(route.path)") { request, context in
                let call = try await Call(request, context, route, workspace)
                return try await route.answer(call).response()
            }
        }
    }
}
