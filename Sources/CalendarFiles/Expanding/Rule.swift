import CLibical
import LeadRules

/// A rule of recurrence (3.3.10), read by libical but for its ends.
struct Rule: Sendable {
    /// As written in the file.
    let written: String
    /// Without UNTIL and COUNT.
    private let text: String
    private let frequency: Frequency
    private let interval: Int
    /// How many times a step of the frequency can give.
    private let timesPerStep: Int
    /// Whether a step may give no time at all, so that steps say nothing of times.
    private let isSelective: Bool
    /// The last moment on the event's clocks.
    private let until: Int?
    private let count: Int?

    private enum Frequency: String {
        case secondly, minutely, hourly, daily, weekly, monthly, yearly
        var seconds: Int {
            switch self {
            case .secondly: 1
            case .minutely: 60
            case .hourly: 3_600
            case .daily: 86_400
            case .weekly: 7 * 86_400
            case .monthly: 28 * 86_400
            case .yearly: 365 * 86_400
            }
        }
    }

    /// Nil for what is no rule.
    init?(_ written: String, from start: EventTime) {
        let parts = written.uppercased().filter { !$0.isWhitespace }.split(separator: ";")
        let pairs = parts.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        guard pairs.allSatisfy({ $0.count == 2 }) else { return nil }
        let values = Dictionary(pairs.map { ($0[0], $0[1]) }) { first, _ in first }
        let kept = pairs.filter { $0[0] != "UNTIL" && $0[0] != "COUNT" }
        text = kept.map { "\($0[0])=\(Self.withoutDoubles($0[1]))" }.joined(separator: ";")
        guard let frequency = Frequency(rawValue: values["FREQ"]?.lowercased() ?? ""),
            !text.utf8.contains(0), batonIsRule(text) != 0
        else { return nil }
        self.written = written
        self.frequency = frequency
        interval = max(1, Int(values["INTERVAL"] ?? "1") ?? 1)
        timesPerStep = ["BYHOUR", "BYMINUTE", "BYSECOND"].map {
            values[$0]?.split(separator: ",").count ?? 1
        }.reduce(1, *)
        isSelective = kept.contains { $0[0].hasPrefix("BY") }
        // More than any calendar has says the same as no number.
        count = values["COUNT"].flatMap { $0.count > 5 ? nil : Int($0) }.map { max(1, $0) }
        until = values["UNTIL"].flatMap { Self.wall(until: $0, from: start) }
    }

    /// libical counts what a list names twice two times.
    private static func withoutDoubles(_ list: String) -> String {
        var known = Set<Substring>()
        return list.split(separator: ",").filter { known.insert($0).inserted }
            .joined(separator: ",")
    }

    /// On the event's clocks. A day means all of it.
    private static func wall(until text: String, from start: EventTime) -> Int? {
        let time = icaltime_from_string(text.filter { $0 != "-" && $0 != ":" })
        let zone: EventZone? = icaltime_is_utc(time) != 0 ? .utc : start.zone
        guard let until = EventTime(time, zone: zone) else { return nil }
        if until.isDay { return until.wall + 86_399 }
        return start.isDay ? until.wall : until.wall(like: start)
    }
}

extension Rule {
    /// libical looks at this many steps of a rule in well under a second.
    static let mostSteps = 60_000

    /// How many steps libical takes at most to give the times up to the end of a window.
    func steps(from start: EventTime, in window: ClosedRange<Int>) -> Int {
        let end = min(until ?? window.upperBound, window.upperBound)
        let begin = count == nil ? max(start.wall, window.lowerBound) : start.wall
        guard begin <= end else { return 0 }
        let steps = (end - begin) / (frequency.seconds * interval) + 1
        let needed = isSelective ? steps : min(steps, count ?? steps)
        return needed.multipliedReportingOverflow(by: timesPerStep).partialValue
    }

    /// The times within a window on the event's clocks, in order.
    func walls(from start: EventTime, in window: ClosedRange<Int>) -> [Int] {
        let end = min(until ?? window.upperBound, window.upperBound)
        guard end >= start.wall,
            let times = batonTimes(
                text, icaltimetype(start), icaltimetype(start.at(wall: end)), Int32(count ?? 0))
        else { return [] }
        defer { icalrecur_iterator_free(times) }
        if count == nil, window.lowerBound > start.wall {
            let from = icaltimetype(start.at(wall: window.lowerBound))
            guard icalrecur_iterator_set_start(times, from) != 0 else { return [] }
        }
        var walls: [Int] = []
        while let time = EventTime(icalrecur_iterator_next(times), zone: nil) {
            if time.wall > end { break }
            if time.wall >= window.lowerBound { walls.append(time.wall) }
        }
        return walls
    }
}

extension icaltimetype {
    /// What calendar and clock show.
    init(_ time: EventTime) {
        switch time {
        case .day(let day):
            self.init(LocalTime(day: day))
            is_date = 1
        case .clock(let local, _): self.init(local)
        }
    }
}
