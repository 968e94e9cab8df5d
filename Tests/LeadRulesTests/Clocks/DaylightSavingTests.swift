import LeadRules
import Testing

struct DaylightSavingTests {
    /// In 2026 New York skips 02:00-03:00 on 8 March and repeats 01:00-02:00 on 1 November.
    @Test func `a night shift loses the hour that is skipped and gains the one that repeats`()
        throws
    {
        let night = try BusinessCalendar.daily("01:00-05:00", zone: "America/New_York")
        #expect(try night.openTime(on: "2026-03-07") == .hours(4))
        #expect(try night.openTime(on: "2026-03-08") == .hours(3))
        #expect(try night.openTime(on: "2026-11-01") == .hours(5))
        #expect(
            night.due(after: moment("2026-03-08T01:00:00-05:00"), .minutes(90))
                == moment("2026-03-08T03:30:00-04:00"))
        #expect(
            night.due(after: moment("2026-11-01T01:00:00-04:00"), .minutes(90))
                == moment("2026-11-01T01:30:00-05:00"))
    }

    @Test func `office hours keep their local time across a change`() throws {
        let office = try BusinessCalendar.weekdays("09:00-18:00", zone: "Europe/Berlin")
        #expect(
            office.due(after: moment("2026-03-27T17:00:00+01:00"), .hours(2))
                == moment("2026-03-30T10:00:00+02:00"))
        #expect(
            office.due(after: moment("2026-10-23T17:00:00+02:00"), .hours(2))
                == moment("2026-10-26T10:00:00+01:00"))
    }

    @Test func `hours that fall wholly into the skipped hour do not open`() throws {
        let skipped = try BusinessCalendar.daily("02:15-02:45", zone: "America/New_York")
        #expect(try skipped.openTime(on: "2026-03-08") == .zero)
        #expect(
            skipped.nextOpening(onOrAfter: moment("2026-03-08T00:00:00-05:00"))
                == moment("2026-03-09T02:15:00-04:00"))
    }

    @Test(arguments: [
        ("02:30-05:00", "2026-03-08T03:00:00-04:00"),  // skipped: at the skip
        ("01:30-05:00", "2026-03-08T01:30:00-05:00"),
    ])
    func `a skipped opening is at the skip`(hours: String, opening: String) throws {
        let calendar = try BusinessCalendar.daily(hours, zone: "America/New_York")
        #expect(
            calendar.nextOpening(onOrAfter: moment("2026-03-08T00:00:00-05:00")) == moment(opening))
    }

    @Test(arguments: [
        ("01:30-05:00", 270),  // from the first 01:30
        ("00:30-01:30", 120),  // to the second 01:30
        ("01:10-01:20", 70),  // from the first 01:10 to the second 01:20
        ("00:00-01:00", 60),  // over before any time repeats
        ("02:00-03:00", 60),  // begins after all repeats
    ])
    func `hours in the repeated hour run from their first moment to their last`(
        hours: String, minutes: Int64
    ) throws {
        let calendar = try BusinessCalendar.daily(hours, zone: "America/New_York")
        #expect(try calendar.openTime(on: "2026-11-01") == .minutes(minutes))
    }

    @Test func `hours that meet in the repeated hour count once`() throws {
        let split = try BusinessCalendar.daily(
            "00:30-01:30", "01:40-03:00", zone: "America/New_York")
        #expect(try split.openTime(on: "2026-11-01") == .minutes(210))
    }

    /// São Paulo skipped 00:00-01:00 on 15 October 2017 and repeated 23:00-24:00 on 17 February 2018.
    @Test func `a midnight that does not exist is the moment of the skip`() throws {
        let day = try BusinessCalendar.daily("00:00-24:00", zone: "America/Sao_Paulo")
        let skip = moment("2017-10-15T03:00:00Z")
        #expect(day.instant(of: CivilDate(year: 2017, month: 10, day: 15), secondOfDay: 0) == skip)
        #expect(day.localDay(of: skip) == CivilDate(year: 2017, month: 10, day: 15))
        #expect(try day.openTime(on: "2017-10-15") == .hours(23))
        let saturday = try BusinessCalendar.only(
            .saturday, "00:00-24:00", zone: "America/Sao_Paulo")
        let (start, end) = (moment("2018-02-14"), moment("2018-02-21"))
        #expect(saturday.openTime(from: start, to: end) == .hours(25))
    }

    @Test func `Beirut's night shift starts at the skip`() throws {
        let night = try BusinessCalendar.daily("00:30-04:00", zone: "Asia/Beirut")
        #expect(
            night.nextOpening(onOrAfter: moment("2026-03-28T20:00:00Z"))
                == moment("2026-03-29T01:00:00+03:00"))
        #expect(try night.openTime(on: "2026-03-29") == .hours(3))
    }

    @Test func `Lord Howe moves its clock by half an hour`() throws {
        let night = try BusinessCalendar.daily("01:00-05:00", zone: "Australia/Lord_Howe")
        #expect(try night.openTime(on: "2026-10-04") == .minutes(210))
        #expect(try night.openTime(on: "2026-04-05") == .minutes(270))
    }

    @Test func `Apia had no 30 December 2011`() throws {
        let shop = try BusinessCalendar.daily("09:00-18:00", zone: "Pacific/Apia")
        let start = moment("2011-12-29T17:00:00-10:00")
        #expect(shop.due(after: start, .hours(2)) == moment("2011-12-31T10:00:00+14:00"))
        #expect(try shop.openTime(on: "2011-12-30") == .zero)
        let eve = CivilDate(year: 2011, month: 12, day: 29)
        #expect(shop.localDay(of: moment("2011-12-30T09:59:59Z")) == eve)
        #expect(shop.localDay(of: moment("2011-12-30T10:00:00Z")) == eve + 2)
        #expect(shop.instant(of: eve + 1, secondOfDay: 43_200) == moment("2011-12-30T10:00:00Z"))
    }

    /// Havana sets its clock back at 01:00 to 00:00, so that Sunday's first hour repeats.
    @Test func `a midnight that repeats begins the day once`() throws {
        let (start, end) = (moment("2026-10-29"), moment("2026-11-05"))
        let saturday = try BusinessCalendar.only(.saturday, "00:00-24:00", zone: "America/Havana")
        let sunday = try BusinessCalendar.only(.sunday, "00:00-24:00", zone: "America/Havana")
        #expect(saturday.openTime(from: start, to: end) == .hours(24))
        #expect(sunday.openTime(from: start, to: end) == .hours(25))
    }

    /// St John's went from 00:01 on Sunday 7 November 2010 back to 23:01 on Saturday.
    @Test func `a day that is entered twice is left at its last midnight`() throws {
        let evening = try BusinessCalendar.only(.saturday, "22:00-24:00", zone: "America/St_Johns")
        let (start, end) = (moment("2010-11-04"), moment("2010-11-11"))
        #expect(evening.openTime(from: start, to: end) == .hours(3))
        #expect(evening.isOpen(at: moment("2010-11-06T23:30:00-03:30")))
        let secondMidnight = moment("2010-11-07T00:00:00-03:30")
        #expect(evening.due(after: start, .hours(3)) == secondMidnight)
        #expect(evening.localDay(of: secondMidnight) == CivilDate(year: 2010, month: 11, day: 7))
    }

    @Test func `hours that a repeated midnight cuts stay open throughout`() throws {
        let saturday = try BusinessCalendar.only(.saturday, "22:00-24:00", zone: "America/St_Johns")
        #expect(saturday.isOpen(at: moment("2010-11-07T00:00:30-02:30")))
        let sunday = try BusinessCalendar.only(.sunday, "00:00-02:00", zone: "America/St_Johns")
        #expect(sunday.isOpen(at: moment("2010-11-06T23:30:00-03:30")))
    }
}
