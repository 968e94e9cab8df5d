import Demo
import Foundation
import LeadEngine
import LeadRules
import Storage
import TestStores
import Testing

/// The sums that are kept while things happen are those that counting the rows gives.
@Suite struct FiguresTests {
    @Test func `after ten days of work every sum is that of the rows`() async throws {
        let history = try await ReportHistory()
        try await history.work()
        try await expectSameAsCounted(history.store)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `after random days every sum is that of the rows`(_ seed: UInt64) async throws {
        let history = try await RandomHistory.make(seed: seed, leads: 60)
        try await expectSameAsCounted(history.store)
    }

    @Test(arguments: [4, 5] as [UInt64])
    func `every report is the same, made of sums or counted`(_ seed: UInt64) async throws {
        let history = try await RandomHistory.make(seed: seed, leads: 60)
        var chance = Chance(seed: seed)
        for _ in 0..<25 {
            let query = RandomHistory.period(&chance)
            try await history.store.read { transaction in
                guard let counting = transaction as? any ReportCounting else {
                    throw StoreProblem(kind: .other, message: "This store counts nothing.")
                }
                try expectSame(transaction, counting, query)
            }
        }
    }

    @Test func `what a merge takes away, its undo gives back`() async throws {
        let history = try await RandomHistory.make(seed: 6, leads: 20)
        let leads = try await history.store.read { try $0.leads(LeadFilter(), Page()) }
        let before = try await rows(history.store)
        _ = try await history.engine.handle(
            MergeLeads(keep: leads[0].id, absorb: leads[1].id), by: .system)
        try await expectSameAsCounted(history.store)
        #expect(try await rows(history.store) != before)
        let merges = try await history.store.read { try $0.merges(of: leads[1].id) }
        for merge in merges where merge.state == .merged && merge.absorb == leads[1].id {
            _ = try await history.engine.handle(UndoMerge(merge: merge.id), by: .system)
        }
        try await expectSameAsCounted(history.store)
        #expect(
            try await history.store.read { try $0.lead(leads[1].id)?.mergedInto } == nil)
    }

    @Test(.enabled(if: !TestStore.isPostgres))
    func `a workspace of an older Baton is counted when it is opened`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let playbook = try ReportHistory.playbook()
        let shelf = PlaybookShelf { _ in playbook }
        let time = SetTime(moment("02T00:00"))
        let store = try TestStore.make(shelf, in: folder)
        let engine = try Engine(store: store, time: time)
        try await ReportHistory.makeTeam(in: engine)
        for name in ["One", "Two", "Three"] {
            _ = try await engine.handle(ReportHistory.capture(name, "demo"), by: .system)
        }
        let kept = try await rows(store)
        try store.write { transaction, _ in
            for statement in [
                "DROP TABLE figures", "DROP TABLE lead_words", "DROP INDEX leads_ended",
                "DROP INDEX events_visits", "DROP INDEX clocks_started",
                "DROP INDEX outbox_delivered", "ALTER TABLE events DROP COLUMN decision",
                "DELETE FROM schema_migrations WHERE number >= 3",
            ] {
                try TestStore.run(statement, [], in: transaction)
            }
        }
        engine.close()
        let opened = try TestStore.make(shelf, in: folder)
        #expect(Set(try await rows(opened)) == Set(kept))
        var filter = LeadFilter()
        filter.search = "WO"
        let wanted = filter
        #expect(try await opened.read { try $0.leads(wanted, Page()) }.map(\.id) == [LeadID(2)])
    }

    @Test func `what is undone within a commit is in no sum`() async throws {
        let history = try await RandomHistory.make(seed: 7, leads: 10)
        let before = try await rows(history.store)
        await #expect(throws: Refusal.self) {
            _ = try await history.engine.handle(
                LogTouch(lead: LeadID(9_999), channel: .call, reached: true), by: .system)
        }
        #expect(try await rows(history.store) == before)
    }

    @Test func `a period is cut into whole spans without a gap or an overlap`() {
        var chance = Chance(seed: 8)
        for _ in 0..<500 {
            let from = Int64(chance.below(4_000)) - 1_000
            let to = from + Int64(chance.below(3_000))
            let period = FigurePeriod(
                Instant(milliseconds: from * 1_800_000), Instant(milliseconds: to * 1_800_000))
            var halves = Set<Int64>()
            for part in period.parts where part.from < part.to {
                for half in part.from * part.span * 2..<part.to * part.span * 2 {
                    #expect(halves.insert(half).inserted)
                }
            }
            for edge in period.edges {
                for half in edge.from.milliseconds / 1_800_000..<edge.to.milliseconds / 1_800_000 {
                    #expect(halves.insert(half).inserted)
                }
            }
            #expect(halves == Set(from..<to))
        }
    }
}

/// The rows of the table, without sums of nothing.
private func rows(_ store: any Store) async throws -> [String] {
    try await store.read { transaction in
        guard let counting = transaction as? any ReportCounting else { return [] }
        return try counting.figureRows()
    }
}

private func expectSameAsCounted(_ store: any Store) async throws {
    let kept = try await rows(store)
    try store.write { transaction, _ in
        try (transaction as? any ReportCounting)?.recountFigures()
    }
    let counted = try await rows(store)
    #expect(!counted.isEmpty)
    #expect(Set(kept).symmetricDifference(counted).sorted() == [])
}

private func expectSame(
    _ transaction: any Transaction, _ counting: any ReportCounting, _ query: ReportQuery
) throws {
    func total(_ tallies: [FunnelTally]) -> FunnelCounts {
        tallies.total(\.counts)
    }
    let funnel = try transaction.funnel(query)
    let counted = try counting.countedFunnel(query)
    #expect(total(funnel.byOrigin) == total(counted))
    #expect(total(funnel.bySDR) == total(counted))
    #expect(try transaction.funnelTotal(query) == total(counted))
    var limits: [WritableKeyPath<ReportQuery, String?>: String] = [:]
    for tally in counted {
        limits[\.source] = tally.source
        limits[\.campaign] = tally.campaign
        limits[\.segment] = tally.segment
    }
    for (part, text) in limits {
        var limited = query
        limited[keyPath: part] = text
        let all = total(try counting.countedFunnel(limited))
        #expect(try transaction.funnelTotal(limited) == all)
        #expect(total(try transaction.funnel(limited).bySDR) == all)
    }
    for member in try transaction.members().prefix(4) {
        var limited = query
        limited.member = member.id
        let all = total(try counting.countedFunnel(limited))
        #expect(try transaction.funnelTotal(limited) == all)
        #expect(total(try transaction.funnel(limited).byAE) == all)
    }
    for ae in Set(counted.map(\.ae)) {
        #expect(
            total(funnel.byAE.filter { $0.ae == ae }) == total(counted.filter { $0.ae == ae }))
    }
    #expect(
        try transaction.handoffTallies(query).total(\.counts)
            == counting.countedHandoffs(query).total(\.counts))
    let now = moment("20T03:00")
    for _ in 0..<2 {
        // The second time from what the first one left in memory.
        #expect(
            speed(query, try transaction.responses(query), now)
                == speed(query, ResponseSet(try counting.countedResponses(query)), now))
    }
    #expect(try transaction.closedTotals(query) == counting.countedClosed(query))
    #expect(try transaction.clockLoads(query) == counting.countedLoads(query))
    #expect(try transaction.assignments(query) == counting.countedAssignments(query))
    let stages = try transaction.stageTallies(query).sorted {
        $0.stage.rawValue < $1.stage.rawValue
    }
    #expect(
        stages
            == (try counting.countedStages(query).sorted { $0.stage.rawValue < $1.stage.rawValue }))
    #expect(
        try transaction.clockTallies(query).total(\.counts)
            == counting.countedClocks(query).total(\.counts))
    #expect(
        try transaction.intake(query, finely: false).reduce(0) { $0 + $1.leads }
            == counting.countedIntake(query).reduce(0) { $0 + $1.leads })
}

private func speed(_ query: ReportQuery, _ responses: ResponseSet, _ now: Instant) -> SpeedReport {
    var report = SpeedReport(
        query, responses: responses, contacts: [], clocks: [], members: [], at: now)
    // Fractions of seconds are added up in another order.
    report.total.meanSeconds = report.total.meanSeconds?.rounded()
    return report
}
