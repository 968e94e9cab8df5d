import Foundation
import LeadRules
import Testing

@Suite struct TimeTextTests {
    @Test(arguments: [
        (0, "0s"), (1, "1s"), (59, "59s"), (60, "1m"), (61, "1m 1s"), (3600, "1h"),
        (86_400, "1d"), (93_600, "1d 2h"), (-30, "-30s"), (-86_401, "-1d 1s"),
    ])
    func `a length of time is said in days, hours, minutes and seconds`(
        seconds: Int64, text: String
    ) {
        #expect(TimeSpan(seconds: seconds).description == text)
    }

    @Test(arguments: [
        ("2026-03-01T00:00", 0), ("2026-03-01T14:30", 52_200), ("2026-03-01T23:59:59", 86_340),
    ])
    func `a browser's date and time is read to the minute`(text: String, second: Int) {
        let time = LocalTime(text)
        #expect(time?.day == CivilDate(year: 2026, month: 3, day: 1))
        #expect(time?.secondOfDay == second)
    }

    @Test(arguments: [
        "", "2026-03-01", "2026-03-01T", "2026-03-01T14", "2026-03-01T24:00", "2026-03-01T14:60",
        "2026-03-01T-1:00", "2026-03-01T14:30:00:00", "2026-03-01T14:30T", "2026-02-30T14:30",
        "2026-03-01Tx:30", "2026-03-01T14::30", "2026-03-01T14:x",
    ])
    func `what is no date and time is none`(text: String) {
        #expect(LocalTime(text) == nil)
    }

    @Test func `a local time is written as a browser takes it`() {
        let day = CivilDate(year: 2026, month: 3, day: 1)
        let time = LocalTime(day: day, secondOfDay: 4 * 3600 + 5 * 60 + 59)
        #expect(time.hour == 4 && time.minute == 5)
        #expect(time.description == "2026-03-01T04:05")
        #expect(LocalTime(time.description)?.secondOfDay == 4 * 3600 + 5 * 60)
    }

    @Test func `a wall clock shows the zone's time, and leads back to the moment`() throws {
        let seoul = try LocalZone("Asia/Seoul")
        let at = moment("2026-03-01T15:30:00Z")
        #expect(seoul.time(at: at).description == "2026-03-02T00:30")
        #expect(seoul.moment(of: seoul.time(at: at)) == at && seoul.offset(at: at) == 32_400)
        #expect(LocalZone.utc.time(at: at).description == "2026-03-01T15:30")
        let early = moment("1969-12-31T23:00:00Z")
        #expect(LocalZone.utc.time(at: early).description == "1969-12-31T23:00")
    }

    @Test func `an unknown zone is refused with a name that is known`() {
        #expect(throws: UnknownZone.self) { try LocalZone("Mars") }
    }

    @Test func `parts of a second are rounded down, before 1970 too`() {
        #expect(Instant(milliseconds: 1999).seconds == 1)
        #expect(Instant(milliseconds: -1).seconds == -1)
        #expect((Instant(milliseconds: 0) - Instant(milliseconds: 1)).seconds == -1)
        #expect(TimeSpan.seconds(5).fraction(0.5) == .seconds(2))
    }

    @Test(arguments: [(7, 2, 3), (-7, 2, -4), (7, -2, -4), (-7, -2, 3), (6, 3, 2), (-6, 3, -2)])
    func `a division is rounded towards the past`(number: Int, divisor: Int, quotient: Int) {
        #expect(number.flooredDivision(by: divisor) == quotient)
    }

    @Test func `lengths of time add up, and are written as seconds`() throws {
        #expect(TimeSpan.hours(1) + .minutes(5) == .seconds(3_900))
        #expect(TimeSpan.hours(1) - .minutes(5) == .seconds(3_300))
        let text = try JSONEncoder().encode([TimeSpan.hours(1)])
        #expect(String(decoding: text, as: UTF8.self) == "[3600]")
        #expect(try JSONDecoder().decode([TimeSpan].self, from: text) == [.hours(1)])
    }
}
