package import Hummingbird
package import LeadEngine
package import LeadRules
package import Logging

/// The server as main and tests run it. It closes neither the engine nor its store.
///
/// - Parameters:
///   - readPlaybook: checks a playbook's text; throws a `Refusal` whose problems name each place as
///     `LINE:COLUMN`.
///   - tools: what the pages need of other edges.
///   - onListening: told the port once the server answers.
/// - Throws: `TextProblem` when a template or text of the pages is wrong.
package func buildApplication(
    engine: Engine, configuration: ServerConfiguration,
    readPlaybook: @escaping @Sendable (String) throws -> Playbook, tools: PageTools,
    logger: Logger, onListening: @escaping @Sendable (Int) async -> Void = { _ in }
) throws -> some ApplicationProtocol {
    let workspace = try Workspace(
        engine: engine, configuration: configuration, readPlaybook: readPlaybook, tools: tools)
    let router = Router(context: BatonContext.self, options: .autoGenerateHeadEndpoints)
    let index = RouteIndex()
    router.add(middleware: Observing(metrics: workspace.metrics))
    router.add(middleware: ErrorResponses(index: index, workspace: workspace))
    router.add(middleware: Overload(limit: configuration.requestsUnderWay))
    for route in try HealthRoutes.all(workspace) + OperationTable.paths(workspace) + OpenAPI.paths()
        + TrackingRoutes.all(workspace) + workspace.files.assets.routes()
        + PageRoutes.all(workspace)
    {
        index.add(route.method, route.path)
        router.on(RouterPath(route.path), method: route.method) { request, context in
            try await route.answer(request, context)
        }
    }
    return Application(
        router: router,
        configuration: ApplicationConfiguration(
            address: .hostname(configuration.host, port: configuration.port), serverName: "Baton"),
        onServerRunning: { channel in await onListening(channel.localAddress?.port ?? 0) },
        logger: logger)
}

/// A method and path, and what answers it.
struct ServedPath: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let answer: @Sendable (Request, BatonContext) async throws -> Response
}
