package import LeadRules

/// An iCalendar file (RFC 5545), as far as days off need it: when its events are within some years,
/// with all their repetitions.
///
/// What one event has wrong does not keep the others from being read: `problems` says what it is.
package struct CalendarFile: Sendable {
    /// Most events that are read.
    package static let mostEvents = 5_000
    /// Most years that are read, from the first on.
    package static let mostYears = 5
    /// The largest file, in bytes.
    package static let longest = 4 << 20

    /// When the events are.
    let occurrences: [Occurrence]
    /// Where the calendar says it is at home; judges whole days of times in UTC.
    let home: LocalZone?
    /// What could not be read, in the order of the lines.
    package let problems: [CalendarProblem]

    /// - Parameters:
    ///   - text: with line ends of any kind.
    ///   - years: those in which times are wanted; they may begin in the year before.
    /// - Throws: `Refusal` of the field `file` when it is no iCalendar file.
    package init(_ text: String, within years: ClosedRange<Int>) throws(Refusal) {
        let text = try ICalText(text)
        let zones = FileZones(text.blocks.filter { $0.kind == "VTIMEZONE" })
        let blocks = text.blocks.filter { $0.kind == "VEVENT" }
        var problems: [CalendarProblem] = []
        var events: [Event] = []
        for block in blocks.prefix(Self.mostEvents) {
            events += EventReader(block, zones: zones).event(&problems)
        }
        if blocks.count > Self.mostEvents {
            let line = blocks[Self.mostEvents].line
            problems.append(CalendarProblem(line: line, event: "", kind: .tooManyEvents))
        }
        var expander = Expander(years: years.clamped(from: years.lowerBound, Self.mostYears))
        occurrences = Series.grouping(events).flatMap { expander.occurrences(of: $0) }
        home = text.zone.flatMap(ZoneNames.zone)
        self.problems = (problems + expander.problems).sorted { $0.line < $1.line }
    }
}

extension ClosedRange<Int> {
    fileprivate func clamped(from first: Int, _ most: Int) -> ClosedRange<Int> {
        first...Swift.min(upperBound, first + most - 1)
    }
}

/// Something in a calendar file that could not be read, or not all of it.
package struct CalendarProblem: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The event has no start, or none that is a time; it is left out.
        case noStart = "no-start"
        /// The rule cannot be read; the event counts once.
        case badRule = "bad-rule"
        /// The rule gives times too close together, or starts too long ago; the event counts once.
        case tooOften = "too-often"
        /// The zone is neither known nor defined in the file; the reader's own is taken.
        case unknownZone = "unknown-zone"
        /// What follows the line is left out.
        case tooManyEvents = "too-many-events"
    }

    /// Where the event begins, counted from 1.
    package let line: Int
    /// Its summary; empty when it has none.
    package let event: String
    package let kind: Kind
    /// The rule or zone as written.
    package var written = ""
}
