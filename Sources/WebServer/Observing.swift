import HTTPTypes
import Hummingbird
import Logging

/// Logs and counts requests: method, route, status and time, never bodies or secrets.
struct Observing: RouterMiddleware {
    let metrics: ServerMetrics

    func handle(
        _ request: Request, context: BatonContext,
        next: (Request, BatonContext) async throws -> Response
    ) async throws -> Response {
        let started = ContinuousClock.now
        let response = try await next(request, context)
        let spent = started.duration(to: .now) / .seconds(1)
        let route = context.endpointPath ?? "unknown"
        metrics.count(
            method: request.method.rawValue, route: route, status: response.status.code,
            seconds: spent)
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(route)",
                "status": "\(response.status.code)",
                "ms": "\((spent * 10_000).rounded() / 10)",
            ])
        return response
    }
}
