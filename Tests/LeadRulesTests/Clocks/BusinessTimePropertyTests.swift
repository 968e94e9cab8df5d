import Foundation
import LeadRules
import Testing

/// What holds for every calendar, tried on seeded random ones.
struct BusinessTimePropertyTests {
    @Test func `exactly the span has run when it is due`() throws {
        try forRandomCases { calendar, start, span in
            let due = try #require(calendar.due(after: start, span))
            return calendar.openTime(from: start, to: due) == span
        }
    }

    @Test func `two spans one after the other are due like their sum`() throws {
        try forRandomCases { calendar, start, span in
            let half = try #require(calendar.due(after: start, span))
            let whole = calendar.due(after: start, span + span)
            return calendar.due(after: half, span) == whole
        }
    }

    @Test func `more time or a later start is never due sooner`() throws {
        try forRandomCases { calendar, start, span in
            let due = try #require(calendar.due(after: start, span))
            let longer = try #require(calendar.due(after: start, span + .seconds(1)))
            let later = try #require(calendar.due(after: start + .hours(7), span))
            return due < longer && due <= later
        }
    }

    @Test func `open time is the sum of its parts`() throws {
        try forRandomCases { calendar, start, span in
            let (middle, end) = (start + span, start + span + span)
            let first = calendar.openTime(from: start, to: middle)
            let second = calendar.openTime(from: middle, to: end)
            let whole = calendar.openTime(from: start, to: end)
            return first + second == whole && whole <= span + span
        }
    }

    @Test func `the next opening is open and nothing before it is`() throws {
        try forRandomCases { calendar, start, _ in
            let opening = try #require(calendar.nextOpening(onOrAfter: start))
            return calendar.isOpen(at: opening)
                && calendar.isOpen(at: start) == (opening == start)
                && calendar.openTime(from: start, to: opening) == .zero
        }
    }

    @Test func `round the clock is plain time in every zone`() throws {
        var random = SplitMix64(state: 11)
        for zone in TimeZone.knownTimeZoneIdentifiers {
            let calendar = try BusinessCalendar(zone: zone, hours: .roundTheClock)
            let start = random.moment()
            #expect(calendar.openTime(from: start, to: start + .days(400)) == .days(400), "\(zone)")
        }
    }

    @Test func `offsets are those of the time zone database`() throws {
        var random = SplitMix64(state: 12)
        for zone in TimeZone.knownTimeZoneIdentifiers {
            let calendar = try BusinessCalendar(zone: zone, hours: .roundTheClock)
            let timeZone = try #require(TimeZone(identifier: zone))
            for _ in 0..<50 {
                let start = random.moment()
                let date = Date(timeIntervalSince1970: Double(start.seconds))
                #expect(calendar.offsetSeconds(at: start) == timeZone.secondsFromGMT(for: date))
            }
        }
    }

    private func forRandomCases(
        _ holds: (BusinessCalendar, Instant, TimeSpan) throws -> Bool
    ) throws {
        var random = SplitMix64(state: 2026)
        for number in 0..<3000 {
            let calendar = try random.calendar()
            let start = random.moment()
            let span = TimeSpan.seconds(.random(in: 1...864_000, using: &random))
            #expect(
                try holds(calendar, start, span), "case \(number): \(calendar) \(start) \(span)")
        }
    }
}

/// Vigna's SplitMix64: small, and the same on every machine.
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// From 2005 to 2040, to the second.
    mutating func moment() -> Instant {
        Instant(seconds: .random(in: 1_104_537_600..<2_208_988_800, using: &self))
    }

    /// Open for at least eight hours a week, so that no deadline lies beyond the horizon.
    mutating func calendar() throws -> BusinessCalendar {
        let zones = [
            "UTC", "America/New_York", "Europe/Berlin", "Asia/Seoul", "America/Sao_Paulo",
            "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia", "America/Havana",
            "America/St_Johns", "Africa/Casablanca", "Antarctica/Troll",
        ]
        var week = [Weekday.wednesday: [DayInterval("09:00-17:00")]]
        for day in Weekday.allCases where day != .wednesday && Bool.random(using: &self) {
            week[day] = intervals()
        }
        let start = moment()
        let days = (0..<3).map { CivilDate(dayNumber: Int(start.seconds / 86_400) + $0 * 11) }
        return try BusinessCalendar(
            zone: zones.randomElement(using: &self) ?? "UTC", hours: WeeklyHours(week),
            holidays: Set(days), timeOff: [TimeOffInterval(from: start, to: start + .days(9))])
    }

    /// One to three intervals between random quarters of an hour.
    private mutating func intervals() -> [DayInterval] {
        let count = Int.random(in: 1...3, using: &self) * 2
        let edges = Array(0...96).shuffled(using: &self).prefix(count).sorted().map { $0 * 900 }
        return stride(from: 0, to: count, by: 2).map {
            DayInterval(start: edges[$0], end: edges[$0 + 1])
        }
    }
}
