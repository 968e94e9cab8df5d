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
                // Without the store there is still what was counted here.
                let gauges = await Patience.value(within: patience) {
                    try await workspace.engine.store.read { try $0.gauges() }
                }
                return Reply(
                    status: .ok,
                    body: workspace.metrics.text(workspace.engine, gauges, at: workspace.now),
                    contentType: "text/plain; version=0.0.4; charset=utf-8"
                ).response()
            },
        ]
    }

    /// Who asks for health does not wait long.
    private static let patience = Duration.seconds(2)
    /// A commit that takes longer says that the database hangs, or is looked for.
    private static let longestCommit = Duration.seconds(5)

    private struct Readiness: Encodable {
        var status: String
        var reason: String?
        var playbook: Int?
    }

    /// The store answers and takes commits, and there is a policy to decide by.
    private static func readiness(_ workspace: Workspace) async throws -> Reply {
        let engine = workspace.engine
        guard engine.store.isReachable else { return try unready("The store does not answer.") }
        let answer = await Patience.value(within: patience) {
            try await engine.store.read { try $0.playbookVersions().count }
        }
        guard answer != nil else { return try unready("The store does not answer.") }
        if let trying = engine.tryingToCommit, trying > longestCommit {
            return try unready("Nothing was committed for \(trying.components.seconds) s.")
        }
        guard let version = engine.activeVersion(at: workspace.now) else {
            return try unready("No playbook is active yet.")
        }
        return try .json(Readiness(status: "ready", playbook: version.version))
    }

    private static func unready(_ reason: String) throws -> Reply {
        try .json(
            Readiness(status: "unready", reason: reason), status: .serviceUnavailable)
    }
}
