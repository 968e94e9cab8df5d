/// Reads JSON (RFC 8259). Objects may lie 32 deep, text holds no U+0000, which stores refuse.
package struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private static let depthLimit = 32

    /// Where and why the text is no JSON.
    package struct Problem: Error {
        package var offset: Int
        package var message: String
    }

    package static func read(_ bytes: [UInt8]) throws(Problem) -> JSON {
        let result: Result<JSON, Problem> = bytes.withUnsafeBufferPointer { buffer in
            var reader = JSONReader(bytes: buffer)
            do throws(Problem) {
                return .success(try reader.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func document() throws(Problem) -> JSON {
        let value = try value(depth: 0)
        skipBlanks()
        guard at == bytes.count else { throw problem("more text after the value") }
        return value
    }

    private func problem(_ message: String) -> Problem { Problem(offset: at, message: message) }

    private mutating func skipBlanks() {
        while at < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[at]) { at += 1 }
    }

    private mutating func next() throws(Problem) -> UInt8 {
        skipBlanks()
        guard at < bytes.count else { throw problem("the text ends early") }
        return bytes[at]
    }

    private mutating func take(_ byte: UInt8) throws(Problem) -> Bool {
        guard try next() == byte else { return false }
        at += 1
        return true
    }

    private mutating func value(depth: Int) throws(Problem) -> JSON {
        guard depth <= Self.depthLimit else { throw problem("nested too deeply") }
        switch try next() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Problem) -> JSON {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ bytes[at..<end].elementsEqual($0) }) else {
            throw problem("an unknown word")
        }
        at = end
        return value
    }

    private mutating func object(depth: Int) throws(Problem) -> JSON {
        let start = at
        at += 1
        var members: [String: JSON] = [:]
        if try take(UInt8(ascii: "}")) { return .object(members, bytes: at - start) }
        while true {
            guard try next() == UInt8(ascii: "\"") else { throw problem("a name is expected") }
            let name = try string()
            guard try take(UInt8(ascii: ":")) else { throw problem("a colon is expected") }
            members[name] = try value(depth: depth + 1)
            if try take(UInt8(ascii: "}")) { return .object(members, bytes: at - start) }
            guard try take(UInt8(ascii: ",")) else { throw problem("a comma is expected") }
        }
    }

    private mutating func array(depth: Int) throws(Problem) -> JSON {
        at += 1
        var items: [JSON] = []
        if try take(UInt8(ascii: "]")) { return .array(items) }
        while true {
            items.append(try value(depth: depth + 1))
            if try take(UInt8(ascii: "]")) { return .array(items) }
            guard try take(UInt8(ascii: ",")) else { throw problem("a comma is expected") }
        }
    }

    private mutating func number() throws(Problem) -> Double {
        let start = at
        _ = takeByte("-")
        if !takeByte("0") { try digits() }
        if takeByte(".") { try digits() }
        if takeByte("eE") {
            _ = takeByte("+-")
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let number = Double(text), number.isFinite else {
            throw problem("a number out of range")
        }
        return number
    }

    private mutating func digits() throws(Problem) {
        guard takeByte("0123456789") else { throw problem("a value is expected") }
        while takeByte("0123456789") {}
    }

    private mutating func takeByte(_ allowed: String) -> Bool {
        guard at < bytes.count, allowed.utf8.contains(bytes[at]) else { return false }
        at += 1
        return true
    }
}

/// Strings.
extension JSONReader {
    private mutating func string() throws(Problem) -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\"),
            bytes[at] >= 0x20
        { at += 1 }
        guard at < bytes.count else { throw problem("a string does not end") }
        // Most strings have no escapes and are taken as they are.
        if bytes[at] == UInt8(ascii: "\"") {
            defer { at += 1 }
            return try utf8(bytes[start..<at])
        }
        return try stringWithEscapes(Array(bytes[start..<at]))
    }

    private mutating func stringWithEscapes(_ head: [UInt8]) throws(Problem) -> String {
        var content = head
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return try utf8(content[...])
            case UInt8(ascii: "\\"): content += try escape()
            case 0..<0x20: throw problem("a control character in a string")
            default: content.append(byte)
            }
        }
        throw problem("a string does not end")
    }

    private func utf8(_ bytes: some Collection<UInt8>) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem("a string is not UTF-8")
        }
        return text
    }

    private mutating func escape() throws(Problem) -> [UInt8] {
        guard at < bytes.count else { throw problem("a string does not end") }
        let byte = bytes[at]
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw problem("an unknown escape")
        }
    }

    /// After `\u`: four digits, or a surrogate pair.
    private mutating func scalar() throws(Problem) -> Unicode.Scalar {
        let unit = try unit()
        var code = UInt32(unit)
        if (0xD800...0xDBFF).contains(unit) {
            guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
                bytes[at + 1] == UInt8(ascii: "u")
            else { throw problem("half a surrogate pair") }
            at += 2
            let low = try self.unit()
            guard (0xDC00...0xDFFF).contains(low) else { throw problem("half a surrogate pair") }
            code = 0x10000 + ((UInt32(unit) - 0xD800) << 10) + (UInt32(low) - 0xDC00)
        }
        guard code != 0, let scalar = Unicode.Scalar(code) else {
            throw problem("a character that no text may hold")
        }
        return scalar
    }

    private mutating func unit() throws(Problem) -> UInt16 {
        guard at + 4 <= bytes.count else { throw problem("a string does not end") }
        let digits = String(decoding: bytes[at..<at + 4], as: UTF8.self)
        guard digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
            let unit = UInt16(digits, radix: 16)
        else { throw problem("four hexadecimal digits are expected") }
        at += 4
        return unit
    }
}
