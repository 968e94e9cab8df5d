import Foundation
import LeadRules
import Testing

struct WeeklyHoursTests {
    @Test func `intervals are kept in order`() throws {
        let hours = try WeeklyHours([.monday], ["13:00-18:00", "09:00-12:00"])
        #expect(hours[.monday] == [DayInterval("09:00-12:00"), DayInterval("13:00-18:00")])
        #expect(hours[.tuesday].isEmpty)
    }

    @Test func `one interval may begin where another ends`() throws {
        let hours = try WeeklyHours([.monday], ["09:00-12:00", "12:00-24:00"])
        #expect(hours[.monday].count == 2)
    }

    @Test func `overlapping intervals are refused and both are named`() {
        let error = #expect(throws: InvalidWeeklyHours.self) {
            try WeeklyHours([.friday], ["12:00-18:00", "09:00-12:01"])
        }
        let (early, late) = (DayInterval("09:00-12:01"), DayInterval("12:00-18:00"))
        #expect(error == .overlap(.friday, early, late))
        #expect(error?.description == "friday: 09:00-12:01 and 12:00-18:00 overlap")
    }

    @Test(arguments: ["18:00-09:00", "09:00-09:00"])
    func `an interval that does not run forward is refused`(hours: String) {
        #expect(throws: InvalidWeeklyHours.backwards(.sunday, DayInterval(hours))) {
            try WeeklyHours([.sunday], [hours])
        }
    }

    @Test(arguments: [DayInterval(start: -1, end: 60), DayInterval(start: 0, end: 86_401)])
    func `an interval that leaves its day is refused`(interval: DayInterval) {
        #expect(throws: InvalidWeeklyHours.outsideDay(.monday, interval)) {
            try WeeklyHours([.monday: [interval]])
        }
    }

    @Test func `seconds show only when there are any`() {
        #expect(DayInterval(start: 32_400, end: 86_400).description == "09:00-24:00")
        #expect(DayInterval(start: 1, end: 60).description == "00:00:01-00:01")
    }

    @Test func `hours survive being written and read`() throws {
        let hours = try WeeklyHours([.monday, .sunday], ["09:00-12:00", "13:00-18:00"])
        let json = try JSONEncoder().encode(hours)
        #expect(try JSONDecoder().decode(WeeklyHours.self, from: json) == hours)
    }

    @Test func `hours that overlap cannot be read`() {
        let json = #"{"monday": [{"start": 0, "end": 60}, {"start": 30, "end": 90}]}"#
        #expect(throws: InvalidWeeklyHours.self) {
            try JSONDecoder().decode(WeeklyHours.self, from: Data(json.utf8))
        }
    }
}
