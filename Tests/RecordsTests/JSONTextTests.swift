import Foundation
import Records
import Testing

/// Foundation's encoder is the oracle: sorted names, slashes as they are.
@Suite struct JSONTextTests {
    @Test func `every shape is written as Foundation writes it`() throws {
        try compare(Nested())
        try compare(["a/b": 1.0, "b\u{1}\n\t\"\\": 2.5, "é한": 1e20, "A": -0.0])
        try compare([Optional(1), nil])
        try compare([String: Int]())
        try compare([[Int]]())
        try compare(["none": Optional<String>.none])
        try compare("text")
        try compare([UInt8.max, 0])
        try compare([Float(1.1), 2])
        try compare([Int64.min, .max])
        try compare([true, false])
    }

    @Test func `members that are added after nested ones find their place`() throws {
        try compare(Flattened())
    }

    @Test func `numbers that JSON does not have are refused`() {
        #expect(throws: EncodingError.self) { try JSONText.of([Double.infinity]) }
    }

    private func compare<T: Encodable>(_ value: T) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let foundation = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(try JSONText.of(value) == foundation)
    }

    private struct Nested: Encodable {
        enum Choice: Encodable {
            case plain
            case with(number: Int)
        }
        struct Empty: Encodable {}
        var zeta = ["y": ["b": 1, "a": 2], "x": [:]]
        var alpha = [Choice.plain, .with(number: 3)]
        var middle = Empty()
        var absent: String?
    }

    /// Adds members around those of an inner value, and opens its container twice.
    private struct Flattened: Encodable {
        enum Key: String, CodingKey { case after, before, nested, more }
        func encode(to encoder: any Encoder) throws {
            var outer = encoder.container(keyedBy: Key.self)
            try outer.encode(1, forKey: .nested)
            var list = outer.nestedUnkeyedContainer(forKey: .more)
            try list.encode("x")
            try Nested().encode(to: encoder)
            try outer.encode(2, forKey: .after)
            try Nested().encode(to: outer.superEncoder(forKey: .before))
        }
    }
}
