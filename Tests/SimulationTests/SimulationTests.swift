import LeadEngine
import PlaybookFile
import ShippedPlaybooks
import Simulation
import Storage
import StorageSQLite
import TestStores
import Testing

/// The whole engine under faults. `baton simulate` takes the same seeds; `bin/bench simulator` takes
/// thousands.
struct SimulationTests {
    private static func shelf() -> PlaybookShelf { PlaybookShelf { try PlaybookFile.read($0) } }

    private static func outcome(
        seed: UInt64, days: Int, store: any Store, scratch: any Store
    ) async throws -> SimulationOutcome {
        let text = ShippedPlaybook.standard.text
        let changed = text.replacing("  threshold: 50", with: "  threshold: 45")
        var simulation = try Simulation(
            seed: seed, days: days, store: store, scratch: scratch,
            playbooks: SimulatedPlaybooks(
                first: .init(name: "Default", text: text, digest: "first"),
                second: .init(name: "Changed", text: changed, digest: "second")))
        do {
            return try await simulation.run()
        } catch let broken as BrokenPromise {
            throw BrokenPromise("\(broken): baton simulate --seed \(seed) --days \(days)")
        }
    }

    private static func onTestStore(seed: UInt64, days: Int) async throws -> SimulationOutcome {
        try await outcome(
            seed: seed, days: days, store: TestStore.make(shelf()), scratch: TestStore.make(shelf())
        )
    }

    /// A few hundred on SQLite; on PostgreSQL, where each needs two schemas, a few.
    static let seeds: [ClosedRange<UInt64>] =
        TestStore.isPostgres
        ? [1...2, 3...4] : (0..<10).map { 1_000 + $0 * 25...1_000 + $0 * 25 + 24 }

    @Test(arguments: seeds)
    func `whatever happens, everything holds`(seeds: ClosedRange<UInt64>) async throws {
        for seed in seeds {
            let found = try await Self.onTestStore(seed: seed, days: 1)
            #expect(found.events > 0)
        }
    }

    @Test func `faults of every kind come up`() async throws {
        let found = try await Self.onTestStore(seed: 7, days: 8)
        #expect(found.crashes > 0 && found.storageErrors > 0 && found.clockJumps > 0)
        #expect(found.failedSends > 0 && found.repeated > 0 && found.reordered > 0)
    }

    @Test func `a seed gives the same journal again, on every engine`() async throws {
        let once = try await Self.onTestStore(seed: 42, days: 3)
        let embedded = try await Self.outcome(
            seed: 42, days: 3, store: SQLiteStore(inMemory: Self.shelf()),
            scratch: SQLiteStore(inMemory: Self.shelf()))
        #expect(once == embedded)
    }
}
