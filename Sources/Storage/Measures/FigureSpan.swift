package import LeadRules

/// Spans of time for which figures are summed up, in hours.
enum FigureSpan {
    static let hour: Int64 = 1
    static let day: Int64 = 24
    static let block: Int64 = 32 * 24
    static let all = [hour, day, block]
    /// Milliseconds of an hour.
    static let milliseconds: Int64 = 3_600_000

    static func floor(_ number: Int64, _ step: Int64) -> Int64 {
        number.flooredDivision(by: step)
    }

    static func ceiling(_ number: Int64, _ step: Int64) -> Int64 { -floor(-number, step) }
}

/// A period cut into whole blocks, days and hours, and what is left over of hours at its ends.
package struct FigurePeriod {
    /// Whole spans: those with numbers from `from` up to, and without, `to`.
    package struct Part: Hashable {
        package var span: Int64
        package var from: Int64
        package var to: Int64

        static func none(_ span: Int64) -> Part { Part(span: span, from: 0, to: 0) }
    }

    /// Always as many, so that they are read by the same statement; some may be empty.
    package let parts: [Part]
    /// Parts of hours, which have no sums.
    package let edges: [(from: Instant, to: Instant)]

    /// Beyond every number of a span.
    static let ever: Int64 = 1 << 40
    static let never = -ever

    package init(_ from: Instant?, _ to: Instant?) {
        let (first, last) = Self.hours(from, to)
        if first <= last {
            parts = Self.cut(first, last)
            edges = Self.edges(from, first, last, to)
        } else {
            // Within one hour.
            parts = Self.cut(0, 0)
            edges = Self.edge(from, to)
        }
    }

    /// The first whole hour of a period, and the first one after it.
    static func hours(_ from: Instant?, _ to: Instant?) -> (first: Int64, last: Int64) {
        let length = FigureSpan.milliseconds
        return (
            from.map { FigureSpan.ceiling($0.milliseconds, length) } ?? never,
            to.map { FigureSpan.floor($0.milliseconds, length) } ?? ever
        )
    }

    /// The whole days of a period.
    static func days(_ from: Instant?, _ to: Instant?) -> Part {
        let (first, last) = hours(from, to)
        return Part(
            span: FigureSpan.day, from: FigureSpan.ceiling(first, FigureSpan.day),
            to: FigureSpan.floor(last, FigureSpan.day))
    }

    /// Of figures that are kept at no time.
    static let timeless = [Part(span: FigureSpan.hour, from: 0, to: 1)]

    private static func edge(_ from: Instant?, _ to: Instant?) -> [(from: Instant, to: Instant)] {
        guard let from, let to, from < to else { return [] }
        return [(from, to)]
    }

    private static func edges(_ from: Instant?, _ first: Int64, _ last: Int64, _ to: Instant?)
        -> [(from: Instant, to: Instant)]
    {
        edge(from, Instant(milliseconds: first * FigureSpan.milliseconds))
            + edge(Instant(milliseconds: last * FigureSpan.milliseconds), to)
    }

    /// Hours, days, blocks, days and hours, one after another.
    private static func cut(_ first: Int64, _ last: Int64) -> [Part] {
        let (hours, days) = inner(first, last, FigureSpan.hour, FigureSpan.day)
        let (outer, blocks) = inner(
            days.from, days.to, FigureSpan.day, FigureSpan.block / FigureSpan.day)
        return hours + outer + [Part(span: FigureSpan.block, from: blocks.from, to: blocks.to)]
    }

    /// What of a range lies in whole larger spans, and what lies before and after those.
    private static func inner(_ from: Int64, _ to: Int64, _ span: Int64, _ size: Int64) -> (
        [Part], (from: Int64, to: Int64)
    ) {
        let first = FigureSpan.ceiling(from, size)
        let last = FigureSpan.floor(to, size)
        guard first < last else {
            return ([Part(span: span, from: from, to: to), .none(span)], (0, 0))
        }
        return (
            [
                Part(span: span, from: from, to: first * size),
                Part(span: span, from: last * size, to: to),
            ], (first, last)
        )
    }
}
