import CalendarFiles
import Foundation
import LeadRules
import Testing

@Suite struct `Hostile and broken calendar files` {
    @Test(arguments: [
        "FREQ=SECONDLY", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYHOUR=3",
        "FREQ=DAILY;BYHOUR=1,2,3,4,5,6;BYMINUTE=1,2,3,4,5,6,7;BYSECOND=1,2,3,4,5,6,7",
    ])
    func `rules that give too much count once and are told`(rule: String) throws {
        let file = try CalendarFile.of("DTSTART:20260105T090000Z\nDURATION:PT1S\nRRULE:\(rule)")
        #expect(file.problems.map(\.kind) == [.tooOften])
        #expect(file.problems.first?.written == rule)
        let absences = file.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.count == 1)
    }

    @Test(arguments: [
        "FREQ=FOO", "FREQ=DAILY;BYDAY=XX", "COUNT=3", "FREQ=DAILY;INTERVAL=0", "", "=;=",
    ])
    func `rules that cannot be read count once and are told`(rule: String) throws {
        let file = try CalendarFile.of("DTSTART;VALUE=DATE:20260105\nRRULE:\(rule)\nSUMMARY:A")
        #expect(
            file.problems.map { [$0.kind.rawValue, $0.event, $0.written] }
                == [["bad-rule", "A", rule]])
        #expect(file.daysOff(within: 2026...2026, in: .utc).count == 1)
    }

    @Test func `an event without a start is told with its line`() throws {
        let file = try CalendarFile(
            "BEGIN:VCALENDAR\n\nBEGIN:VEVENT\nSUMMARY:Ski\n  trip\nDTSTART:soon\nEND:VEVENT\n",
            within: 2026...2026)
        #expect(file.problems.map { "\($0.line) \($0.event)" } == ["3 Ski trip"])
    }

    @Test func `many events with dense rules are over in seconds, and the rest is told`() throws {
        let event = "BEGIN:VEVENT\nDTSTART:20200101T090000Z\nRRULE:FREQ=HOURLY;BYMONTHDAY=31\n"
        let file = try CalendarFile(
            "BEGIN:VCALENDAR\n" + String(repeating: event + "END:VEVENT\n", count: 200),
            within: 2026...2028)
        #expect(file.problems.count > 150 && file.problems.allSatisfy { $0.kind == .tooOften })
    }

    @Test func `events beyond the limit are left out, and that is told`() throws {
        let event = "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n"
        let count = CalendarFile.mostEvents + 7
        let file = try CalendarFile(
            "BEGIN:VCALENDAR\n" + String(repeating: event, count: count), within: 2026...2026)
        #expect(file.problems.map(\.kind) == [.tooManyEvents])
        #expect(file.problems.first?.line == 2 + 3 * CalendarFile.mostEvents)
    }

    @Test func `components inside each other do no harm`() throws {
        let deep = String(repeating: "BEGIN:VEVENT\n", count: 100_000)
        let file = try CalendarFile("BEGIN:VCALENDAR\n" + deep, within: 2026...2026)
        #expect(file.daysOff(within: 2026...2026, in: .utc).isEmpty)
    }

    @Test func `a zone that moves its clocks every second is not followed`() throws {
        let file = try CalendarFile(
            """
            BEGIN:VCALENDAR
            BEGIN:VTIMEZONE
            TZID:Mad
            BEGIN:STANDARD
            DTSTART:16010101T000000
            TZOFFSETFROM:+0000
            TZOFFSETTO:+0100
            RRULE:FREQ=SECONDLY
            END:STANDARD
            END:VTIMEZONE
            BEGIN:VEVENT
            DTSTART;TZID=Mad:20260101T000000
            END:VEVENT
            END:VCALENDAR
            """, within: 2026...2026)
        #expect(file.problems.map(\.kind) == [.unknownZone])
    }

    @Test func `many exceptions and many changes of a series cost little`() throws {
        let days = (0..<60_000).map { "EXDATE;VALUE=DATE:\(1_000 + $0 / 28)01\(10 + $0 % 18)" }
        let change = "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260105T090000Z\n"
        let text = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:u
            DTSTART:20260101T090000Z
            RRULE:FREQ=HOURLY
            EXDATE;VALUE=DATE:20260103
            \(days.joined(separator: "\n"))
            END:VEVENT
            \(String(repeating: change + "DTSTART:20260105T093000Z\nEND:VEVENT\n", count: 4_000))
            END:VCALENDAR
            """
        let file = try CalendarFile(text, within: 2026...2026)
        #expect(file.problems.isEmpty)
        #expect(file.daysOff(within: 2026...2026, in: .utc).isEmpty)
    }

    @Test func `zones with many rules from long ago are not followed`() throws {
        let rule = """
            BEGIN:STANDARD
            DTSTART:00010101T000000
            TZOFFSETFROM:+0500
            TZOFFSETTO:+0400
            RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
            END:STANDARD

            """
        let zones = (0..<30).map { number in
            "BEGIN:VTIMEZONE\nTZID:Z\(number)\n" + String(repeating: rule, count: 10)
                + "END:VTIMEZONE\nBEGIN:VEVENT\nDTSTART;TZID=Z\(number):20260101T090000\n"
                + "DURATION:PT1H\nEND:VEVENT\n"
        }
        let file = try CalendarFile(
            "BEGIN:VCALENDAR\n\(zones.joined())END:VCALENDAR", within: 2026...2026)
        let absences = file.absences(after: Instant(seconds: 0), within: 2026...2026, in: .utc)
        #expect(absences.count == 30)
        #expect(file.problems.count == 30)
    }

    @Test func `lines cut, doubled and mixed up never crash`() throws {
        var chance = SeededChance(seed: 5)
        let lines = Self.sample.split(separator: "\n").map(String.init)
        for _ in 0..<2_000 {
            var mixed = lines
            for _ in 0..<4 {
                let at = Int.random(in: 0..<mixed.count, using: &chance)
                switch Int.random(in: 0..<4, using: &chance) {
                case 0: mixed.remove(at: at)
                case 1: mixed[at] = String(mixed[at].dropLast(3))
                case 2: mixed.insert(mixed.randomElement(using: &chance) ?? "", at: at)
                default: mixed[at] = mixed[at].replacing("2026", with: "99999999999")
                }
            }
            let file = try? CalendarFile(
                "BEGIN:VCALENDAR\n" + mixed.joined(separator: "\n"), within: 2026...2027)
            _ = file?.daysOff(within: 2026...2027, in: .utc)
            _ = file?.absences(after: Instant(seconds: 0), within: 2026...2027, in: .utc)
        }
    }

    private static let sample = """
        BEGIN:VTIMEZONE
        TZID:Here
        BEGIN:STANDARD
        DTSTART:20260101T000000
        TZOFFSETFROM:+0500
        TZOFFSETTO:+0400
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        UID:u
        DTSTART;TZID=Here:20260105T090000
        DTEND;TZID=Here:20260105T100000
        RRULE:FREQ=MONTHLY;BYDAY=2TU,-1FR;UNTIL=20261231T000000Z
        EXDATE;TZID=Here:20260203T090000
        RDATE;VALUE=PERIOD:20260701T090000Z/PT2H
        END:VEVENT
        BEGIN:VEVENT
        UID:u
        RECURRENCE-ID;TZID=Here:20260310T090000
        DTSTART;TZID=Here:20260311T090000
        DURATION:P1DT2H
        END:VEVENT
        """
}

/// The same numbers for the same seed.
struct SeededChance: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
