/// Tracked events of known leads, in batches, each answered once it is on disk.
struct IntakeBench {
    let site: Site
    let scale: Scale
    static let connections = 16

    func run() throws -> [Figure] {
        say("intake: making \(scale.leads) leads known")
        let workspace = try KnownLeads.make(site, scale.leads)
        let before = try site.copy(workspace)
        let server = try Server(site, workspace)
        defer { server.stop() }
        say("intake: \(scale.events) events in batches of \(Requests.batchSize)")
        let used = server.processorSeconds()
        let result = try Load.run(
            port: server.port, connections: Self.connections,
            requests: scale.events / Requests.batchSize,
            Requests.events(scale.events, leads: scale.leads, key: workspace.writeKey))
        let processor = (server.processorSeconds() - used) * 1e6 / Double(scale.events)
        let memory = server.memory()
        say("limits: the empty route, the bare loop")
        let empty = try Load.run(
            port: server.port, connections: Self.connections, requests: scale.emptyRequests,
            Requests.empty)
        server.stop()
        let bare = try BareLoop.intake(before, filled: workspace, events: scale.bareEvents)
        try site.verify(workspace)
        return figures(result, processor, memory, empty, bare)
    }

    private func figures(
        _ result: LoadResult, _ processor: Double, _ memory: Double, _ empty: LoadResult,
        _ bare: BareLoop
    ) -> [Figure] {
        let perBatch = Double(Requests.batchSize)
        return [
            Figure(
                bench: "intake", name: "events", value: result.perSecond * perBatch, unit: "/s",
                limit: bare.perSecond, goal: "0.60 of the bare loop"),
            Figure(
                bench: "intake", name: "processor time an event", value: processor, unit: "us",
                limit: bare.processorMicroseconds),
            Figure(
                bench: "intake", name: "batches, against the empty route",
                value: result.perSecond, unit: "/s", limit: empty.perSecond),
            Figure(
                bench: "intake", name: "p50 of a batch", value: result.milliseconds(0.5),
                unit: "ms"),
            Figure(
                bench: "intake", name: "p99 of a batch", value: result.milliseconds(0.99),
                unit: "ms"),
            Figure(bench: "intake", name: "server memory", value: memory, unit: "MB"),
        ]
    }
}

/// A workspace in which so many leads are known and have done nothing yet.
enum KnownLeads {
    static func make(_ site: Site, _ count: Int) throws -> Workspace {
        let workspace = try site.workspace()
        let server = try Server(site, workspace)
        defer { server.stop() }
        try identify(count, on: server, workspace)
        return workspace
    }

    static func identify(_ count: Int, on server: Server, _ workspace: Workspace) throws {
        _ = try Load.run(
            port: server.port, connections: 4,
            requests: (count + Requests.batchSize - 1) / Requests.batchSize,
            Requests.identify(0..<count, key: workspace.writeKey))
    }
}
