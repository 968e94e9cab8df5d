import LeadRules
import PlaybookFile
import Testing

struct ZScratchTests {
    @Test func timing() {
        let clock = ContinuousClock()
        func run(_ name: String, _ text: String) {
            let time = clock.measure { do { _ = try PlaybookFile.read(text) } catch { print(error.problems.count, error.problems[0]) } }
            print(name, text.utf8.count, time)
        }
        run("clocks", "clocks:\n" + (0..<22000).map { "  - {id: a\($0), tme: 4h}\n" }.joined())
        run("rootkeys", (0..<40000).map { "key\($0): 1\n" }.joined())
        run("refs", "verification: {phone-clock: x}\nintake:\n sources:\n" + (0..<12000).map { "  - {id: a\($0), activity: v\($0)}\n" }.joined())
        run("names", "clocks:\n  - {id: \(String(repeating: "a", count: 250000)), time: 4h}\nverification: {phone-clock: \(String(repeating: "b", count: 250000))}")
        run("conditions", "segments:\n  - id: a\n    when: " + String(repeating: "{not: ", count: 900) + "{a: b}" + String(repeating: "}", count: 900))
        run("aliases", "a0: &a0 [x]\n" + (1...5).map { n in "a\(n): &a\(n) [*a\(n-1), *a\(n-1), *a\(n-1)]\n" }.joined() + "segments: *a5")
        run("keybomb", "? &a [x,x]\n: 1\n" + (1...5).map { n in "? &a\(n) [*a\(n == 1 ? "" : "\(n-1)"), *a\(n == 1 ? "" : "\(n-1)"), *a\(n == 1 ? "" : "\(n-1)")]\n: 1\n" }.joined())
        run("dates", "calendars:\n  a:\n    zone: UTC\n    hours: {mon: \"09:00-10:00\"}\n    holidays: [" + Array(repeating: "2026-01-01", count: 40000).joined(separator: ",") + "]")
    }
}
