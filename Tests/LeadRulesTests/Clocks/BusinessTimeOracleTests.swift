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
}
