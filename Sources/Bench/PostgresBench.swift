/// The intake and the capture once more, behind one node on PostgreSQL; a tenth of the work.
struct PostgresBench {
    let site: Site
    let scale: Scale

    /// - Returns: nothing where there is no cluster.
    func intake() throws -> [Figure] {
        guard let workspace = try workspace("intake") else { return [] }
        let leads = scale.leads / 10
        let events = scale.events / 10
        let server = try Server(site, workspace)
        defer { server.stop() }
        try KnownLeads.identify(leads, on: server, workspace)
        let result = try Load.run(
            port: server.port, connections: IntakeBench.connections,
            requests: events / Requests.batchSize,
            Requests.events(events, leads: leads, key: workspace.writeKey))
        return [
            Figure(
                bench: "intake", name: "events, PostgreSQL, 1 node",
                value: result.perSecond * Double(Requests.batchSize), unit: "/s")
        ]
    }

    func capture() throws -> [Figure] {
        guard let workspace = try workspace("capture") else { return [] }
        let server = try Server(site, workspace)
        defer { server.stop() }
        let result = try Load.run(
            port: server.port, connections: CaptureBench.connections,
            requests: scale.captures / 10, Requests.capture(key: workspace.apiKey))
        return [
            Figure(
                bench: "capture", name: "leads, PostgreSQL, 1 node", value: result.perSecond,
                unit: "/s"),
            Figure(
                bench: "capture", name: "p99, PostgreSQL, 1 node",
                value: result.milliseconds(0.99), unit: "ms"),
        ]
    }

    private func workspace(_ name: String) throws -> Workspace? {
        guard let database = try PostgresRows.makeDatabase() else { return nil }
        say("\(name), PostgreSQL")
        return try site.workspace(database: database)
    }
}
