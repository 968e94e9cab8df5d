import Foundation
import LeadEngine
import LeadRules
import Storage
import TestStores
import Testing

/// Several nodes over one database: nobody leads, nothing is done twice, and what is fair on one node
/// is fair on all.
@Suite struct `Several nodes` {
    @Test func `leads that come in on two nodes at once are shared out as on one`() async throws {
        try await Nodes.run { nodes in
            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        _ = try await nodes.engines[number % 2].handle(
                            ReportHistory.capture("Lead \(number)", "demo"), by: .system)
                    }
                }
                try await group.waitForAll()
            }
            let (leads, members) = try await nodes.engines[0].store.read {
                (try $0.leads(LeadFilter(), Page(limit: 100)), try $0.members())
            }
            #expect(leads.count == 60)
            #expect(Set(leads.map(\.displayName)).count == 60)
            let loads = members.filter { $0.profile.role == .sdr }.map(\.load)
            #expect(loads.reduce(0, +) == 60)
            #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1)
            try await nodes.verify()
        }
    }

    @Test func `clocks that are due on two nodes fire once`() async throws {
        try await Nodes.run { nodes in
            for number in 0..<20 {
                _ = try await nodes.engines[0].handle(
                    ReportHistory.capture("Lead \(number)", "demo"), by: .system)
            }
            nodes.time.set(nodes.time.now() + .days(3))
            try await withThrowingTaskGroup { group in
                for engine in nodes.engines {
                    group.addTask { _ = try await DueClocks(engine: engine).run() }
                }
                try await group.waitForAll()
            }
            var ranOut = ClockFilter()
            ranOut.breached = true
            let filter = ranOut
            let (events, clocks) = try await nodes.engines[1].store.read { transaction in
                (
                    try transaction.journal(after: nil, limit: 10_000)
                        .filter { $0.name == "clock.breached" }.count,
                    try transaction.count(filter)
                )
            }
            #expect(clocks >= 20)
            #expect(events == clocks)
            try await nodes.verify()
        }
    }

    @Test func `a node sees at once what another one changed`() async throws {
        try await Nodes.run { nodes in
            let lead = try await nodes.engines[0].handle(
                ReportHistory.capture("Kim", "demo"), by: .system
            ).answer.lead
            let owner = try await nodes.engines[1].store.read { try $0.lead(lead)?.owner }
            _ = try await nodes.engines[1].handle(
                LogTouch(lead: lead, channel: .call, reached: false), by: .member(owner!))
            _ = try await nodes.engines[0].handle(
                LogTouch(lead: lead, channel: .call, reached: false), by: .member(owner!))
            let attempts = try await nodes.engines[0].store.read {
                try $0.lead(lead)?.work.attempts
            }
            #expect(attempts == 2)
        }
    }

    /// The commit of the first node is lost; before it has found out what became of it, the other
    /// one writes.
    @Test(.enabled(if: TestStore.isPostgres))
    func `a node whose commit was lost learns what another one wrote meanwhile`() async throws {
        try await Nodes.run { nodes in
            _ = try await nodes.engines[0].handle(
                ReportHistory.capture("Kim", "demo"), by: .system)
            try await nodes.engines[0].submit { transaction, _ in
                for sql in Self.cutOff { try TestStore.run(sql, [], in: transaction) }
            }
            async let cut = nodes.engines[0].handle(
                ReportHistory.capture("Cut", "demo"), by: .system)
            try await Task.sleep(for: .milliseconds(100))
            let others = (1...5).map { ReportHistory.capture("Lee \($0)", "demo") }
            let made = try await nodes.engines[1].handle(each: others, by: .system)
            #expect(made.compactMap { try? $0.get().answer.lead.number } == [2, 3, 4, 5, 6])
            #expect(try await cut.answer.lead == LeadID(7))
            try await nodes.verify()
        }
    }

    /// The first commit of a lead of the name Cut has no answer for longer than a node waits for one, and
    /// is lost then.
    private static let cutOff = [
        "CREATE SEQUENCE cuts",
        """
        CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF nextval('cuts') = 1 THEN PERFORM pg_sleep(21);
        PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$
        """,
        """
        CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON leads DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.name = 'Cut') EXECUTE FUNCTION cut()
        """,
    ]

    @Test func `a playbook that one node activates is the policy of the other`() async throws {
        try await Nodes.run { nodes in
            let version = try await nodes.engines[0].activate(
                "-", name: "Second", digest: "1", by: .system)
            _ = try await nodes.engines[1].handle(
                ReportHistory.capture("Kim", "demo"), by: .system)
            let last = try await nodes.engines[1].store.read {
                try $0.journal(after: nil, limit: 1_000).last
            }
            #expect(last?.stamp.playbook == version)
        }
    }
}

/// Two engines over one database, with the team of `ReportHistory`.
private struct Nodes: Sendable {
    let engines: [Engine]
    let time: SetTime
    let shelf: PlaybookShelf

    static func run(_ body: (Nodes) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "baton-nodes-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var roomy = try ReportHistory.playbook()
        for pool in roomy.pools.indices { roomy.pools[pool].cap = 100 }
        let playbook = roomy
        let shelf = PlaybookShelf { _ in playbook }
        let time = SetTime(moment("02T00:00"))
        let stores = try TestStore.nodes(2, shelf, in: folder)
        let first = try Engine(store: stores[0], time: time)
        try await ReportHistory.makeTeam(in: first)
        let nodes = Nodes(
            engines: [first, try Engine(store: stores[1], time: time)], time: time, shelf: shelf)
        defer { for engine in nodes.engines { engine.close() } }
        try await body(nodes)
    }

    /// The tables are what the journal says.
    func verify() async throws {
        let scratch = try TestStore.make(shelf)
        try await Refold(journal: engines[0].store, scratch: scratch).run()
        let difference = try await StoreComparison.firstDifference(engines[0].store, scratch)
        #expect(difference == nil)
    }
}
