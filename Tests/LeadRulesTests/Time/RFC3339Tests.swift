import LeadRules
import Testing

@Suite struct RFC3339Tests {
    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00Z"), (1, 0, "1970-01-01T00:00:00.001Z"),
        (-1, 0, "1969-12-31T23:59:59.999Z"), (1_500, 0, "1970-01-01T00:00:01.500Z"),
        (0, 32_400, "1970-01-01T09:00:00+09:00"), (0, -34_200, "1969-12-31T14:30:00-09:30"),
        (45_296_000, 0, "1970-01-01T12:34:56Z"),
    ])
    func `a moment is written with its offset, and parts of a second where there are any`(
        milliseconds: Int64, offset: Int, text: String
    ) {
        #expect(Instant(milliseconds: milliseconds).rfc3339(offsetSeconds: offset) == text)
    }

    @Test(arguments: [
        ("1970-01-01", 0), ("1970-01-02", 86_400_000), ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01 00:00:01z", 1000), ("1970-01-01T09:00:00+09:00", 0),
        ("1969-12-31T14:30:00-09:30", 0), ("1970-01-01T00:00:00.5Z", 500),
        ("1970-01-01T00:00:00.1239Z", 123), ("1970-01-01T23:59:59.999Z", 86_399_999),
    ])
    func `a moment is read to the millisecond`(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "1970-01-0", "1970-01-01T", "1970-01-01T24:00:00Z",
        "1970-01-01T00:60:00Z", "1970-01-01T00:00:00+9:00",
        "1970-01-01T00:00:00+24:00", "1970-01-01T00:00:00+00:60", "1970-01-01T00:00:00Zx",
        "1970-02-30T00:00:00Z", "1970-01-01X00:00:00Z", "1970-01-01T00-00:00Z", "1970-13-01",
    ])
    func `what is no moment is none`(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(arguments: [-800_000, -1, 0, 59, 60, 11_016, 719_468, 20_000])
    func `a day is the day of its parts, and of its text`(number: Int) {
        let date = CivilDate(dayNumber: number)
        let parts = date.parts
        #expect(CivilDate(year: parts.year, month: parts.month, day: parts.day) == date)
        if parts.year >= 0 { #expect(CivilDate(date.description) == date) }
        #expect((date + 1).weekday != date.weekday && (date + 7).weekday == date.weekday)
    }

    @Test func `leap years have their day`() {
        #expect(CivilDate("2024-02-29") != nil && CivilDate("2000-02-29") != nil)
        #expect(CivilDate("2026-02-29") == nil && CivilDate("1900-02-29") == nil)
        #expect(CivilDate("2026-3-01") == nil && CivilDate("026-03-01") == nil)
        #expect(CivilDate("2026-03-01-1") == nil && CivilDate("2026-03-1") == nil)
        #expect(CivilDate(year: 2026, month: 3, day: 2).weekday == .monday)
        #expect(CivilDate(year: -1, month: 1, day: 1).description == "-0001-01-01")
    }

    @Test func `a time is written into a text as it is written alone`() {
        let time = Instant(milliseconds: 1_772_413_200_042)
        var text = Array("at ".utf8)
        time.appendRFC3339(to: &text)
        #expect(String(decoding: text, as: UTF8.self) == "at \(time.rfc3339)")
    }
}
