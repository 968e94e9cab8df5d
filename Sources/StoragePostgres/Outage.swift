/// Since when a database has taken nothing.
struct Outage {
    private var since: ContinuousClock.Instant?

    /// Notes a failure.
    ///
    /// - Returns: how long there was nothing but failures.
    mutating func lasts() -> Duration {
        let now = ContinuousClock.now
        let start = since ?? now
        since = start
        return start.duration(to: now)
    }

    mutating func end() { since = nil }
}
