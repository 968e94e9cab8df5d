import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// What operators and load balancers ask. No key is needed.
enum HealthRoutes {
    static func all(_ workspace: Workspace) -> [ServedPath] {
        [
            ServedPath(method: .get, path: "/healthz") { _, _ in
                try Reply.json(["status": "alive"]).response()
            },
            ServedPath(method: .get, path: "/readyz") { _, _ in
                try await readiness(workspace).response()
            },
            ServedPath(method: .get, path: "/metrics") { _, _ in
                let gauges = try await workspace.engine.store.read { try $0.gauges() }
                return Reply(
                    status: .ok,
                    body: workspace.metrics.text(workspace.engine, gauges, at: workspace.now),
                    contentType: "text/plain; version=0.0.4; charset=utf-8"
                ).response()
            },
        ]
    }

    private struct Readiness: Encodable {
        var status: String
        var reason: String?
        var playbook: Int?
    }

    /// The store answers, with a schema that is up to date, and there is a policy to decide by.
    private static func readiness(_ workspace: Workspace) async throws -> Reply {
        do {
            _ = try await workspace.engine.store.read { try $0.playbookVersions().count }
        } catch {
            return try .json(
                Readiness(status: "unready", reason: "The store does not answer."),
                status: .serviceUnavailable)
        }
        guard let version = workspace.engine.activeVersion(at: workspace.now) else {
            return try .json(
                Readiness(status: "unready", reason: "No playbook is active yet."),
                status: .serviceUnavailable)
        }
        return try .json(Readiness(status: "ready", playbook: version.version))
    }
}
