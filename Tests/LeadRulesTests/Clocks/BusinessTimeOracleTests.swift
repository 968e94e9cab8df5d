import Foundation
import LeadRules
import Testing

/// Compares due times and open times with those that `Tests/oracle/business_time.py` worked out from
/// Python's own time zone database.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["BATON_ORACLE_CASES"] != nil,
        "BATON_ORACLE_CASES must name a file made by Tests/oracle/business_time.py"))
struct BusinessTimeOracleTests {
    @Test func `every due time and open time is the oracle's`() throws {
        let cases = try Self.read()
        #expect(cases.count > 0)
        for (line, expected) in zip(1..., cases) {
            let calendar = try expected.calendar()
            let start = moment(expected.from)
            let due = calendar.due(after: start, .seconds(expected.seconds))
            #expect(due?.rfc3339 == expected.expected, "line \(line)")
            let open = calendar.openTime(from: start, to: moment(expected.until))
            #expect(open.seconds == expected.open, "line \(line)")
        }
    }

    @Test func `a clock that pauses and runs on is due when the oracle says`() throws {
        let cases = try Self.read().filter { !$0.pauses.isEmpty }
        #expect(cases.count > 0)
        for expected in cases {
            let office = try expected.office()
            let lead = try office.lead("kim@factory.example")
            let clock = try #require(
                office.clocks(lead, .firstTouch).first, "\(expected.zone) from \(expected.from)"
            ).id
            for pause in expected.pauses {
                office.sleep(until: pause[0])
                try office.run(PauseClock(clock: clock, reason: "on holiday"))
                office.sleep(until: pause[1])
                try office.run(ResumeClock(clock: clock))
            }
            let due = office.clocks(lead, .firstTouch)[0].dueAt
            #expect(
                due.rfc3339 == expected.paused,
                "\(expected.zone) from \(expected.from), paused \(expected.pauses)")
        }
    }

    private static func read() throws -> [OracleCase] {
        let path = ProcessInfo.processInfo.environment["BATON_ORACLE_CASES"] ?? ""
        let file = try Data(contentsOf: URL(filePath: path))
        return try file.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(OracleCase.self, from: Data($0))
        }
    }
}

/// One line of the oracle's file.
private struct OracleCase: Decodable {
    var zone: String
    /// `mon` to `sun`, each a list of `["09:00", "18:00"]`.
    var week: [String: [[String]]]
    var holidays: [CivilDate]
    /// Pairs of RFC 3339 times.
    var timeOff: [[String]]
    var from: String
    var seconds: Int64
    /// When `seconds` of open time have run since `from`; absent when that never comes.
    var expected: String?
    var until: String
    /// Open seconds from `from` to `until`.
    var open: Int64
    /// When the clock is paused and runs on: pairs of RFC 3339 times.
    var pauses: [[String]]
    /// When it is due after the pauses.
    var paused: String?

    func calendar() throws -> BusinessCalendar {
        var hours: [Weekday: [DayInterval]] = [:]
        for (weekday, key) in zip(
            Weekday.allCases, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        {
            hours[weekday] = week[key]?.map { DayInterval($0.joined(separator: "-")) }
        }
        return try BusinessCalendar(
            zone: zone, hours: WeeklyHours(hours), holidays: Set(holidays),
            timeOff: timeOff.map { TimeOffInterval(from: moment($0[0]), to: moment($0[1])) })
    }

    /// A team of one, at work day and night, whose first-touch clock runs for `seconds` in this
    /// calendar.
    func office() throws -> Office {
        let calendar = try calendar()
        return try Office(at: from, staff: [("mina", .sdr, "always")]) {
            $0.calendars["always"] = .always
            $0.calendars["oracle"] = calendar
            $0.clocks[0].time = .seconds(seconds)
            $0.clocks[0].calendar = .named("oracle")
        }
    }
}
