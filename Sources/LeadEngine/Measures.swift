package import LeadRules
import Synchronization

/// How long the engine's own work takes, since it started. For monitoring.
package final class Measures: Sendable {
    /// What was measured up to a moment.
    package struct Values: Sendable {
        /// Seconds from the last decision of a transaction to its durable commit.
        package fileprivate(set) var commit = Histogram()
        /// Commands that were carried out in those transactions.
        package fileprivate(set) var commands = 0
        /// Seconds from the moment that a clock, a wake-up or a nurture mail was due to the one in
        /// which it was done.
        package fileprivate(set) var lag = Histogram()
    }

    private let state = Mutex(Values())

    package var values: Values { state.withLock { $0 } }

    func noteCommit(of commands: Int, took duration: Duration) {
        state.withLock {
            $0.commit.add(duration / .seconds(1))
            $0.commands += commands
        }
    }

    /// Notes that things due at some moments were done now.
    func noteDone(_ due: [Instant], at now: Instant) {
        state.withLock { state in
            for moment in due { state.lag.add(moment.age(at: now)) }
        }
    }
}

/// How often something took how many seconds.
package struct Histogram: Hashable, Sendable {
    package static let bounds = [
        0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60,
    ]
    /// How many took at most so long as the bound of the same index says and longer than the one
    /// before; the last took longer than any bound.
    package private(set) var counts = Array(repeating: 0, count: bounds.count + 1)
    package private(set) var sum = 0.0

    package init() {}

    package mutating func add(_ seconds: Double) {
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        sum += seconds
    }
}

extension Instant {
    /// Seconds from this moment to a later one; none to an earlier one.
    package func age(at now: Instant) -> Double {
        Double(max(0, now.milliseconds - milliseconds)) / 1000
    }
}

extension Engine {
    /// Commands that wait for the next transaction.
    package var waitingCommands: Int { writer.count }
}
