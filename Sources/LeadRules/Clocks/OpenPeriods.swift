/// The open periods of a calendar between two moments: in order, apart, none empty.
///
/// Works day by day, so its cost grows with the days between the moments, not with the seconds.
struct OpenPeriods: Sequence, IteratorProtocol {
    private let calendar: BusinessCalendar
    private let limit: Instant
    private let lastDay: CivilDate
    private var day: CivilDate
    private var hoursOfDay: ArraySlice<DayInterval>
    /// Everything before this moment has been given.
    private var done: Instant
    /// What is left of some hours after time off in the midst of them.
    private var rest: OpenPeriod?
    private var nextTimeOff = 0

    /// Begins a day early and ends a day late: where a clock is set back over midnight, the hours of
    /// one day may reach into the next.
    init(of calendar: BusinessCalendar, from: Instant, to: Instant) {
        self.calendar = calendar
        limit = to
        done = from
        day = CivilDate(dayNumber: calendar.localDay(of: from).dayNumber - 1)
        lastDay = calendar.localDay(of: to) + 1
        hoursOfDay = calendar.hours(on: day)
    }

    mutating func next() -> OpenPeriod? {
        while let hours = rest ?? nextHours() {
            rest = nil
            guard let timeOff = timeOff(during: hours) else { return hours }
            if timeOff.to < hours.to { rest = OpenPeriod(from: timeOff.to, to: hours.to) }
            if hours.from < timeOff.from { return OpenPeriod(from: hours.from, to: timeOff.from) }
        }
        return nil
    }

    /// The next hours by the week and the holidays, whatever the time off.
    private mutating func nextHours() -> OpenPeriod? {
        while day <= lastDay {
            guard let hours = hoursOfDay.popFirst() else {
                day = day + 1
                hoursOfDay = calendar.hours(on: day)
                continue
            }
            var period = calendar.period(of: hours, on: day)
            period.clip(from: done, to: limit)
            guard period.from < period.to else { continue }
            done = period.to
            return period
        }
        return nil
    }

    private mutating func timeOff(during hours: OpenPeriod) -> TimeOffInterval? {
        let all = calendar.timeOff
        while nextTimeOff < all.count, all[nextTimeOff].to <= hours.from { nextTimeOff += 1 }
        guard nextTimeOff < all.count, all[nextTimeOff].from < hours.to else { return nil }
        return all[nextTimeOff]
    }
}

/// From one moment up to but without another.
struct OpenPeriod {
    var from: Instant
    var to: Instant
    var milliseconds: Int64 { to.milliseconds - from.milliseconds }

    mutating func clip(from earliest: Instant, to latest: Instant) {
        from = max(from, earliest)
        to = min(to, latest)
    }
}

extension BusinessCalendar {
    fileprivate func hours(on day: CivilDate) -> ArraySlice<DayInterval> {
        holidays.contains(day) ? [] : hours[day.weekday][...]
    }

    fileprivate func period(of hours: DayInterval, on day: CivilDate) -> OpenPeriod {
        OpenPeriod(
            from: Instant(seconds: offsets.opening(at: day.localSecond(hours.start))),
            to: Instant(seconds: offsets.closing(at: day.localSecond(hours.end))))
    }
}
