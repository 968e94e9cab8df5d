import LeadRules

extension YAMLValue {
    /// `mon-fri: ["09:00-12:00", "13:00-18:00"]`; days that are not named are closed.
    func hours() -> WeeklyHours? {
        var week: [Weekday: [DayInterval]] = [:]
        let days = pairs { key, value -> [Weekday]? in
            guard let days = key.days(), let intervals = value.intervals(on: days) else {
                return nil
            }
            for day in days {
                if week[day] != nil { key.report("The hours of \(day) are given twice.") }
                week[day] = intervals
            }
            return days
        }
        guard let days else { return nil }
        if count == 0 { return expected("hours on at least one day") }
        return days.isEmpty ? nil : try? WeeklyHours(week)
    }

    /// `mon` or `mon-fri`.
    private func days() -> [Weekday]? {
        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        let parts = (scalar ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let ends = parts.compactMap { names.firstIndex(of: String($0)) }
        guard ends.count == parts.count, ends.count <= 2, let first = ends.first,
            let last = ends.last, first <= last
        else {
            report(
                "\(name.quoted) is no day or range of days; write \(names.joined(separator: ", ")), "
                    + "or a range within a week such as mon-fri.")
            return nil
        }
        return (first...last).compactMap(Weekday.init(rawValue:))
    }

    /// Intervals that can stand together on one day.
    private func intervals(on days: [Weekday]) -> [DayInterval]? {
        var places: [DayInterval: YAMLValue] = [:]
        func read(_ value: YAMLValue) -> DayInterval? {
            guard let interval = value.interval() else { return nil }
            places[interval] = value
            return interval
        }
        let intervals: [DayInterval]? =
            isList ? filledList(read) : read(self).map { [$0] }
        guard let intervals, let day = days.first else { return nil }
        do {
            _ = try WeeklyHours([day: intervals])
            return intervals
        } catch {
            (places[error.interval] ?? self).report("\(error).")
            return nil
        }
    }

    private func interval() -> DayInterval? {
        let ends = (scalar ?? "").split(separator: "-", omittingEmptySubsequences: false)
        let seconds = ends.compactMap { Self.second(of: $0) }
        guard ends.count == 2, seconds.count == 2 else {
            return expected("hours such as \"09:00-18:00\"")
        }
        return DayInterval(start: seconds[0], end: seconds[1])
    }

    /// The second of the day that `HH:MM` names, 24:00 included.
    private static func second(of text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = UInt(parts[0]), let minute = UInt(parts[1]), minute < 60,
            hour < 24 || hour == 24 && minute == 0
        else { return nil }
        return Int(hour * 3600 + minute * 60)
    }
}

extension InvalidWeeklyHours {
    /// The interval that cannot stand.
    fileprivate var interval: DayInterval {
        switch self {
        case .outsideDay(_, let interval), .backwards(_, let interval),
            .overlap(_, _, let interval):
            interval
        }
    }
}
