import Demo
import LeadEngine
import Synchronization

/// What can go wrong with a commit.
enum Fault: CaseIterable, Sendable {
    /// The process dies before the commit: nothing of it is there.
    case crashBefore
    /// The process dies after the commit: all of it is there, and nobody was told.
    case crashAfter
    /// The store does not take it.
    case storageError
}

/// The simulated process has died.
struct Crash: Error {}

/// A store that fails now and then, by a seed.
final class FaultyStore: Store {
    private let inner: any Store
    private let state: Mutex<State>

    private struct State {
        var chance: Chance
        var rate = 0.0
        var counts: [Fault: Int] = [:]
    }

    init(_ inner: any Store, seed: UInt64) {
        self.inner = inner
        state = Mutex(State(chance: Chance(seed: seed)))
    }

    /// How many of the commits fail, from now on.
    func fail(_ rate: Double) { state.withLock { $0.rate = rate } }

    var counts: [Fault: Int] { state.withLock { $0.counts } }

    private func next() -> Fault? {
        state.withLock { state in
            guard state.rate > 0, state.chance.happens(state.rate) else { return nil }
            let fault = state.chance.pick(Fault.allCases)
            state.counts[fault, default: 0] += 1
            return fault
        }
    }

    func write(_ body: (any Transaction, Bool) throws -> Void) throws {
        let fault = next()
        if fault == .storageError {
            throw StoreProblem(kind: .full, message: "The simulated disk is full.")
        }
        try inner.write { transaction, changedElsewhere in
            try body(transaction, changedElsewhere)
            if fault == .crashBefore { throw Crash() }
        }
        if fault == .crashAfter { throw Crash() }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Transaction) throws -> T) async throws
        -> T
    {
        try await inner.read(body)
    }
}
