import Demo
import LeadEngine
import LeadRules
import Synchronization

/// A receiver of messages that is slow, fails, and answers too late, by a seed.
final class SimulatedReceiver: Courier {
    private let state: Mutex<(chance: Chance, failures: Int)>

    init(seed: UInt64) { state = Mutex((Chance(seed: seed), 0)) }

    var failures: Int { state.withLock { $0.failures } }

    func deliver(_ message: OutgoingMessage, to endpoint: Endpoint) async -> Delivery {
        state.withLock { state in
            guard state.chance.happens(0.2) else { return .delivered(status: 200) }
            state.failures += 1
            let error = state.chance.pick(["timed out", "connection refused", "answered 503"])
            let wait = state.chance.happens(0.2) ? TimeSpan.seconds(90) : nil
            return .failed(
                status: error == "answered 503" ? 503 : nil, error: error, retryAfter: wait)
        }
    }
}
