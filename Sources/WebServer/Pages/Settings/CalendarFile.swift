import Foundation
import LeadRules

/// An iCalendar file (RFC 5545), as far as days off need it: all-day and timed events, and those that
/// come again every year on the same day.
struct CalendarFile: Sendable {
    struct Event: Hashable, Sendable {
        enum Time: Hashable, Sendable {
            case day(CivilDate)
            /// On the clocks of a zone; nil is the reader's own.
            case local(LocalTime, zone: String?)
        }

        var summary: String
        var start: Time
        /// The first moment after it.
        var end: Time
        /// The last year in which it comes again, when it comes every year.
        var yearlyUntil: Int?
        /// It repeats in a way that is not read: only its first time is.
        var isCut = false
    }

    private(set) var events: [Event] = []
    /// Most events that are read.
    static let most = 5_000

    /// - Throws: `Refusal` when it is no iCalendar file.
    init(_ text: String) throws {
        let lines = Self.unfolded(text)
        guard lines.first?.uppercased() == "BEGIN:VCALENDAR" else {
            throw Refusal.invalid(
                field: "file", "This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.")
        }
        var parts: [String] = []
        var properties: [Property] = []
        for line in lines {
            guard let property = Property(line) else { continue }
            switch property.name {
            case "BEGIN":
                parts.append(property.value.uppercased())
                if parts.last == "VEVENT" { properties = [] }
            case "END":
                if parts.popLast() == "VEVENT", let event = Self.event(properties),
                    events.count < Self.most
                {
                    events.append(event)
                }
            default:
                // An alarm inside an event has properties of its own.
                if parts.last == "VEVENT" { properties.append(property) }
            }
        }
    }

    /// Long lines are folded: what begins with a space or tab continues the line before (3.1).
    static func unfolded(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            if let first = line.first, first == " " || first == "\t", !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(String(line.drop { $0 == "\u{FEFF}" }))
            }
        }
        return lines
    }

    private static func event(_ properties: [Property]) -> Event? {
        let first = { (name: String) in properties.first { $0.name == name } }
        // A changed single occurrence of a series is left to the series.
        guard first("STATUS")?.value.uppercased() != "CANCELLED", first("RECURRENCE-ID") == nil,
            let start = first("DTSTART")?.time
        else { return nil }
        var event = Event(
            summary: first("SUMMARY")?.text ?? "", start: start,
            end: first("DTEND")?.time ?? start.adding(first("DURATION")?.value))
        if event.end == event.start, case .day(let day) = start { event.end = .day(day + 1) }
        if let rule = first("RRULE")?.value { event.repeat(by: rule) }
        return event
    }
}

/// A line: `NAME;PARAMETER=VALUE:value`.
private struct Property {
    let name: String
    let parameters: [String: String]
    let value: String

    init?(_ line: String) {
        // A colon may stand inside a quoted parameter.
        var quoted = false
        let colon = line.firstIndex { letter in
            if letter == "\"" { quoted.toggle() }
            return letter == ":" && !quoted
        }
        guard let colon else { return nil }
        let head = line[..<colon].split(separator: ";")
        guard let name = head.first else { return nil }
        self.name = name.uppercased()
        parameters = Dictionary(
            head.dropFirst().compactMap { part -> (String, String)? in
                let sides = part.split(separator: "=", maxSplits: 1)
                guard sides.count == 2 else { return nil }
                return (sides[0].uppercased(), sides[1].filter { $0 != "\"" })
            }
        ) { first, _ in first }
        value = String(line[line.index(after: colon)...])
    }

    /// Commas, semicolons and line ends are written with a backslash (3.3.11).
    var text: String {
        var text = ""
        var escaped = false
        for letter in value {
            if escaped {
                text.append(letter == "n" || letter == "N" ? " " : letter)
                escaped = false
            } else if letter == "\\" {
                escaped = true
            } else {
                text.append(letter)
            }
        }
        return text.trimmingCharacters(in: .whitespaces)
    }

    var time: CalendarFile.Event.Time? {
        let digits = value.filter(\.isNumber)
        guard digits.count == 8 || digits.count == 14, digits.allSatisfy(\.isASCII) else {
            return nil
        }
        let number = { (from: Int, count: Int) in
            Int(digits.dropFirst(from).prefix(count)) ?? 0
        }
        let written = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))"
        guard let day = CivilDate("\(written)-\(digits.dropFirst(6).prefix(2))") else { return nil }
        guard digits.count == 14 else { return .day(day) }
        let (hour, minute) = (number(8, 2), number(10, 2))
        guard hour < 24, minute < 60 else { return nil }
        let local = LocalTime(day: day, secondOfDay: hour * 3600 + minute * 60)
        let zone = value.hasSuffix("Z") ? "UTC" : parameters["TZID"]
        return .local(local, zone: zone.flatMap { (try? LocalZone($0)) == nil ? nil : $0 })
    }
}

extension CalendarFile.Event.Time {
    /// Later by `P1D`, `PT1H30M`, `P1W`; the same where it says nothing.
    fileprivate func adding(_ duration: String?) -> Self {
        guard let duration,
            let match = duration.wholeMatch(
                of:
                    /\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d+S)?)?/
            )
        else { return self }
        let number = { (text: Substring?) in text.flatMap { Int($0) } ?? 0 }
        let days = number(match.1) * 7 + number(match.2)
        let seconds = number(match.3) * 3600 + number(match.4) * 60
        switch self {
        case .day(let day): return .day(day + max(1, days + (seconds + 86_399) / 86_400))
        case .local(let time, let zone):
            let second = time.secondOfDay + seconds
            return .local(
                LocalTime(day: time.day + days + second / 86_400, secondOfDay: second % 86_400),
                zone: zone)
        }
    }

    var day: CivilDate {
        switch self {
        case .day(let day): day
        case .local(let time, _): time.day
        }
    }

    func moment(in own: LocalZone) -> Instant {
        switch self {
        case .day(let day): own.moment(of: LocalTime(day: day))
        case .local(let time, let zone):
            (zone.flatMap { try? LocalZone($0) } ?? own).moment(of: time)
        }
    }
}

extension CalendarFile.Event {
    /// `FREQ=YEARLY` on the same day, with an end or without one.
    fileprivate mutating func `repeat`(by rule: String) {
        let parts = Dictionary(
            rule.uppercased().split(separator: ";").compactMap { part -> (String, String)? in
                let sides = part.split(separator: "=", maxSplits: 1)
                return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
            }
        ) { first, _ in first }
        let (year, month, day) = start.day.parts
        let isPlain =
            parts["FREQ"] == "YEARLY" && (parts["INTERVAL"] ?? "1") == "1"
            && parts["BYDAY"] == nil && (parts["BYMONTH"] ?? "\(month)") == "\(month)"
            && (parts["BYMONTHDAY"] ?? "\(day)") == "\(day)"
        guard isPlain else {
            isCut = true
            return
        }
        let ends = [
            parts["COUNT"].flatMap { Int($0) }.map { year + min(max(1, $0), 10_000) - 1 },
            parts["UNTIL"].flatMap { Int($0.prefix(4)) }.map { until in
                let last = parts["UNTIL"].map { String($0.dropFirst(4).prefix(4)) } ?? "1231"
                return last < "\(month.padded(2))\(day.padded(2))" ? until - 1 : until
            },
        ].compactMap(\.self)
        yearlyUntil = ends.min() ?? 9_999
    }

    var isAllDay: Bool { if case .day = start { true } else { false } }

    /// Its times within some years, each by how many years it is moved.
    fileprivate func shifts(within years: ClosedRange<Int>) -> [Int] {
        let first = start.day.parts.year
        guard let until = yearlyUntil else { return [0] }
        let last = min(until, years.upperBound)
        let from = max(first, years.lowerBound - 1)
        return from > last ? [] : (from...last).map { $0 - first }
    }

    fileprivate func moved(by years: Int) -> (start: Time, end: Time)? {
        guard years != 0 else { return (start, end) }
        let (year, month, day) = start.day.parts
        let new = CivilDate(year: year + years, month: month, day: day)
        // February 29 comes in leap years only.
        guard new.parts.month == month else { return nil }
        let days = new.dayNumber - start.day.dayNumber
        return (start.moved(by: days), end.moved(by: days))
    }
}

extension CalendarFile.Event.Time {
    fileprivate func moved(by days: Int) -> Self {
        switch self {
        case .day(let day): .day(day + days)
        case .local(let time, let zone):
            .local(LocalTime(day: time.day + days, secondOfDay: time.secondOfDay), zone: zone)
        }
    }
}

extension CalendarFile {
    /// The whole days that all-day events cover, in order, each once.
    func holidays(within years: ClosedRange<Int>) -> [Holiday] {
        var names: [CivilDate: String] = [:]
        for event in events where event.isAllDay {
            for shift in event.shifts(within: years) {
                guard let times = event.moved(by: shift) else { continue }
                let length = min(max(1, times.end.day.dayNumber - times.start.day.dayNumber), 366)
                for day in (0..<length).map({ times.start.day + $0 })
                where years.contains(day.parts.year) && names[day] == nil {
                    names[day] = event.summary
                }
            }
        }
        return names.map { Holiday(day: $0.key, name: $0.value) }.sorted { $0.day < $1.day }
    }

    struct Absence: Hashable, Sendable {
        let from: Instant
        let to: Instant
        let note: String
    }

    /// Every event as time away, those that end after a moment, the next first.
    func absences(after now: Instant, within years: ClosedRange<Int>, in zone: LocalZone)
        -> [Absence]
    {
        events.flatMap { event in
            event.shifts(within: years).compactMap { shift -> Absence? in
                guard let times = event.moved(by: shift),
                    years.contains(times.start.day.parts.year)
                else { return nil }
                let absence = Absence(
                    from: times.start.moment(in: zone), to: times.end.moment(in: zone),
                    note: event.summary)
                return absence.from < absence.to && absence.to > now ? absence : nil
            }
        }.sorted { $0.from < $1.from }
    }

    /// How many events repeat in a way that is not read.
    var cut: Int { events.filter(\.isCut).count }
}
