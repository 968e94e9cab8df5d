import LeadEngine
import LeadRules
import Storage
import TestStores
import Testing

/// Clocks go on, whatever one of them or a playbook runs into.
@Suite struct `Clocks that fall due` {
    @Test func `a playbook that names a team with nobody in it cannot be scheduled`() async throws {
        let history = try await workspace()
        await #expect(throws: Refusal.self) { try await schedule(history, "team west") }
        #expect(history.engine.activeVersion(at: moment("09T00:00"))?.version == 1)
    }

    @Test func `a scheduled playbook whose team left meanwhile is noted, and clocks still fire`()
        async throws
    {
        let history = try await workspace()
        #expect(try await schedule(history, "team north") == 2)
        _ = try await history.engine.handle(DisableMember(member: ReportHistory.ana), by: .system)
        try await history.on("02T00:59", ReportHistory.capture("One", "demo"))
        history.time.set(moment("02T01:10"))
        try await DueClocks(engine: history.engine).run()
        #expect(try await names(history).suffix(2).contains("clock.breached"))
        #expect(try await names(history).filter { $0 == "setting.changed" }.count == 1)
        try await DueClocks(engine: history.engine).run()
        #expect(try await names(history).filter { $0 == "playbook.activated" }.count == 2)
        #expect(try await history.store.read { try $0.announcedVersions() } == [1, 2])
    }

    @Test func `a clock that fails is put off in sight, and those behind it fire`() async throws {
        let history = try await workspace()
        try await twoHandoffs(history)
        try await damage(history, "handoffs", id: 1)
        history.time.set(moment("03T02:00"))
        try await DueClocks(engine: history.engine).run()
        let rows = try await clocks(history, .decision)
        #expect(rows.map(\.state) == [.running, .breached])
        #expect(rows[0].nextAt == moment("03T03:00"))
        #expect(try await names(history).contains("clock.postponed"))
    }

    @Test func `what cannot even be put off is reported after the others are done`() async throws {
        let history = try await workspace()
        try await twoHandoffs(history)
        let first = try await clocks(history, .decision)[0]
        try await damage(history, "clocks", id: first.id.number)
        history.time.set(moment("03T02:00"))
        await #expect(throws: (any Error).self) {
            try await DueClocks(engine: history.engine).run()
        }
        let second = try await history.store.read { try $0.unendedClocks(of: LeadID(2)) }
        #expect(second.first { $0.purpose == .decision }?.state == .breached)
    }

    private func workspace() async throws -> ReportHistory {
        try await ReportHistory { text, playbook in
            for index in playbook.clocks.indices {
                playbook.clocks[index].onBreach = [.reassignBackup]
            }
            if text.hasPrefix("team ") { playbook.pools[0].teams = [String(text.dropFirst(5))] }
        }
    }

    private func schedule(_ history: ReportHistory, _ text: String) async throws -> Int {
        try await history.engine.activate(
            text, name: text, digest: text, by: .system, from: moment("02T01:00"))
    }

    private func twoHandoffs(_ history: ReportHistory) async throws {
        for (number, name) in [(Int64(1), "One"), (2, "Two")] {
            try await history.on("02T00:00", ReportHistory.capture(name, "demo"))
            try await history.on("02T00:00", ReportHistory.touch(number))
            try await history.on("02T00:01", ReportHistory.qualify(number, points: 5))
            try await history.on("02T00:02", ReportHistory.handOver(number, to: ReportHistory.cho))
        }
    }

    private func damage(_ history: ReportHistory, _ table: String, id: Int64) async throws {
        try await history.engine.submit { transaction, _ in
            try TestStore.run(
                "UPDATE \(table) SET state = '{}' WHERE id = ?", [.integer(id)], in: transaction)
        }
    }

    private func clocks(_ history: ReportHistory, _ purpose: Clock.Purpose) async throws -> [Clock]
    {
        try await history.store.read { transaction in
            try [LeadID(1), LeadID(2)].flatMap { try transaction.unendedClocks(of: $0) }
                .filter { $0.purpose == purpose }
        }
    }

    private func names(_ history: ReportHistory) async throws -> [String] {
        try await history.store.read { try $0.journal(after: nil, limit: 1_000).map(\.name) }
    }
}
