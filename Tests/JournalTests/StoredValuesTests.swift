import Foundation
import Journal
import LeadRules
import Records
import Testing

/// What is written is read back the same, and is JSON as Foundation knows it.
@Suite struct StoredValuesTests {
    @Test func `numbers and texts of every kind are read back as they were`() throws {
        let numbers = [
            0, 0.1, -2.5, 1e15, 9_007_199_254_740_992, 1e16, 1e22, -12, .leastNonzeroMagnitude,
            123_456.789_012_345, 0.000_1, .greatestFiniteMagnitude, 1.0 / 3,
        ]
        var activity = Activity(
            kind: "a \"quoted\" \\ \u{1} é한", at: Instant(rfc3339: "2026-03-02T01:00:00.5Z")!)
        for (index, number) in numbers.enumerated() {
            activity.properties["n\(index)"] = .number(number)
        }
        activity.properties["b\u{1}\n\t\"\\"] = .flag(true)
        activity.properties["é한/"] = .text("\u{7f}\u{2028}/\u{1F600}")
        try check(activity)
        try check(Activity(kind: "", at: Instant(rfc3339: "0001-01-01T00:00:00Z")!, note: ""))
        try check(Score())
        try check(Verification())
        try check(["": 1.5, "ä": -0.0, "z": 1e300])
    }

    @Test func `fractions are read to the last bit`() throws {
        let tape = JSONTape()
        var state: UInt64 = 88_172_645_463_325_252
        for _ in 1...100_000 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            let whole = Double(state % 1_000_000_000_000)
            let number = whole / [1, 10, 100, 1000, 1e6, 1e9][Int(state % 6)]
            let json = JSONOutput()
            json.write(number)
            #expect(try tape.read(Double.self, from: json.text) == number)
        }
    }

    @Test(arguments: [Int64.min, -1, 0, 999_999_999_999_999_999, Int64.max])
    func `whole numbers are read back as they were`(_ number: Int64) throws {
        try check(number)
        try check([number])
    }

    @Test(arguments: ["1.5", "1e3", "9223372036854775808", "\"1\"", "true"])
    func `what is no whole number is said to be damaged`(_ text: String) {
        #expect(throws: RecordProblem.self) { try JSONTape().read(Int64.self, from: text) }
    }

    @Test func `a number that JSON does not have is refused`() {
        #expect(throws: EncodingError.self) { try StoredText.of(Double.infinity) }
        #expect(throws: EncodingError.self) { try StoredText.of(["a": Double.nan]) }
    }

    @Test(arguments: [
        "", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "[1,", "\"a", "tru", "{\"a\":1}}",
        "{\"a\" 1}", "{a:1}", "-", "{\"a\":\"\\", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    ])
    func `what is no JSON is said to be damaged`(_ text: String) {
        #expect(throws: RecordProblem.self) {
            try JSONTape().read([String: Double].self, from: text)
        }
    }

    private func check<T: Stored & Equatable>(_ value: T) throws {
        let text = try StoredText.of(value)
        #expect(try StoredReader().value(T.self, text) == value)
        // Foundation reads it, too.
        let read = try? JSONSerialization.jsonObject(
            with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(read != nil, "\(text)")
    }
}
