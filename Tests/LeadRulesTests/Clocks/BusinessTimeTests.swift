import LeadRules
import Testing

/// March 2026: the 6th is a Friday, the 9th a Monday. Hours are 09:00-18:00 in Seoul unless said.
struct BusinessTimeTests {
    let nineToSix: BusinessCalendar
    let withBreak: BusinessCalendar

    init() throws {
        nineToSix = try .weekdays("09:00-18:00")
        withBreak = try .weekdays("09:00-12:00", "13:00-18:00")
    }

    @Test(arguments: [
        ("2026-03-05T10:00:00+09:00", "2026-03-05T14:00:00+09:00"),  // within a day
        ("2026-03-05T07:00:00+09:00", "2026-03-05T13:00:00+09:00"),  // before the opening
        ("2026-03-05T16:00:00+09:00", "2026-03-06T11:00:00+09:00"),  // over a night
        ("2026-03-06T16:00:00+09:00", "2026-03-09T11:00:00+09:00"),  // over a weekend
        ("2026-03-07T10:00:00+09:00", "2026-03-09T13:00:00+09:00"),  // Saturday morning
        ("2026-03-07T20:00:00+09:00", "2026-03-09T13:00:00+09:00"),  // Saturday night
    ])
    func `four hours are counted in business hours`(start: String, due: String) {
        #expect(nineToSix.due(after: moment(start), .hours(4)) == moment(due))
    }

    @Test func `after time off to the close the next opening is the next day's`() {
        let off = TimeOffInterval(
            from: moment("2026-03-05T17:00:00+09:00"), to: moment("2026-03-05T18:00:00+09:00"))
        let calendar = nineToSix.adding(timeOff: [off])
        let late = moment("2026-03-05T17:30:00+09:00")
        #expect(calendar.nextOpening(onOrAfter: late) == moment("2026-03-06T09:00:00+09:00"))
        #expect(calendar.due(after: late, .hours(1)) == moment("2026-03-06T10:00:00+09:00"))
    }

    @Test func `a span used up exactly at the close is due at the close`() {
        let friday = moment("2026-03-06T17:00:00+09:00")
        #expect(nineToSix.due(after: friday, .hours(1)) == moment("2026-03-06T18:00:00+09:00"))
        #expect(
            nineToSix.due(after: friday, .seconds(3601)) == moment("2026-03-09T09:00:01+09:00"))
    }

    @Test func `a break does not count`() {
        let late = moment("2026-03-05T11:30:00+09:00")
        #expect(withBreak.due(after: late, .minutes(30)) == moment("2026-03-05T12:00:00+09:00"))
        #expect(withBreak.due(after: late, .minutes(60)) == moment("2026-03-05T13:30:00+09:00"))
        let lunch = moment("2026-03-05T12:20:00+09:00")
        #expect(withBreak.due(after: lunch, .minutes(10)) == moment("2026-03-05T13:10:00+09:00"))
        #expect(withBreak.openTime(from: late, to: lunch) == .minutes(30))
    }

    @Test func `a holiday is closed for its local day`() {
        let calendar = nineToSix.adding(holidays: [CivilDate(year: 2026, month: 3, day: 9)])
        let friday = moment("2026-03-06T17:30:00+09:00")
        #expect(calendar.due(after: friday, .hours(1)) == moment("2026-03-10T09:30:00+09:00"))
        let holiday = moment("2026-03-09T10:00:00+09:00")
        #expect(!calendar.isOpen(at: holiday))
        #expect(calendar.nextOpening(onOrAfter: holiday) == moment("2026-03-10T09:00:00+09:00"))
    }

    @Test func `time off does not count`() throws {
        let calendar = withBreak.adding(timeOff: [
            away("2026-03-05T17:00:00+09:00", "2026-03-06T10:00:00+09:00"),
            away("2026-03-05T10:00:00+09:00", "2026-03-05T11:00:00.500+09:00"),
            away("2026-03-05T12:10:00+09:00", "2026-03-05T12:50:00+09:00"),
        ])
        let morning = moment("2026-03-05T09:00:00+09:00")
        #expect(calendar.due(after: morning, .hours(1)) == moment("2026-03-05T10:00:00+09:00"))
        #expect(
            calendar.due(after: morning, .minutes(61)) == moment("2026-03-05T11:01:00.500+09:00"))
        #expect(
            calendar.due(after: morning, .hours(7)) == moment("2026-03-06T11:00:00.500+09:00"))
        #expect(
            calendar.openTime(from: morning, to: moment("2026-03-06T10:00:00+09:00"))
                == .seconds(6 * 3600 - 1))
    }

    @Test func `no time at all is due now when open, else at the next opening`() {
        let open = moment("2026-03-06T17:59:59.999+09:00")
        let monday = moment("2026-03-09T09:00:00+09:00")
        #expect(nineToSix.due(after: open, .zero) == open)
        #expect(nineToSix.due(after: open, .hours(-1)) == open)
        #expect(nineToSix.due(after: moment("2026-03-06T18:00:00+09:00"), .zero) == monday)
        #expect(nineToSix.due(after: monday, .zero) == monday)
    }

    @Test func `hours include their start and not their end`() {
        #expect(!nineToSix.isOpen(at: moment("2026-03-06T08:59:59.999+09:00")))
        #expect(nineToSix.isOpen(at: moment("2026-03-06T09:00:00+09:00")))
        #expect(nineToSix.isOpen(at: moment("2026-03-06T17:59:59.999+09:00")))
        #expect(!nineToSix.isOpen(at: moment("2026-03-06T18:00:00+09:00")))
    }

    @Test func `a part of a second is kept in a deadline and dropped from a length`() {
        let start = moment("2026-03-06T17:59:59.250+09:00")
        #expect(
            nineToSix.due(after: start, .seconds(1)) == moment("2026-03-09T09:00:00.250+09:00"))
        #expect(nineToSix.openTime(from: start, to: moment("2026-03-09")) == .zero)
    }

    @Test func `open time adds up over years`() {
        let (start, end) = (
            moment("2024-01-01T00:00:00+09:00"), moment("2026-01-01T00:00:00+09:00")
        )
        #expect(nineToSix.openTime(from: start, to: end) == .hours(9 * (262 + 261)))
        #expect(nineToSix.openTime(from: end, to: start) == .zero)
    }

    @Test func `plain time counts every second`() {
        let start = moment("2026-03-07T20:00:00.001Z")
        #expect(BusinessCalendar.always.due(after: start, .days(3)) == start + .days(3))
        #expect(BusinessCalendar.always.openTime(from: start, to: start + .days(400)) == .days(400))
    }

    @Test func `a calendar that never opens has no deadlines`() throws {
        let closed = try BusinessCalendar(zone: "UTC", hours: WeeklyHours([:]))
        #expect(closed.due(after: moment("2026-03-06"), .hours(1)) == nil)
        #expect(closed.nextOpening(onOrAfter: moment("2026-03-06")) == nil)
        #expect(!closed.isOpen(at: moment("2026-03-06")))
    }

    @Test func `nothing is due beyond the horizon`() {
        let start = moment("2026-03-06T09:00:00+09:00")
        let away = nineToSix.adding(timeOff: [
            TimeOffInterval(from: start, to: start + BusinessCalendar.horizon)
        ])
        #expect(away.due(after: start, .zero) == nil)
        #expect(nineToSix.due(after: start, .days(1000)) == nil)
        #expect(nineToSix.due(after: start, .seconds(.max)) == nil)
    }

    private func away(_ from: String, _ to: String) -> TimeOffInterval {
        TimeOffInterval(from: moment(from), to: moment(to))
    }
}
