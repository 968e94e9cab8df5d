/// When somebody works: weekly hours in a time zone, less holidays and time off.
///
/// Weekly hours are open from the first to the last moment at which the local clock shows a time in
/// them. So 01:00-05:00 is three hours on the day that skips an hour, and five on the day that
/// repeats one.
package struct BusinessCalendar: Hashable, Sendable {
    let offsets: ZoneOffsets
    package let hours: WeeklyHours
    /// Local days that are closed from midnight to midnight.
    package let holidays: Set<CivilDate>
    /// Stretches that are closed whatever the hours say: in order, apart, none empty.
    package let timeOff: [TimeOffInterval]

    /// The time zone's name in the IANA database, as it was given.
    package var zone: String { offsets.zone }

    /// Time off may come in any order and overlap.
    ///
    /// - Throws: `UnknownZone` when the IANA database has no such zone.
    package init(
        zone: String, hours: WeeklyHours, holidays: Set<CivilDate> = [],
        timeOff: [TimeOffInterval] = []
    ) throws(UnknownZone) {
        self.init(
            offsets: try ZoneOffsets.of(zone: zone), hours: hours, holidays: holidays,
            timeOff: timeOff)
    }

    private init(
        offsets: ZoneOffsets, hours: WeeklyHours, holidays: Set<CivilDate>,
        timeOff: [TimeOffInterval]
    ) {
        self.offsets = offsets
        self.hours = hours
        self.holidays = holidays
        self.timeOff = TimeOffInterval.merged(timeOff)
    }

    /// Plain time: every second counts.
    package static let always = BusinessCalendar(
        offsets: .utc, hours: .roundTheClock, holidays: [], timeOff: [])

    /// This calendar with more days closed.
    package func adding(holidays more: Set<CivilDate>) -> BusinessCalendar {
        BusinessCalendar(
            offsets: offsets, hours: hours, holidays: holidays.union(more), timeOff: timeOff)
    }

    /// This calendar with more stretches closed.
    package func adding(timeOff more: [TimeOffInterval]) -> BusinessCalendar {
        BusinessCalendar(
            offsets: offsets, hours: hours, holidays: holidays, timeOff: timeOff + more)
    }
}

/// Time that somebody does not work, from `from` up to but without `to`.
package struct TimeOffInterval: Hashable, Codable, Sendable {
    package let from: Instant
    package let to: Instant

    package init(from: Instant, to: Instant) {
        self.from = from
        self.to = to
    }

    /// The same time in order, with overlaps joined and empty intervals left out.
    static func merged(_ intervals: [TimeOffInterval]) -> [TimeOffInterval] {
        var merged: [TimeOffInterval] = []
        for next in intervals.sorted(by: { $0.from < $1.from }) where next.from < next.to {
            if let last = merged.last, next.from <= last.to {
                merged[merged.count - 1] = TimeOffInterval(
                    from: last.from, to: max(last.to, next.to))
            } else {
                merged.append(next)
            }
        }
        return merged
    }
}

extension BusinessCalendar: Codable {
    private enum CodingKeys: String, CodingKey {
        case zone, hours, holidays, timeOff
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            zone: container.decode(String.self, forKey: .zone),
            hours: container.decode(WeeklyHours.self, forKey: .hours),
            holidays: container.decodeIfPresent(Set<CivilDate>.self, forKey: .holidays) ?? [],
            timeOff: container.decodeIfPresent([TimeOffInterval].self, forKey: .timeOff) ?? [])
    }

    /// Holidays are written in order, so that equal calendars give equal text.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(zone, forKey: .zone)
        try container.encode(hours, forKey: .hours)
        try container.encode(holidays.sorted(), forKey: .holidays)
        try container.encode(timeOff, forKey: .timeOff)
    }
}
