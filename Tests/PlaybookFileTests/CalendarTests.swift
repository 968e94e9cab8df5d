import LeadRules
import PlaybookFile
import Testing

struct CalendarTests {
    @Test func `hours are read day by day and in ranges of days`() throws {
        let calendar = try playbook(
            """
            calendars:
              office:
                zone: Europe/Berlin
                hours:
                  mon-fri: ["09:00-12:00", "13:00-18:00"]
                  sat: "10:00-24:00"
                holidays: [2026-12-25, 2027-01-01]
            """
        ).calendars["office"]
        let long = [
            DayInterval(start: 32_400, end: 43_200), DayInterval(start: 46_800, end: 64_800),
        ]
        #expect(calendar?.hours[.monday] == long)
        #expect(calendar?.hours[.friday] == long)
        #expect(calendar?.hours[.saturday] == [DayInterval(start: 36_000, end: 86_400)])
        #expect(calendar?.hours[.sunday] == [])
        #expect(calendar?.zone == "Europe/Berlin")
        #expect(
            calendar?.holidays
                == [
                    CivilDate(year: 2026, month: 12, day: 25),
                    CivilDate(year: 2027, month: 1, day: 1),
                ])
    }

    @Test func `an unknown time zone is refused`() {
        expectProblems(
            "calendars: { office: { zone: §Asia/Soul, hours: { mon: \"09:00-18:00\" } } }",
            "Unknown time zone 'Asia/Soul'. Use a name of the IANA database, such as Asia/Seoul.")
    }

    @Test func `hours that cannot stand are refused one by one`() {
        expectProblems(
            """
            calendars:
              office:
                zone: UTC
                hours:
                  mon: ["09:00-12:00", §"11:00-13:00"]
                  tue: §"18:00-09:00"
                  wed: §"9-18"
                  thu: ["09:00-10:00", §"10:00-25:00"]
                  §fri-mon: "09:00-18:00"
                  §someday: "09:00-18:00"
                  sat: §[]
            """,
            "monday: 09:00-12:00 and 11:00-13:00 overlap.",
            "tuesday: 18:00-09:00 ends at or before its start; split hours that pass midnight between two days.",
            "Expected hours such as \"09:00-18:00\" for 'wed', found the text '9-18'.",
            "Expected hours such as \"09:00-18:00\" for 'thu', found the text '10:00-25:00'.",
            "'fri-mon' is no day or range of days; write mon, tue, wed, thu, fri, sat, sun, or a range within a week such as mon-fri.",
            "'someday' is no day or range of days; write mon, tue, wed, thu, fri, sat, sun, or a range within a week such as mon-fri.",
            "Expected a list with at least one item for 'sat', found a list.")
    }

    @Test func `a day has its hours once`() {
        expectProblems(
            """
            calendars:
              office:
                zone: UTC
                hours:
                  mon-fri: "09:00-18:00"
                  §wed: "09:00-12:00"
            """,
            "The hours of wednesday are given twice.")
    }

    @Test func `a calendar that never opens is refused`() {
        expectProblems(
            "calendars: { office: { zone: UTC, hours: §{} } }",
            "Expected hours on at least one day for 'hours', found a mapping.")
    }

    @Test func `a holiday is a day that exists, once`() {
        expectProblems(
            """
            calendars:
              office:
                zone: UTC
                hours: { mon: "09:00-18:00" }
                holidays: [2026-12-25, §2026-02-30, §25.12.2026, §2026-12-25]
            """,
            "Expected a date such as 2026-12-25 that exists for 'holidays', found '2026-02-30'.",
            "Expected a date such as 2026-12-25 that exists for 'holidays', found '25.12.2026'.",
            "'2026-12-25' stands here twice.")
    }

    @Test func `the calendars of clocks keep their names`() {
        expectProblems(
            "calendars: { office: { zone: UTC, hours: { mon: \"09:00-18:00\" } }, "
                + "§plain: { zone: UTC, hours: { mon: \"09:00-18:00\" } } }",
            "The name 'plain' has a meaning of its own in `calendar:` of a clock.")
    }
}
