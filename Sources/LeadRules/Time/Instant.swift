/// A moment in time: whole milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
///
/// Rules never read a wall clock; every moment they know was handed to them.
package struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z; negative before it.
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package init(seconds: Int64) { self.milliseconds = seconds * 1000 }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    package var seconds: Int64 { milliseconds.flooredDivision(by: 1000) }

    package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
    package static func + (a: Instant, b: TimeSpan) -> Instant {
        Instant(milliseconds: a.milliseconds + b.seconds * 1000)
    }
    package static func - (a: Instant, b: TimeSpan) -> Instant {
        Instant(milliseconds: a.milliseconds - b.seconds * 1000)
    }
    /// The plain time from `b` to `a`, in whole seconds, rounded down.
    package static func - (a: Instant, b: Instant) -> TimeSpan {
        TimeSpan(seconds: (a.milliseconds - b.milliseconds).flooredDivision(by: 1000))
    }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let instant = Instant(rfc3339: text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not a time: \(text)"))
        }
        self = instant
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

/// A length of time in whole seconds.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package var seconds: Int64

    package init(seconds: Int64) { self.seconds = seconds }
    package static let zero = TimeSpan(seconds: 0)
    package static func seconds(_ n: Int64) -> TimeSpan { TimeSpan(seconds: n) }
    package static func minutes(_ n: Int64) -> TimeSpan { TimeSpan(seconds: n * 60) }
    package static func hours(_ n: Int64) -> TimeSpan { TimeSpan(seconds: n * 3600) }
    package static func days(_ n: Int64) -> TimeSpan { TimeSpan(seconds: n * 86_400) }

    package static func < (a: TimeSpan, b: TimeSpan) -> Bool { a.seconds < b.seconds }
    package static func + (a: TimeSpan, b: TimeSpan) -> TimeSpan {
        TimeSpan(seconds: a.seconds + b.seconds)
    }
    package static func - (a: TimeSpan, b: TimeSpan) -> TimeSpan {
        TimeSpan(seconds: a.seconds - b.seconds)
    }

    /// This span times a fraction, rounded down to a whole second: 0.5 of 4 h is 2 h.
    package func fraction(_ part: Double) -> TimeSpan {
        TimeSpan(seconds: Int64((Double(seconds) * part).rounded(.down)))
    }
}

extension TimeSpan: Codable {
    package init(from decoder: any Decoder) throws {
        seconds = try decoder.singleValueContainer().decode(Int64.self)
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(seconds)
    }
}

extension TimeSpan: CustomStringConvertible {
    /// The span in words as a playbook writes it: `4h`, `1d 2h`, `5m`, `30s`, `0s`.
    package var description: String {
        if seconds < 0 { return "-" + TimeSpan(seconds: -seconds).description }
        let parts = [
            (seconds / 86_400, "d"), (seconds % 86_400 / 3600, "h"), (seconds % 3600 / 60, "m"),
            (seconds % 60, "s"),
        ]
        let words = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
        return words.isEmpty ? "0s" : words.joined(separator: " ")
    }
}

extension FixedWidthInteger {
    /// Division rounded towards negative infinity, so that moments before 1970 fall on the right day.
    package func flooredDivision(by divisor: Self) -> Self {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
    }
}
