/// Forms of new people, one a request: deduplicated, verified, scored, routed, clocks started.
struct CaptureBench {
    let site: Site
    let scale: Scale
    static let connections = 64

    func run() throws -> [Figure] {
        let workspace = try site.workspace()
        let before = try site.copy(workspace)
        let server = try Server(site, workspace)
        defer { server.stop() }
        say("capture: \(scale.captures) people")
        let used = server.processorSeconds()
        let result = try Load.run(
            port: server.port, connections: Self.connections, requests: scale.captures,
            Requests.capture(key: workspace.apiKey))
        let processor = (server.processorSeconds() - used) * 1e6 / Double(scale.captures)
        let memory = server.memory()
        say("limits: the empty route, the bare loop")
        let empty = try Load.run(
            port: server.port, connections: Self.connections, requests: scale.emptyRequests,
            Requests.empty)
        server.stop()
        let bare = try BareLoop.capture(
            before, filled: workspace, captures: scale.bareCaptures, sharing: Self.connections)
        try site.verify(workspace)
        return figures(result, processor, memory, empty, bare)
    }

    private func figures(
        _ result: LoadResult, _ processor: Double, _ memory: Double, _ empty: LoadResult,
        _ bare: BareLoop
    ) -> [Figure] {
        [
            Figure(
                bench: "capture", name: "leads", value: result.perSecond, unit: "/s",
                limit: bare.perSecond, goal: "0.50 of the bare loop"),
            Figure(
                bench: "capture", name: "processor time a lead", value: processor, unit: "us",
                limit: bare.processorMicroseconds),
            Figure(
                bench: "capture", name: "requests, against the empty route",
                value: result.perSecond, unit: "/s", limit: empty.perSecond),
            Figure(
                bench: "capture", name: "p50", value: result.milliseconds(0.5), unit: "ms"),
            Figure(
                bench: "capture", name: "p99", value: result.milliseconds(0.99), unit: "ms",
                goal: "25 ms"),
            Figure(bench: "capture", name: "server memory", value: memory, unit: "MB"),
        ]
    }
}
