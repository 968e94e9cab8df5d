import Crypto
import Demo
import Journal
package import LeadEngine
import LeadRules
import Storage

/// The whole engine under a clock set by hand, with made-up people and leads, and with crashes, storage
/// errors, clock jumps, messages that come twice, late or out of order, sends that fail, and a playbook that changes in the
/// middle. The same seed gives the same journal, byte for byte.
package struct Simulation {
    package let seed: UInt64
    package let days: Int
    private let playbooks: SimulatedPlaybooks
    private let scratch: any Store
    private let faulty: FaultyStore
    private let time: SetTime
    private let receiver: SimulatedReceiver
    private var world: DemoWorkspace
    private var chance: Chance
    private var found = SimulationOutcome()
    /// How many of the commits fail.
    private static let failures = 0.02

    /// - Parameters:
    ///   - store: an empty store, of whatever engine.
    ///   - scratch: another one, in which the journal is folded anew at the end.
    ///   - playbooks: the policy of the first half, and of the second.
    package init(
        seed: UInt64, days: Int, store: any Store, scratch: any Store,
        playbooks: SimulatedPlaybooks
    ) throws {
        self.seed = seed
        self.days = days
        self.playbooks = playbooks
        self.scratch = scratch
        faulty = FaultyStore(store, seed: seed ^ 0x5EED)
        time = SetTime(SimulatedPlaybooks.start)
        receiver = SimulatedReceiver(seed: seed ^ 0xB0B)
        chance = Chance(seed: seed ^ 0xC10C)
        world = DemoWorkspace(
            engine: try Engine(store: faulty, time: time), time: time, seed: seed,
            leads: days * 4, days: days)
        world.post = Post(seed: seed ^ 0x90_57)
    }

    /// Lives through the days, and checks what must always hold.
    ///
    /// - Throws: `BrokenPromise` when something does not hold.
    package mutating func run() async throws -> SimulationOutcome {
        defer { world.engine.close() }
        let start = SimulatedPlaybooks.start
        let end = start + .days(Int64(days))
        try await begin(from: start, until: end)
        faulty.fail(Self.failures)
        var checkAt = start + .days(7)
        while let next = world.nextAt, next < end {
            try await surviving { try await $0.world.step() }
            found.steps += 1
            try await disturb()
            if next >= checkAt {
                checkAt = next + .days(7)
                // Looking is no part of what is simulated.
                faulty.fail(0)
                try await check()
                faulty.fail(Self.failures)
            }
        }
        try await surviving { simulation in
            try await DueClocks(engine: simulation.world.engine).play(simulation.time, to: end)
        }
        faulty.fail(0)
        try await check()
        try await compareWithJournal()
        return try await outcome()
    }

    private func compareWithJournal() async throws {
        try await Refold(journal: faulty, scratch: scratch).run()
        if let difference = try await StoreComparison.firstDifference(faulty, scratch) {
            throw BrokenPromise("the tables differ from the journal: \(difference)")
        }
    }

    private mutating func begin(from start: Instant, until end: Instant) async throws {
        let engine = world.engine
        let first = playbooks.first
        let second = playbooks.second
        _ = try await engine.activate(
            first.text, name: first.name, digest: first.digest, by: .system)
        _ = try await engine.activate(
            second.text, name: second.name, digest: second.digest, by: .system,
            from: start + .days(Int64(days / 2)))
        _ = try await engine.add(
            EndpointDraft(
                kind: .webhook, url: "https://receiver.example/hook", secret: nil, events: ["*"]),
            by: .system)
        try await world.begin(from: start, until: end)
    }

    /// Does something until it is done: a process that died is started again, and whoever was not
    /// answered asks again.
    private mutating func surviving(_ body: (inout Simulation) async throws -> Void) async throws {
        for _ in 0..<1_000 {
            do {
                return try await body(&self)
            } catch is Crash {
                try restart()
            } catch let problem as StoreProblem where problem.kind == .full {
                found.refusedByStore += 1
            }
        }
        throw BrokenPromise("a thousand tries were not enough for one step")
    }

    private mutating func restart() throws {
        world.engine.close()
        for _ in 0..<1_000 {
            do {
                world.engine = try Engine(store: faulty, time: time)
                found.restarts += 1
                return
            } catch is Crash {} catch let problem as StoreProblem where problem.kind == .full {}
        }
        throw BrokenPromise("the engine did not start again")
    }

    /// What happens beside the work: the outbox, a clock that jumps.
    private mutating func disturb() async throws {
        if chance.happens(0.02) {
            // The machine slept, or its clock was set: forward by hours, or back by minutes.
            let jump = chance.happens(0.5) ? chance.below(6 * 60) : -chance.below(30)
            time.set(time.now() + .minutes(Int64(jump)))
            found.clockJumps += 1
            try await surviving { _ = try await DueClocks(engine: $0.world.engine).run() }
        }
        guard chance.happens(0.3) else { return }
        try await surviving { simulation in
            _ = try await Outbox(engine: simulation.world.engine, courier: simulation.receiver)
                .run()
        }
    }

    private func check() async throws {
        try await Promises(engine: world.engine, post: world.post).check()
    }

    private mutating func outcome() async throws -> SimulationOutcome {
        var hash = SHA256()
        var after: EventID?
        while true {
            let from = after
            let batch = try await faulty.read { try $0.journal(after: from, limit: 5_000) }
            guard let last = batch.last else { break }
            after = last.id
            found.events += batch.count
            for recorded in batch {
                let stamp = recorded.stamp
                let line =
                    "\(stamp.id) \(stamp.at.milliseconds) \(stamp.actor) \(stamp.playbook) "
                    + "\(recorded.name) \(try StoredText.of(recorded.event))\n"
                hash.update(data: Array(line.utf8))
            }
        }
        found.journal = hash.finalize().prefix(8).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        let counts = faulty.counts
        found.crashes = counts[.crashBefore, default: 0] + counts[.crashAfter, default: 0]
        found.storageErrors = counts[.storageError, default: 0]
        found.failedSends = receiver.failures
        found.repeated = world.post?.repeated ?? 0
        found.reordered = world.post?.reordered ?? 0
        return found
    }
}

/// What a simulation lived through.
package struct SimulationOutcome: Hashable, Codable, Sendable {
    package internal(set) var steps = 0
    package internal(set) var events = 0
    package internal(set) var crashes = 0
    package internal(set) var restarts = 0
    package internal(set) var storageErrors = 0
    package internal(set) var refusedByStore = 0
    package internal(set) var clockJumps = 0
    package internal(set) var failedSends = 0
    /// Messages and forms that came twice.
    package internal(set) var repeated = 0
    /// Batches of messages that came late or in another order.
    package internal(set) var reordered = 0
    /// The beginning of the journal's SHA-256.
    package internal(set) var journal = ""
}

/// Something that must always hold did not.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// The policy of the first half of the days, and of the second.
package struct SimulatedPlaybooks: Sendable {
    package struct Version: Sendable {
        var name: String
        var text: String
        var digest: String

        package init(name: String, text: String, digest: String) {
            self.name = name
            self.text = text
            self.digest = digest
        }
    }

    var first: Version
    var second: Version
    static let start = Instant(milliseconds: 1_767_225_600_000)

    package init(first: Version, second: Version) {
        self.first = first
        self.second = second
    }
}
