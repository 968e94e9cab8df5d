import Synchronization

/// Whether servers were reached lately, as the connections of a node find out; they share it.
final class Reachability: Sendable {
    private let failure = Mutex<(error: PostgresError, at: ContinuousClock.Instant)?>(nil)

    /// The clocks look for work once a second, so an outage is never older news than this.
    private static let freshness = Duration.seconds(2)

    /// The latest failure, when it was a moment ago and nothing went well since.
    var latestFailure: PostgresError? {
        guard let (error, at) = failure.withLock({ $0 }) else { return nil }
        return at.duration(to: .now) < Self.freshness ? error : nil
    }

    /// Notes an error, when it says that there is no server that works.
    func note(_ error: PostgresError) {
        guard error.isOutage else { return }
        failure.withLock { $0 = (error, .now) }
    }

    func noteSuccess() { failure.withLock { $0 = nil } }
}
