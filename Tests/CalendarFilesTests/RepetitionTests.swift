import CalendarFiles
import LeadRules
import Testing

/// Events that come again, as calendar programs write them.
@Suite struct `Repeating events` {
    private func days(_ lines: String, _ years: ClosedRange<Int> = 2026...2026) throws -> [String] {
        try CalendarFile.of(lines, within: years).daysOff(within: years, in: .utc)
            .map(\.day.description)
    }

    @Test(arguments: [
        ("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=4", ["01-05", "01-09", "01-12", "01-16"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260331", ["01-05", "01-30", "02-27", "03-27"]),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["01-05", "11-26"]),
        ("FREQ=DAILY;INTERVAL=10;UNTIL=20260125", ["01-05", "01-15", "01-25"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["01-05", "01-30", "02-27"]),
        ("FREQ=WEEKLY;BYDAY=MO,MO;COUNT=2", ["01-05", "01-12"]),
        ("FREQ=YEARLY;BYYEARDAY=100;COUNT=1", ["01-05", "04-10"]),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", ["01-05", "05-11"]),
    ])
    func `every kind of rule is followed`(rule: String, expected: [String]) throws {
        let found = try days("DTSTART;VALUE=DATE:20260105\nRRULE:\(rule)")
        #expect(found == expected.map { "2026-\($0)" })
    }

    @Test func `a rule of the Chinese calendar gives the lunar new year`() throws {
        let found = try days(
            "DTSTART;VALUE=DATE:20200125\nRRULE:RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1",
            2025...2026)
        #expect(found == ["2025-01-29", "2026-02-17"])
    }

    @Test func `a series that began long ago reaches into the years wanted`() throws {
        let found = try days(
            "DTSTART;VALUE=DATE:19990104\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", 2026...2026)
        #expect(found.count == 26 && found.first == "2026-01-12")
    }

    @Test func `exceptions are left out and further dates come in`() throws {
        let found = try days(
            """
            DTSTART;VALUE=DATE:20260105
            RRULE:FREQ=WEEKLY;COUNT=5
            EXDATE;VALUE=DATE:20260112,20260119
            EXDATE;VALUE=DATE:20260202
            RDATE;VALUE=DATE:20260301
            """)
        #expect(found == ["2026-01-05", "2026-01-26", "2026-03-01"])
    }

    @Test func `one occurrence is moved, another is cancelled`() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:standup
            DTSTART;TZID=Asia/Seoul:20260302T090000
            DTEND;TZID=Asia/Seoul:20260302T100000
            RRULE:FREQ=WEEKLY;COUNT=4
            SUMMARY:Weekly
            END:VEVENT
            BEGIN:VEVENT
            UID:standup
            RECURRENCE-ID;TZID=Asia/Seoul:20260309T090000
            DTSTART;TZID=Asia/Seoul:20260310T140000
            DTEND;TZID=Asia/Seoul:20260310T160000
            SUMMARY:Moved
            END:VEVENT
            BEGIN:VEVENT
            UID:standup
            RECURRENCE-ID:20260316T000000Z
            DTSTART;TZID=Asia/Seoul:20260316T090000
            STATUS:CANCELLED
            END:VEVENT
            END:VCALENDAR
            """
        let file = try CalendarFile(text, within: 2026...2026)
        let absences = file.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.map(\.note) == ["Weekly", "Moved", "Weekly"])
        #expect(
            absences.map(\.from.rfc3339) == [
                "2026-03-02T00:00:00Z", "2026-03-10T05:00:00Z", "2026-03-23T00:00:00Z",
            ])
        #expect(absences[1].to.rfc3339 == "2026-03-10T07:00:00Z")
    }

    @Test func `a change of this and all later ones moves them too`() throws {
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:u
            DTSTART;VALUE=DATE:20260105
            RRULE:FREQ=WEEKLY;COUNT=4
            END:VEVENT
            BEGIN:VEVENT
            UID:u
            RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260119
            DTSTART;VALUE=DATE:20260120
            END:VEVENT
            END:VCALENDAR
            """
        let file = try CalendarFile(text, within: 2026...2026)
        #expect(
            file.daysOff(within: 2026...2026, in: .utc).map(\.day.description)
                == ["2026-01-05", "2026-01-12", "2026-01-20", "2026-01-27"])
    }

    @Test func `a period may have an end of its own`() throws {
        let file = try CalendarFile.of(
            """
            DTSTART:20260105T090000Z
            DTEND:20260105T100000Z
            RDATE;VALUE=PERIOD:20260106T090000Z/PT3H,20260107T090000Z/20260107T093000Z
            """)
        let absences = file.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.map { ($0.to - $0.from).seconds } == [3_600, 10_800, 1_800])
    }

    @Test func `an end in UTC is the same moment on the event's clocks`() throws {
        let file = try CalendarFile.of(
            """
            DTSTART;TZID=America/New_York:20260105T200000
            DTEND;TZID=America/New_York:20260105T210000
            RRULE:FREQ=DAILY;UNTIL=20260107T010000Z
            """)
        let absences = file.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.map(\.from.rfc3339) == ["2026-01-06T01:00:00Z", "2026-01-07T01:00:00Z"])
    }
}

extension CalendarFile {
    /// A file with one event of these lines.
    static func of(_ lines: String, within years: ClosedRange<Int> = 2026...2026) throws
        -> CalendarFile
    {
        try CalendarFile(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\n\(lines)\nEND:VEVENT\nEND:VCALENDAR\n", within: years)
    }
}
