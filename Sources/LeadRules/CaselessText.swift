/// A text that is compared without regard to case.
///
/// Each score asks dozens of conditions. Where the text is ASCII its bytes are compared where they
/// lie, which takes a small part of the time that Unicode's rules take.
struct CaselessText {
    private let text: String
    /// In lower case, where the text is not ASCII.
    private let unicode: String?

    init(_ text: String) {
        var text = text
        let isASCII = text.withUTF8 { $0.allSatisfy { $0 < 0x80 } }
        self.text = text
        unicode = isASCII ? nil : text.lowercased()
    }

    func equals(_ other: String) -> Bool {
        if let unicode { return unicode == other.lowercased() }
        return compare(other) { mine, other in
            mine.count == other.count && Self.matches(mine, other, at: 0)
        }
    }

    func contains(_ part: String) -> Bool {
        if let unicode { return unicode.contains(part.lowercased()) }
        return compare(part) { mine, part in
            mine.count >= part.count
                && (0...mine.count - part.count).contains { Self.matches(mine, part, at: $0) }
        }
    }

    func hasPrefix(_ part: String) -> Bool {
        if let unicode { return unicode.hasPrefix(part.lowercased()) }
        return compare(part) { mine, part in
            mine.count >= part.count && Self.matches(mine, part, at: 0)
        }
    }

    /// Hands over the bytes of both. What is not ASCII stands in no text that is.
    private func compare(
        _ other: String,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Bool
    ) -> Bool {
        var text = text
        var other = other
        return text.withUTF8 { mine in other.withUTF8 { body(mine, $0) } }
    }

    /// Whether the part stands in the text from a place on, which leaves room for it.
    private static func matches(
        _ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Bool {
        for index in part.indices where lower(text[start + index]) != lower(part[index]) {
            return false
        }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
