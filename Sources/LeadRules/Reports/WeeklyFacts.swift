/// What a weekly report is made of.
package struct WeeklyFacts: Sendable {
    package var week = PeriodFacts()
    /// The period of the same length before.
    package var before = PeriodFacts()
    /// Leads captured and handoffs opened in the thirteen weeks up to the end of the week.
    package var quarterFunnel: [FunnelTally] = []
    package var quarterHandoffs: [HandoffTally] = []
    /// Captures of the week and of the period before.
    package var intake: [IntakeTally] = []
    /// Leads won or lost in the week, the latest first.
    package var closed: [Lead] = []
    /// Clocks that ran out in the week, the latest first.
    package var breaches: [Clock] = []
    package var members: [Member] = []
    package init() {}
}

/// What one period is measured by.
package struct PeriodFacts: Sendable {
    package var responses = ResponseSet([])
    package var clocks: [ClockTally] = []
    package var handoffs: [HandoffTally] = []
    package var closed = ClosedTotals()
    /// Clocks that ran out.
    package var breaches = 0
    package init() {}
}

/// Leads won and lost in a period, by the date of the outcome.
package typealias ClosedTotals = Counts<ClosedMeasure>

/// Leads won or lost for the same cause.
package struct CauseTally: Hashable, Sendable {
    /// Nil when none was given.
    package var cause: String?
    package var counts = ClosedTotals()

    package init(cause: String?) { self.cause = cause }
}

/// Leads of one source that were captured within an hour, or a quarter of one.
package struct IntakeTally: Hashable, Sendable {
    /// When the hour or the quarter began.
    package var at: Instant
    package var source: String
    package var leads: Int

    package init(at: Instant, source: String, leads: Int) {
        self.at = at
        self.source = source
        self.leads = leads
    }
}

/// The periods that a weekly report compares.
package struct WeeklyPeriod: Hashable, Codable, Sendable {
    package var from: Instant
    package var to: Instant
    /// Where the period of the same length before begins.
    package var beforeFrom: Instant
    /// Where the thirteen weeks begin on which the conversion rates rest.
    package var quarterFrom: Instant

    /// The period of the query; where it is open, the seven days up to now.
    package init(_ query: ReportQuery, at now: Instant) {
        let end = query.to ?? now
        to = end
        from = query.from ?? end - .days(7)
        beforeFrom = from - (to - from)
        quarterFrom = min(from, end - .days(91))
    }
}

extension Playbook {
    /// Whether each day of the home calendar that the period touches begins on an hour of UTC. Where the
    /// clock is half an hour off, it does not.
    package func daysBeginOnTheHour(in period: WeeklyPeriod) -> Bool {
        guard let zone = calendars[homeCalendar].flatMap({ try? LocalZone($0.zone) }) else {
            return true
        }
        let first = homeDay(of: period.beforeFrom).dayNumber
        let last = homeDay(of: period.to).dayNumber
        return first > last
            || (first...last).allSatisfy { day in
                zone.moment(of: LocalTime(day: CivilDate(dayNumber: day))).milliseconds % 3_600_000
                    == 0
            }
    }
}
