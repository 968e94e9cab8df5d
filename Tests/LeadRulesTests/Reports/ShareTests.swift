import Foundation
import LeadRules
import Testing

@Suite struct ShareTests {
    @Test func `a share of nothing has no rate`() {
        #expect(Share(0, of: 0).rate == nil)
        #expect(Share(3, of: 12).rate == 0.25)
    }

    @Test func `a share is written with its rate, and null without data`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(
            decoding: try encoder.encode([Share(3, of: 12), .none]), as: UTF8.self)
        #expect(json == #"[{"count":3,"of":12,"rate":0.25},{"count":0,"of":0,"rate":null}]"#)
        #expect(
            try JSONDecoder().decode([Share].self, from: Data(json.utf8)) == [
                Share(3, of: 12), .none,
            ])
    }

    @Test func `durations without a case have no figures`() throws {
        let none = Durations()
        #expect(none.count == 0)
        #expect(none.meanSeconds == nil)
        #expect(none.medianSeconds == nil)
        #expect(none.p90Seconds == nil)
        let json = String(decoding: try JSONEncoder().encode(none), as: UTF8.self)
        #expect(json.contains(#""medianSeconds":null"#))
        #expect(try JSONDecoder().decode(Durations.self, from: Data(json.utf8)) == none)
        let some = Durations([10, 20, 60])
        #expect(some.meanSeconds == 30)
        #expect(try JSONDecoder().decode(Durations.self, from: JSONEncoder().encode(some)) == some)
    }

    @Test func `the median of an even number lies between the middle two`() {
        #expect(Durations([40, 10, 30, 20]).medianSeconds == 25)
        #expect(Durations([30, 10, 20]).medianSeconds == 20)
        #expect(Durations([7]).p90Seconds == 7)
    }

    /// Eleven values 0, 10, …, 100: nine tenths of the way is 90 exactly.
    @Test func `nine of ten took no longer than the ninetieth percentile`() {
        #expect(Durations((0...10).map { Double($0 * 10) }).p90Seconds == 90)
        #expect(Durations([0, 100]).p90Seconds == 90)
    }
}
