import CalendarFiles
import LeadRules
import Testing

@Suite struct `Calendar files` {
    private func file(_ events: String) throws -> CalendarFile {
        try CalendarFile(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n\(events)\r\nEND:VCALENDAR\r\n",
            within: 2026...2030)
    }

    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func `all-day events cover the days up to their end, and folded lines are joined`() throws
    {
        let file = try file(
            """
            BEGIN:VEVENT\r
            DTSTART;VALUE=DATE:20261224\r
            DTEND;VALUE=DATE:20261227\r
            SUMMARY:Christmas\\, for\r
              everybody\r
            BEGIN:VALARM\r
            SUMMARY:not this\r
            END:VALARM\r
            END:VEVENT
            """)
        let days = file.daysOff(within: 2026...2026, in: .utc)
        #expect(days.map(\.day.description) == ["2026-12-24", "2026-12-25", "2026-12-26"])
        #expect(days.first?.name == "Christmas, for everybody")
    }

    @Test func `an event without an end is one day`() throws {
        let file = try file(
            "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260301\r\nSUMMARY:A\r\nEND:VEVENT")
        #expect(file.daysOff(within: 2026...2028, in: .utc).map(\.day) == [try day("2026-03-01")])
    }

    @Test func `what comes again every year is there every year, up to its end`() throws {
        let yearly = try file(
            "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20200228\nRRULE:FREQ=YEARLY\nSUMMARY:B\nEND:VEVENT")
        #expect(yearly.daysOff(within: 2026...2028, in: .utc).count == 3)
        let counted = try file(
            "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=2\nEND:VEVENT")
        #expect(
            counted.daysOff(within: 2026...2030, in: .utc).map(\.day.parts.year) == [2026, 2027])
        let until = try file(
            "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260601\nRRULE:FREQ=YEARLY;UNTIL=20280101\nEND:VEVENT"
        )
        #expect(until.daysOff(within: 2026...2030, in: .utc).map(\.day.parts.year) == [2026, 2027])
        let leap = try file(
            "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20240229\nRRULE:FREQ=YEARLY\nEND:VEVENT")
        #expect(
            leap.daysOff(within: 2025...2028, in: .utc).map(\.day.description) == ["2028-02-29"])
    }

    @Test func `timed events are absences on the clocks of their zone`() throws {
        let file = try file(
            """
            BEGIN:VEVENT
            DTSTART;TZID=Asia/Seoul:20260310T090000
            DTEND;TZID="Asia/Seoul":20260310T120000
            SUMMARY:Dentist
            END:VEVENT
            BEGIN:VEVENT
            DTSTART:20260311T000000Z
            DURATION:PT1H30M
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;TZID=No/Such:20260312T090000
            DTEND;TZID=No/Such:20260312T100000
            END:VEVENT
            """)
        let now = try #require(Instant(rfc3339: "2026-03-01T00:00:00Z"))
        let absences = file.absences(
            after: now, within: 2026...2026, in: try LocalZone("Europe/Berlin"))
        #expect(
            absences.map(\.from.rfc3339) == [
                "2026-03-10T00:00:00Z", "2026-03-11T00:00:00Z", "2026-03-12T08:00:00Z",
            ])
        #expect(absences[0].to.rfc3339 == "2026-03-10T03:00:00Z")
        #expect(absences[1].to.rfc3339 == "2026-03-11T01:30:00Z")
        #expect(file.daysOff(within: 2026...2026, in: .utc).isEmpty)
    }

    @Test func `cancelled events and what has passed are left out`() throws {
        let file = try file(
            """
            BEGIN:VEVENT
            STATUS:CANCELLED
            DTSTART;VALUE=DATE:20260401
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260102
            END:VEVENT
            """)
        #expect(file.daysOff(within: 2026...2026, in: .utc).map(\.day) == [try day("2026-01-02")])
        let now = try #require(Instant(rfc3339: "2026-03-01T00:00:00Z"))
        #expect(file.absences(after: now, within: 2026...2026, in: .utc).isEmpty)
    }

    @Test(arguments: [
        "", "hello", "BEGIN:VCARD\nEND:VCARD", "\u{0}\u{1}",
    ])
    func `anything else is refused`(text: String) {
        #expect(throws: Refusal.self) { try CalendarFile(text, within: 2026...2027) }
    }

    @Test(arguments: [
        "BEGIN:VEVENT\nDTSTART:99999999\nEND:VEVENT", "BEGIN:VEVENT\nEND:VEVENT\nEND:VEVENT",
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:99991231\nEND:VEVENT",
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY;COUNT=999999999999999999999\nEND:VEVENT",
        "BEGIN:VEVENT\nDTSTART;VALUE=DATE:00010101\nRRULE:FREQ=YEARLY;COUNT=9223372036854775807\nEND:VEVENT",
        ":", ";;;:", "BEGIN:VEVENT\nDTSTART:20260101T993000\nDURATION:P\nEND:VEVENT",
    ])
    func `nonsense inside does no harm`(events: String) throws {
        let file = try file(events)
        #expect(file.daysOff(within: 2026...2028, in: .utc).count <= 3 * 366)
        _ = file.absences(after: Instant(seconds: 0), within: 2026...2028, in: .utc)
    }
}
