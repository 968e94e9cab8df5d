import CalendarFiles
import Foundation
import LeadRules
import Testing

/// Compares the times of calendar files with those that `Tests/oracle/calendar_files.py` worked out
/// by the published packages for Python.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["BATON_CALENDAR_CASES"] != nil,
        "BATON_CALENDAR_CASES must name a file made by Tests/oracle/calendar_files.py"))
struct CalendarOracleTests {
    @Test func `every series begins when the oracle says`() throws {
        let path = ProcessInfo.processInfo.environment["BATON_CALENDAR_CASES"] ?? ""
        let lines = try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n"))
        #expect(lines.count > 0)
        for line in lines {
            let expected = try JSONDecoder().decode(Case.self, from: Data(line))
            let file = try CalendarFile(expected.file, within: 2026...2028)
            #expect(file.problems.isEmpty)
            let absences = file.absences(
                after: Instant(seconds: 0), within: 2026...2028, in: .utc)
            let starts = Set(absences.map(\.from.rfc3339)).sorted()
            let wanted = expected.isDay ? expected.times.map { $0 + "T00:00:00Z" } : expected.times
            #expect(starts == wanted, "\(expected.file)")
        }
    }

    private struct Case: Decodable {
        var file: String
        var isDay: Bool
        /// Days, or moments in RFC 3339.
        var times: [String]
    }
}
