import LeadRules

/// A moment from RFC 3339; a text that is none is a mistake in the test.
func moment(_ rfc3339: String) -> Instant {
    guard let instant = Instant(rfc3339: rfc3339) else {
        preconditionFailure("not RFC 3339: \(rfc3339)")
    }
    return instant
}

extension DayInterval {
    /// From `09:00-18:00`.
    init(_ text: String) {
        let seconds = text.split(separator: "-").map { time in
            let fields = time.split(separator: ":").compactMap { Int($0) }
            precondition(fields.count == 2, "not hours: \(text)")
            return fields[0] * 3600 + fields[1] * 60
        }
        precondition(seconds.count == 2, "not hours: \(text)")
        self.init(start: seconds[0], end: seconds[1])
    }
}

extension WeeklyHours {
    init(_ days: [Weekday], _ hours: [String]) throws(InvalidWeeklyHours) {
        let intervals = hours.map { DayInterval($0) }
        try self.init(Dictionary(uniqueKeysWithValues: days.map { ($0, intervals) }))
    }
}

extension BusinessCalendar {
    /// Monday to Friday.
    static func weekdays(_ hours: String..., zone: String = "Asia/Seoul") throws -> Self {
        let days = Weekday.allCases.filter { $0 != .saturday && $0 != .sunday }
        return try BusinessCalendar(zone: zone, hours: WeeklyHours(days, hours))
    }

    static func daily(_ hours: String..., zone: String) throws -> Self {
        try BusinessCalendar(zone: zone, hours: WeeklyHours(Weekday.allCases, hours))
    }

    static func only(_ day: Weekday, _ hours: String..., zone: String) throws -> Self {
        try BusinessCalendar(zone: zone, hours: WeeklyHours([day], hours))
    }

    /// The open time of one local day and, where a clock is set back, of its neighbours' overhang.
    func openTime(on day: String) throws -> TimeSpan {
        let date = CivilDate(day) ?? CivilDate(dayNumber: 0)
        return openTime(
            from: instant(of: date, secondOfDay: 0), to: instant(of: date + 1, secondOfDay: 0))
    }
}
