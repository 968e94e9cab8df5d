import Foundation
package import LeadRules
import Synchronization

/// Where the engine gets the time from.
package protocol TimeSource: Sendable {
    func now() -> Instant
}

/// The machine's clock, to the millisecond.
package struct SystemTime: TimeSource {
    package init() {}
    package func now() -> Instant {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
    }
}

/// A clock that is set by hand: history that is played again, and tests.
package final class SetTime: TimeSource {
    private let moment: Mutex<Instant>

    package init(_ start: Instant) { moment = Mutex(start) }
    package func now() -> Instant { moment.withLock { $0 } }
    package func set(_ now: Instant) { moment.withLock { $0 = now } }
}
