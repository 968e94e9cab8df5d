/// One value of a tape.
package struct JSONValue {
    unowned(unsafe) let tape: JSONTape
    let index: Int

    var token: JSONTape.Token { tape.tokens[index] }
    var isNull: Bool { token.kind == .null }

    /// Its bytes: of a text what lies between the quotes.
    package var utf8: UnsafeBufferPointer<UInt8> {
        let token = token
        return UnsafeBufferPointer(rebasing: tape.bytes[Int(token.start)..<Int(token.end)])
    }

    /// The value as text.
    ///
    /// - Throws: when it is none.
    package func text() throws(RecordProblem) -> String {
        let token = token
        guard token.kind == .text else { throw expected("a text") }
        guard token.escaped else { return String(decoding: utf8, as: UTF8.self) }
        // Few texts have escapes; they are read by the reader that knows them all.
        let quoted = [UInt8(ascii: "\"")] + utf8 + [UInt8(ascii: "\"")]
        do throws(JSONReader.Problem) {
            guard case .text(let text) = try JSONReader.read(quoted) else { return "" }
            return text
        } catch {
            throw RecordProblem(.damaged(error.message))
        }
    }

    /// A text's bytes, for what is read without making a `String`.
    ///
    /// - Throws: when it is no text.
    package func textBytes() throws(RecordProblem) -> UnsafeBufferPointer<UInt8> {
        guard token.kind == .text else { throw expected("a text") }
        return utf8
    }

    package func flag() throws(RecordProblem) -> Bool {
        guard token.kind == .flag else { throw expected("true or false") }
        return utf8.count == 4
    }

    package func whole() throws(RecordProblem) -> Int64 {
        guard token.kind == .number, let number = DecimalNumber.whole(utf8) else {
            throw expected("a whole number")
        }
        return number
    }

    package func number() throws(RecordProblem) -> Double {
        guard token.kind == .number, let number = DecimalNumber.double(utf8) else {
            throw expected("a number")
        }
        return number
    }

    /// What kind of value it is, for values that may be of several.
    package enum Shape { case null, flag, number, text, array, object }

    package var shape: Shape {
        switch token.kind {
        case .null: .null
        case .flag: .flag
        case .number: .number
        case .text: .text
        case .array: .array
        case .object: .object
        }
    }

    /// Calls a body with each item of an array.
    func items(_ body: (JSONValue) throws(RecordProblem) -> Void) throws(RecordProblem) -> Int {
        guard token.kind == .array else { throw expected("a list") }
        let end = Int(token.next)
        var at = index + 1
        while at < end {
            let item = JSONValue(tape: tape, index: at)
            at = Int(item.token.next)
            try body(item)
        }
        return Int(token.count)
    }

    /// Calls a body with each member of an object.
    func members(_ body: (JSONValue, JSONValue) throws(RecordProblem) -> Void)
        throws(RecordProblem)
    {
        guard token.kind == .object else { throw expected("an object") }
        let end = Int(token.next)
        var at = index + 1
        while at < end {
            let value = JSONValue(tape: tape, index: at + 1)
            let name = JSONValue(tape: tape, index: at)
            at = Int(value.token.next)
            try body(name, value)
        }
    }

    package func expected(_ what: String) -> RecordProblem {
        RecordProblem(.damaged("is not \(what)"))
    }
}

/// Numbers as JSON writes them.
private enum DecimalNumber {
    static func whole(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        let digits = bytes[(isNegative ? 1 : 0)...]
        // The least has no positive twin.
        guard digits.count <= 18 else { return Int64(String(decoding: bytes, as: UTF8.self)) }
        guard !digits.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in digits {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        return isNegative ? -value : value
    }

    /// A mantissa of up to 15 digits over a power of ten up to 22 is one exact division (Clinger,
    /// "How to read floating point numbers accurately", 1990); all else is read by the library.
    static func double(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let isNegative = bytes.first == UInt8(ascii: "-")
        var mantissa: Int64 = 0
        var digits = 0
        var fraction: Int?
        for byte in bytes[(isNegative ? 1 : 0)...] {
            if byte == UInt8(ascii: "."), fraction == nil {
                fraction = 0
            } else if byte >= 0x30, byte <= 0x39, digits < 15 {
                mantissa = mantissa * 10 + Int64(byte - 0x30)
                digits += 1
                fraction = fraction.map { $0 + 1 }
            } else {
                return Double(String(decoding: bytes, as: UTF8.self))
            }
        }
        guard digits > 0, fraction != 0 else { return nil }
        let value = Double(mantissa) / powers[fraction ?? 0]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
