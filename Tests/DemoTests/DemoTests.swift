import Demo
import Foundation
import Journal
import LeadEngine
import LeadRules
import PlaybookFile
import ShippedPlaybooks
import Storage
import TestStores
import Testing

/// The demo is what people see first: it must show every situation, and be the same every time.
struct DemoTests {
    /// Monday noon in Seoul.
    static let now = Instant(rfc3339: "2026-11-23T03:00:00Z")!

    static func filled(seed: UInt64 = 2026) async throws -> any Store {
        let store = try TestStore.make(PlaybookShelf { try PlaybookFile.read($0) })
        let time = SetTime(now)
        let engine = try Engine(store: store, time: time)
        defer { engine.close() }
        var workspace = DemoWorkspace(engine: engine, time: time, seed: seed)
        try await workspace.fill(
            until: now, playbook: ShippedPlaybook.standard.text, name: "Default", digest: "demo"
        ) { _ in }
        return store
    }

    /// One workspace for all tests: making it takes a while.
    static let workspace = Task { try await filled() }

    @Test func `the demo shows every situation that people are to see`() async throws {
        let store = try await Self.workspace.value
        try await store.read { transaction in
            for stage in Stage.allCases {
                var filter = LeadFilter()
                filter.stage = stage
                let found = try transaction.leads(filter, Page())
                #expect(!found.isEmpty, "no lead is \(stage.rawValue)")
            }
            for state in [Handoff.State.pending, .review, .accepted, .rejected] {
                var filter = HandoffFilter()
                filter.states = [state]
                let found = try transaction.handoffs(filter, Page())
                #expect(!found.isEmpty, "no handoff is \(state.rawValue)")
            }
            for state in [Clock.State.running, .met, .breached, .cancelled] {
                var filter = ClockFilter()
                filter.states = [state]
                let found = try transaction.clocks(filter, Page())
                #expect(!found.isEmpty, "no clock is \(state.rawValue)")
            }
            var suspects = LeadFilter()
            suspects.verification = .suspect
            #expect(try transaction.leads(suspects, Page()).count >= 2)
            #expect(try transaction.leads(LeadFilter(), Page(limit: 500)).count >= 300)
            #expect(try transaction.members().filter { $0.profile.role == .sdr }.count == 4)
            #expect(try transaction.members().filter { $0.profile.role == .ae }.count == 6)
            #expect(try transaction.members().contains { !$0.timeOff.isEmpty })
            #expect(try !transaction.merges(state: .open, of: nil, Page()).isEmpty)
        }
    }

    @Test func `the tables of the demo are what its journal says`() async throws {
        let store = try await Self.workspace.value
        let shelf = PlaybookShelf { try PlaybookFile.read($0) }
        let scratch = try TestStore.make(shelf)
        try await Refold(journal: store, scratch: scratch).run()
        #expect(try await StoreComparison.firstDifference(store, scratch) == nil)
    }

    @Test func `the same seed makes the same journal, byte for byte`() async throws {
        let one = try await Self.journal(of: Self.workspace.value)
        let other = try await Self.journal(of: Self.filled())
        #expect(one.count > 1_000)
        #expect(one == other)
    }

    private static func journal(of store: any Store) async throws -> [String] {
        try await store.read { transaction in
            try transaction.journal(after: nil, limit: 100_000).map { try PublicEvent.text($0) }
        }
    }
}
