import CLibical
import Foundation
import LeadRules

/// Reads one event.
struct EventReader {
    private let block: ICalText.Block
    private let zones: FileZones
    private let summary: String
    private let component: Component?

    init(_ block: ICalText.Block, zones: FileZones) {
        self.block = block
        self.zones = zones
        let lines = block.lines.map { ICalText.sides($0) }
        summary = lines.first { $0.name == "SUMMARY" }.map { Self.plain($0.value) } ?? ""
        component = Component("VEVENT", block.lines.compactMap(Self.plainLine))
    }

    /// None when it has no start.
    func event(_ problems: inout [CalendarProblem]) -> [Event] {
        guard let component, let first = component.first(ICAL_DTSTART_PROPERTY),
            let start = time(first)
        else {
            problems.append(problem(.noStart))
            return []
        }
        if let name = first.zoneName, start.zone == nil, !start.isDay {
            problems.append(problem(.unknownZone, name))
        }
        var event = Event(
            uid: value("UID") ?? "", summary: summary, line: block.line, start: start,
            end: end(of: component, from: start))
        event.isCancelled = value("STATUS")?.uppercased() == "CANCELLED"
        readReplacement(component, &event)
        readRepetition(component, &event, &problems)
        return [event]
    }

    private func readReplacement(_ component: Component, _ event: inout Event) {
        guard let property = component.first(ICAL_RECURRENCEID_PROPERTY) else { return }
        event.replaces = time(property)
        event.isFromThenOn = property.isFromThenOn
    }

    private func readRepetition(
        _ component: Component, _ event: inout Event, _ problems: inout [CalendarProblem]
    ) {
        for (name, value) in block.lines.map(ICalText.sides)
        where name == "RRULE" || name == "EXRULE" {
            guard let rule = Rule(value, from: event.start) else {
                problems.append(problem(.badRule, value))
                continue
            }
            if name == "RRULE" {
                event.rules.append(rule)
            } else {
                event.exceptionRules.append(rule)
            }
        }
        event.exceptions = component.properties(ICAL_EXDATE_PROPERTY).compactMap { time($0) }
        for property in component.properties(ICAL_RDATE_PROPERTY) { add(property, to: &event) }
    }

    private func add(_ property: Property, to event: inout Event) {
        let (single, period) = (property.timeOrPeriod.time, property.timeOrPeriod.period)
        if let start = time(single, property.zoneName) {
            event.furtherStarts.append(start)
        } else if let start = time(period.start, property.zoneName) {
            let seconds = Int(icaldurationtype_as_int(period.duration))
            let end = time(period.end, property.zoneName) ?? start.at(wall: start.wall + seconds)
            event.furtherPeriods.append(Event.Period(start: start, end: end))
        }
    }

    private func end(of component: Component, from start: EventTime) -> EventTime {
        var end = start
        if let stated = component.first(ICAL_DTEND_PROPERTY).flatMap({ time($0) }) {
            end = stated
        } else if let length = component.first(ICAL_DURATION_PROPERTY) {
            let seconds = max(0, Int(icaldurationtype_as_int(length.duration)))
            end = start.at(wall: start.wall + (start.isDay ? seconds.roundedUp(86_400) : seconds))
        }
        // The default of a day is the whole of it.
        if end == start, start.isDay { end = start.at(wall: start.wall + 86_400) }
        return end
    }

    private func time(_ property: Property) -> EventTime? {
        property.isTime ? time(property.time, property.zoneName) : nil
    }

    private func time(_ time: icaltimetype, _ zone: String?) -> EventTime? {
        EventTime(time, zone: icaltime_is_utc(time) != 0 ? .utc : zone.flatMap(zones.zone))
    }

    private func problem(_ kind: CalendarProblem.Kind, _ written: String = "") -> CalendarProblem {
        CalendarProblem(
            line: block.line, event: summary, kind: kind, written: String(written.prefix(200)))
    }

    private func value(_ name: String) -> String? {
        block.lines.lazy.map(ICalText.sides).first { $0.name == name }?.value
    }
}

extension EventReader {
    private static let times = ["DTSTART", "DTEND", "RECURRENCE-ID"]

    /// The lines that libical is to read. Some programs write `2026-03-01T09:00:00`, or a time
    /// where they announce a date.
    fileprivate static func plainLine(_ line: String) -> String? {
        let (name, value) = ICalText.sides(line)
        if ["RDATE", "EXDATE", "DURATION"].contains(name) { return line }
        guard times.contains(name), let colon = ICalText.colon(of: line) else { return nil }
        let head = line[..<colon].split(separator: ";").filter {
            !$0.uppercased().hasPrefix("VALUE=")
        }
        let digits = value.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        return head.joined(separator: ";") + ":" + digits
    }

    /// Commas, semicolons and line ends are written with a backslash (3.3.11).
    fileprivate static func plain(_ value: String) -> String {
        var text = ""
        var isEscaped = false
        for letter in value {
            if isEscaped {
                text.append(letter == "n" || letter == "N" ? " " : letter)
                isEscaped = false
            } else if letter == "\\" {
                isEscaped = true
            } else {
                text.append(letter)
            }
        }
        return text.trimmingCharacters(in: .whitespaces)
    }
}

extension EventTime {
    /// Nil for a day or time that does not exist.
    init?(_ time: icaltimetype, zone: EventZone?) {
        let (year, month, dayOfMonth) = (Int(time.year), Int(time.month), Int(time.day))
        guard icaltime_is_null_time(time) == 0, (1...9_999).contains(year) else { return nil }
        let day = CivilDate(year: year, month: month, day: dayOfMonth)
        guard day.parts == (year, month, dayOfMonth) else { return nil }
        guard time.is_date == 0 else {
            self = .day(day)
            return
        }
        guard (0..<24).contains(time.hour), (0..<60).contains(time.minute),
            (0...60).contains(time.second)
        else { return nil }
        let second = Int(time.hour) * 3_600 + Int(time.minute) * 60 + min(59, Int(time.second))
        self = .clock(LocalTime(day: day, secondOfDay: second), zone)
    }
}

extension Int {
    fileprivate func roundedUp(_ unit: Int) -> Int { (self + unit - 1) / unit * unit }
}
