/// The hours of a week, in local time: for each weekday its intervals, in order and apart.
///
/// A break is the gap between two intervals. A weekday without intervals is closed.
package struct WeeklyHours: Hashable, Sendable {
    private let days: [[DayInterval]]

    /// Sorts the intervals of each weekday; one may begin where the one before it ends.
    ///
    /// - Throws: `InvalidWeeklyHours`, which names the first interval that cannot stand.
    package init(_ week: [Weekday: [DayInterval]]) throws(InvalidWeeklyHours) {
        var days: [[DayInterval]] = []
        for weekday in Weekday.allCases {
            days.append(try Self.ordered(week[weekday] ?? [], on: weekday))
        }
        self.days = days
    }

    private init(everyDay intervals: [DayInterval]) {
        days = Array(repeating: intervals, count: Weekday.allCases.count)
    }

    /// All day on all seven days.
    package static let roundTheClock = WeeklyHours(
        everyDay: [DayInterval(start: 0, end: DayInterval.wholeDay)])

    /// The intervals of one weekday, in order.
    package subscript(weekday: Weekday) -> [DayInterval] { days[weekday.rawValue] }

    private static func ordered(
        _ intervals: [DayInterval], on weekday: Weekday
    ) throws(InvalidWeeklyHours) -> [DayInterval] {
        for interval in intervals {
            guard interval.start >= 0, interval.end <= DayInterval.wholeDay else {
                throw .outsideDay(weekday, interval)
            }
            guard interval.start < interval.end else { throw .backwards(weekday, interval) }
        }
        let sorted = intervals.sorted { $0.start < $1.start }
        for (earlier, later) in zip(sorted, sorted.dropFirst()) where later.start < earlier.end {
            throw .overlap(weekday, earlier, later)
        }
        return sorted
    }
}

/// A stretch of one local day, from `start` up to but without `end`.
package struct DayInterval: Hashable, Codable, Sendable {
    static let wholeDay = 86_400

    /// Seconds on the local clock since 00:00.
    package let start: Int
    /// Seconds on the local clock since 00:00; 86,400 is 24:00, the end of the day.
    package let end: Int

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }
}

extension DayInterval: CustomStringConvertible {
    /// `09:00-18:00`.
    package var description: String { "\(Self.clock(start))-\(Self.clock(end))" }

    private static func clock(_ second: Int) -> String {
        let minutes = "\((second / 3600).padded(2)):\((second / 60 % 60).padded(2))"
        return second % 60 == 0 ? minutes : minutes + ":" + (second % 60).padded(2)
    }
}

/// Why a week's hours cannot stand.
package enum InvalidWeeklyHours: Error, Hashable, Sendable {
    /// It begins before 00:00 or ends after 24:00.
    case outsideDay(Weekday, DayInterval)
    /// It ends at or before its start.
    case backwards(Weekday, DayInterval)
    /// The second begins before the first has ended.
    case overlap(Weekday, DayInterval, DayInterval)
}

extension InvalidWeeklyHours: CustomStringConvertible {
    package var description: String {
        switch self {
        case .outsideDay(let day, let interval):
            "\(day): the hours must lie between 00:00 and 24:00, but start at second "
                + "\(interval.start) and end at second \(interval.end)"
        case .backwards(let day, let interval):
            "\(day): \(interval) ends at or before its start; split hours that pass midnight "
                + "between two days"
        case .overlap(let day, let earlier, let later):
            "\(day): \(earlier) and \(later) overlap"
        }
    }
}

/// As an object with a key for each weekday that has hours: `{"monday": [{"start": 32400, …}]}`.
extension WeeklyHours: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case monday, tuesday, wednesday, thursday, friday, saturday, sunday
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        var week: [Weekday: [DayInterval]] = [:]
        for (weekday, key) in zip(Weekday.allCases, CodingKeys.allCases) {
            week[weekday] = try container.decodeIfPresent([DayInterval].self, forKey: key)
        }
        try self.init(week)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        for (intervals, key) in zip(days, CodingKeys.allCases) where !intervals.isEmpty {
            try container.encode(intervals, forKey: key)
        }
    }
}
