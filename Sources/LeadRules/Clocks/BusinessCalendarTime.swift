extension BusinessCalendar {
    /// How far ahead an opening or a deadline is looked for: five years.
    package static let horizon = TimeSpan.days(5 * 366)

    /// The moment at which `span` of open time has run since `start`.
    ///
    /// Time that is used up exactly at a close is due at that close, not at the next opening. No time
    /// at all (or less) is due at `start` when that is open, else at the next opening. Nil when the
    /// moment lies beyond the horizon, or the calendar never opens.
    package func due(after start: Instant, _ span: TimeSpan) -> Instant? {
        guard span <= Self.horizon else { return nil }
        var left = max(0, span.seconds * 1000)
        for open in openPeriods(from: start, to: start + Self.horizon) {
            if left <= open.milliseconds {
                return Instant(milliseconds: open.from.milliseconds + left)
            }
            left -= open.milliseconds
        }
        return nil
    }

    /// The open time from `from` up to `to`, in whole seconds, rounded down; zero when `to` is not
    /// after `from`.
    package func openTime(from: Instant, to: Instant) -> TimeSpan {
        let milliseconds = openPeriods(from: from, to: to).reduce(0) { $0 + $1.milliseconds }
        return TimeSpan(seconds: milliseconds / 1000)
    }

    /// Whether a moment is open. The moment of a close is not.
    package func isOpen(at moment: Instant) -> Bool {
        let next = Instant(milliseconds: moment.milliseconds + 1)
        return openPeriods(from: moment, to: next).contains { _ in true }
    }

    /// `moment` itself when it is open, else the next opening; nil when there is none within the
    /// horizon.
    package func nextOpening(onOrAfter moment: Instant) -> Instant? { due(after: moment, .zero) }

    private func openPeriods(from: Instant, to: Instant) -> OpenPeriods {
        OpenPeriods(of: self, from: from, to: to)
    }
}

extension BusinessCalendar {
    /// How far the local clock is ahead of UTC at a moment, in seconds.
    package func offsetSeconds(at moment: Instant) -> Int {
        Int(offsets.offset(at: moment.seconds))
    }

    /// The day that the local calendar shows at a moment.
    package func localDay(of moment: Instant) -> CivilDate {
        let local = moment.seconds + offsets.offset(at: moment.seconds)
        return CivilDate(dayNumber: Int(local.flooredDivision(by: 86_400)))
    }

    /// The first moment at which the local clock shows that second of that day.
    ///
    /// A time that the clock skips gives the moment of the skip. 86,400 is the midnight after `day`.
    package func instant(of day: CivilDate, secondOfDay: Int) -> Instant {
        Instant(seconds: offsets.opening(at: day.localSecond(secondOfDay)))
    }
}

extension CivilDate {
    /// A second of this day on a local clock, counted from 1970-01-01T00:00:00 on the same clock.
    func localSecond(_ secondOfDay: Int) -> Int64 {
        Int64(dayNumber) * 86_400 + Int64(secondOfDay)
    }
}
