import Foundation
import LeadRules
import Testing

struct BusinessCalendarTests {
    @Test(arguments: [
        "UTC", "Asia/Seoul", "Asia/Calcutta", "US/Pacific", "Japan", "EST", "EST5EDT", "Etc/GMT+9",
        "America/Argentina/Buenos_Aires", "GB-Eire",
    ])
    func `every name of the IANA database is a zone`(name: String) throws {
        let calendar = try BusinessCalendar(zone: name, hours: .roundTheClock)
        #expect(calendar.zone == name)
    }

    @Test(arguments: [
        "", "Mars/Phobos", "asia/seoul", "KST", "BST", "IST", "PST", "GMT+9", "UTC+9", "+09:00",
        "SystemV/PST8", "Asia/Seoul ", "../etc/localtime",
    ])
    func `any other name is refused`(name: String) {
        let error = #expect(throws: UnknownZone.self) {
            try BusinessCalendar(zone: name, hours: .roundTheClock)
        }
        #expect(error?.name == name)
    }

    @Test func `a calendar survives being written and read`() throws {
        let calendar = try example()
        let json = try JSONEncoder().encode(calendar)
        #expect(try JSONDecoder().decode(BusinessCalendar.self, from: json) == calendar)
    }

    @Test func `equal calendars are written alike`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let days = (0..<40).map { CivilDate(year: 2026, month: 1, day: 1) + $0 * 9 }
        let one = try example().adding(holidays: Set(days))
        let other = days.reversed().reduce(try example()) { $0.adding(holidays: [$1]) }
        #expect(one == other)
        #expect(try encoder.encode(one) == encoder.encode(other))
    }

    @Test func `a calendar of an unknown zone cannot be read`() {
        #expect(throws: UnknownZone.self) {
            try JSONDecoder().decode(
                BusinessCalendar.self, from: Data(#"{"zone": "Mars/Phobos", "hours": {}}"#.utf8))
        }
    }

    @Test func `time off is kept in order and joined where it overlaps or meets`() throws {
        func off(_ from: Int, _ to: Int) -> TimeOffInterval {
            TimeOffInterval(
                from: moment("2026-03-\(from.padded(2))"), to: moment("2026-03-\(to.padded(2))"))
        }
        let calendar = BusinessCalendar.always.adding(timeOff: [
            off(20, 25), off(5, 9), off(15, 15), off(14, 13), off(21, 22),
        ]).adding(timeOff: [off(2, 5)])
        #expect(calendar.timeOff == [off(2, 9), off(20, 25)])
    }

    @Test func `local days, seconds and offsets follow the zone`() throws {
        let calendar = try BusinessCalendar.weekdays(zone: "Asia/Kathmandu")
        let newYear = CivilDate(year: 2026, month: 1, day: 1)
        #expect(calendar.offsetSeconds(at: moment("2026-01-01")) == 20_700)
        #expect(calendar.localDay(of: moment("2025-12-31T18:15:00Z")) == newYear)
        #expect(calendar.localDay(of: moment("2025-12-31T18:14:59.999Z")) == newYear + -1)
        #expect(
            calendar.instant(of: newYear, secondOfDay: 3600) == moment("2026-01-01T01:00:00+05:45"))
        #expect(
            calendar.instant(of: newYear, secondOfDay: 86_400)
                == calendar.instant(of: newYear + 1, secondOfDay: 0))
    }

    private func example() throws -> BusinessCalendar {
        try BusinessCalendar.weekdays("09:00-12:00", "13:00-18:00").adding(holidays: [
            CivilDate(year: 2026, month: 3, day: 2)
        ]).adding(timeOff: [
            TimeOffInterval(from: moment("2026-03-04T01:00:00Z"), to: moment("2026-03-05"))
        ])
    }
}
