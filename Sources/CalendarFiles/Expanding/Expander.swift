import LeadRules

/// Works out the times of events within some years, with a limit on the work for a whole file.
struct Expander {
    /// Steps of rules for one file: some seconds at most.
    private static let mostSteps = 500_000

    private(set) var problems: [CalendarProblem] = []
    private var stepsLeft = Self.mostSteps
    /// On clocks that are never moved: the years, and the one before them, from which an event may
    /// reach into them.
    private let window: ClosedRange<Int>

    init(years: ClosedRange<Int>) {
        let first = CivilDate(year: years.lowerBound - 1, month: 1, day: 1)
        let last = CivilDate(year: years.upperBound + 1, month: 1, day: 1)
        window = first.dayNumber * 86_400...last.dayNumber * 86_400
    }

    mutating func occurrences(of series: Series) -> [Occurrence] {
        let event = series.event
        guard !event.isCancelled else { return replacing(series, [:]) }
        var walls = Set([event.start.wall])
        for rule in event.rules where spends(on: rule, of: event) {
            walls.formUnion(rule.walls(from: event.start, in: window))
        }
        walls.formUnion(event.furtherStarts.map { $0.wall(like: event.start) })
        walls.subtract(exceptions(of: event, among: walls))
        var times: [Int: Occurrence] = [:]
        for wall in walls { times[wall] = event.occurrence(at: wall) }
        for period in event.furtherPeriods {
            times[period.start.wall(like: event.start)] = Occurrence(
                start: period.start, end: period.end, summary: event.summary)
        }
        return replacing(series, times)
    }

    /// Whether there is work left for a rule; says so if not.
    private mutating func spends(on rule: Rule, of event: Event) -> Bool {
        let steps = rule.steps(from: event.start, in: window)
        guard steps <= min(Rule.mostSteps, stepsLeft) else {
            problems.append(
                CalendarProblem(
                    line: event.line, event: event.summary, kind: .tooOften,
                    written: String(rule.written.prefix(200))))
            return false
        }
        stepsLeft -= steps
        return true
    }

    private mutating func exceptions(of event: Event, among walls: Set<Int>) -> Set<Int> {
        // A day takes all of its times away.
        let days = Set(event.exceptions.filter(\.isDay).map { $0.day })
        var taken = walls.filter { days.contains(event.start.at(wall: $0).day) }
        for time in event.exceptions where !time.isDay {
            taken.insert(time.wall(like: event.start))
        }
        for rule in event.exceptionRules where spends(on: rule, of: event) {
            taken.formUnion(rule.walls(from: event.start, in: window))
        }
        return taken
    }

    private func replacing(_ series: Series, _ times: [Int: Occurrence]) -> [Occurrence] {
        let start = series.event.start
        let parts = series.replacements.map { part in
            Part(event: part, wall: part.replaces.map { $0.wall(like: start) } ?? 0)
        }.sorted { $0.wall < $1.wall }
        var times = Self.moved(times, by: parts.filter(\.event.isFromThenOn))
        for part in parts {
            times[part.wall] =
                part.event.isCancelled ? nil : part.event.occurrence(at: part.event.start.wall)
        }
        return times.sorted { $0.key < $1.key }.map(\.value)
    }

    /// An event that takes the place of the time of a series, as the clocks of the series show it.
    private struct Part {
        var event: Event
        var wall: Int
    }

    /// Each time as the last change before it says.
    private static func moved(_ times: [Int: Occurrence], by changes: [Part]) -> [Int: Occurrence] {
        guard !changes.isEmpty else { return times }
        var moved = times
        var next = changes.startIndex
        for wall in times.keys.sorted() {
            while next < changes.endIndex, changes[next].wall < wall { next += 1 }
            guard next > changes.startIndex else { continue }
            let change = changes[next - 1]
            let shifted = change.event.start.wall + wall - change.wall
            moved[wall] = change.event.isCancelled ? nil : change.event.occurrence(at: shifted)
        }
        return moved
    }
}

extension Event {
    /// The event moved to another time on its clocks.
    func occurrence(at wall: Int) -> Occurrence {
        let shift = wall - start.wall
        return Occurrence(
            start: start.at(wall: wall), end: end.at(wall: end.wall + shift), summary: summary)
    }
}
