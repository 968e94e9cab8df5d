package import LeadRules

/// When a message is tried again: at once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h,
/// 20 h and 24 h, each with up to a tenth more so that receivers are not hit by all at once.
/// Source: the Standard Webhooks specification.
package enum RetrySchedule {
    package static let waits: [TimeSpan] = [
        .seconds(5), .minutes(5), .minutes(30), .hours(2), .hours(5), .hours(10), .hours(14),
        .hours(20), .hours(24),
    ]

    /// When to try again after so many tries, the last of them now; nil when there is none left.
    package static func next(after attempts: Int, of message: Int64, at now: Instant) -> Instant? {
        guard attempts >= 1, attempts <= waits.count else { return nil }
        let wait = waits[attempts - 1].seconds * 1000
        // Knuth's multiplicative hash: the same message always gets the same share.
        let share = (message &* 2_654_435_761 &+ Int64(attempts) &* 40_503) & 0xFFFF
        return Instant(milliseconds: now.milliseconds + wait + wait / 10 * share / 65_536)
    }
}
