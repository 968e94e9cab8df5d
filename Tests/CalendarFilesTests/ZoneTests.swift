import CalendarFiles
import LeadRules
import Testing

@Suite struct `Zones of calendar files` {
    private func start(_ zone: String, definition: String = "") throws -> String {
        let text = """
            BEGIN:VCALENDAR
            \(definition)
            BEGIN:VEVENT
            DTSTART;TZID=\(zone):20260710T090000
            DTEND;TZID=\(zone):20260710T100000
            END:VEVENT
            END:VCALENDAR
            """
        let file = try CalendarFile(text, within: 2026...2026)
        return try #require(
            file.absences(
                after: Instant(seconds: 0), within: 2026...2026, in: try LocalZone("Asia/Kolkata")
            ).first?.from.rfc3339)
    }

    @Test(arguments: [
        ("Korea Standard Time", "00:00"), ("Tokyo Standard Time", "00:00"),
        ("Pacific Standard Time", "16:00"), ("\"W. Europe Standard Time\"", "07:00"),
        ("GMT Standard Time", "08:00"), ("China Standard Time", "01:00"),
        ("Asia/Seoul", "00:00"), ("/freeassociation.sourceforge.net/Europe/Berlin", "07:00"),
        ("/mozilla.org/20070129_1/America/Argentina/Buenos_Aires", "12:00"),
        ("No/Such", "03:30"),
    ])
    func `names of Windows and of other programs are understood`(zone: String, time: String) throws
    {
        #expect(try start(zone) == "2026-07-10T\(time):00Z")
    }

    @Test func `a zone that the file itself describes is followed, summer and winter`() throws {
        let zone = """
            BEGIN:VTIMEZONE
            TZID:Customized Time Zone
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0500
            TZOFFSETTO:+0400
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0400
            TZOFFSETTO:+0500
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """
        #expect(try start("Customized Time Zone", definition: zone) == "2026-07-10T04:00:00Z")
        let winter = try CalendarFile(
            "BEGIN:VCALENDAR\n\(zone)\nBEGIN:VEVENT\nDTSTART;TZID=Customized Time Zone:"
                + "20260110T090000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR", within: 2026...2026)
        let absences = winter.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.map(\.from.rfc3339) == ["2026-01-10T05:00:00Z"])
    }

    @Test func `an unknown zone is told with the line of its event`() throws {
        let file = try CalendarFile.of("DTSTART;TZID=No/Such:20260710T090000\nSUMMARY:Trip")
        let problem = try #require(file.problems.first)
        #expect(problem.kind == .unknownZone && problem.written == "No/Such")
        #expect(problem.line == 2 && problem.event == "Trip")
    }

    @Test(arguments: [
        ("DTSTART;TZID=Asia/Seoul:20261224T000000\nDTEND;TZID=Asia/Seoul:20261226T000000", 2),
        ("DTSTART:20261224T000000\nDTEND:20261225T000000", 1),
        ("DTSTART:20261223T150000Z\nDTEND:20261224T150000Z", 1),
        ("DTSTART:20261224T000000\nDTEND:20261224T235900", 1),
        ("DTSTART:20261224T000000\nDTEND:20261224T235959", 1),
        ("DTSTART:20261224T000000Z\nDTEND:20261225T000000Z", 0),
        ("DTSTART:20261224T000000\nDTEND:20261224T120000", 0),
        ("DTSTART:20261224T090000\nDTEND:20261225T090000", 0),
        ("DTSTART:20261224T000000\nDTEND:20261224T000000", 0),
    ])
    func `from midnight to midnight is a whole day`(lines: String, count: Int) throws {
        let days = try CalendarFile.of(lines).daysOff(
            within: 2026...2026, in: try LocalZone("Asia/Seoul"))
        #expect(days.map(\.day.description) == Array(["2026-12-24", "2026-12-25"].prefix(count)))
    }

    @Test func `times in UTC are whole days where the calendar is at home`() throws {
        let file = try CalendarFile(
            """
            BEGIN:VCALENDAR
            X-WR-TIMEZONE:Asia/Seoul
            BEGIN:VEVENT
            DTSTART:20261223T150000Z
            DTEND:20261224T150000Z
            END:VEVENT
            END:VCALENDAR
            """, within: 2026...2026)
        #expect(
            file.daysOff(within: 2026...2026, in: .utc).map(\.day.description) == ["2026-12-24"])
    }
}
