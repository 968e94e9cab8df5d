package import LeadRules

/// One time of an event.
struct Occurrence: Sendable {
    var start: EventTime
    var end: EventTime
    var summary: String
}

/// A day that an event covers from its beginning to its end.
package struct DayOff: Hashable, Sendable {
    package let day: CivilDate
    package let name: String
}

/// The time of an event as time away.
package struct Absence: Hashable, Sendable {
    package let from: Instant
    package let to: Instant
    package let note: String
}

extension CalendarFile {
    /// The whole days that events cover, in order, each once: of all-day events, and of events
    /// from midnight to midnight on the clocks of their zone.
    ///
    /// - Parameter own: the reader's zone, for times that state none.
    package func daysOff(within years: ClosedRange<Int>, in own: LocalZone) -> [DayOff] {
        var names: [CivilDate: String] = [:]
        for occurrence in occurrences {
            for day in occurrence.wholeDays(home ?? own)
            where years.contains(day.parts.year) && names[day] == nil {
                names[day] = occurrence.summary
            }
        }
        return names.map { DayOff(day: $0.key, name: $0.value) }.sorted { $0.day < $1.day }
    }

    /// Every event as time away, those that start within the years and end after a moment, the
    /// next first.
    package func absences(after now: Instant, within years: ClosedRange<Int>, in own: LocalZone)
        -> [Absence]
    {
        occurrences.compactMap { occurrence -> Absence? in
            guard years.contains(occurrence.start.day.parts.year) else { return nil }
            let absence = Absence(
                from: occurrence.start.moment(in: own), to: occurrence.end.moment(in: own),
                note: occurrence.summary)
            return absence.from < absence.to && absence.to > now ? absence : nil
        }.sorted { $0.from < $1.from }
    }
}

extension Occurrence {
    /// Longer than a year is a mistake of the file.
    private static let mostDays = 366

    fileprivate func wholeDays(_ own: LocalZone) -> [CivilDate] {
        let (from, to) = (start.reading(own), end.reading(own))
        let closes = start.isDay ? to.day : to.dayAfterMinute
        guard start.isDay || from.secondOfDay == 0 && to.isMidnight else { return [] }
        let length = closes.dayNumber - from.day.dayNumber
        guard start.isDay || length > 0 else { return [] }
        return (0..<min(max(1, length), Self.mostDays)).map { from.day + $0 }
    }
}

extension EventTime {
    var day: CivilDate {
        switch self {
        case .day(let day): day
        case .clock(let time, _): time.day
        }
    }

    /// On the clocks of its zone; a time in UTC names a moment, and is read on the reader's clocks.
    fileprivate func reading(_ own: LocalZone) -> LocalTime {
        switch self {
        case .day(let day): LocalTime(day: day)
        case .clock(let time, .utc?): own.time(at: LocalZone.utc.moment(of: time))
        case .clock(let time, _): time
        }
    }
}

extension LocalTime {
    /// Many programs write the end of a day as its last minute.
    fileprivate var isMidnight: Bool { secondOfDay == 0 || secondOfDay >= 86_340 }
    fileprivate var dayAfterMinute: CivilDate { secondOfDay >= 86_340 ? day + 1 : day }
}
