/// Where the values of a JSON text stand, found in one pass: what a record is read from.
///
/// A tape is filled again and again, so that reading a journal needs no memory for each event. It
/// is not shared between threads, and its values are good until it is filled again.
package final class JSONTape {
    enum Kind: UInt8 { case null, flag, number, text, array, object }

    struct Token {
        var kind: Kind
        /// Whether a text has escapes.
        var escaped = false
        /// Where it stands in the text: for a text what lies between its quotes.
        var start: Int32
        var end: Int32
        /// The place of the token after it and all that it holds.
        var next: Int32 = 0
        /// How many items or members it holds.
        var count: Int32 = 0
    }

    /// An object that is being read: the place to look for its next member, and how many were found.
    struct Frame {
        var object: Int
        var cursor: Int
        var found: Int32 = 0
    }

    private(set) var bytes: UnsafeBufferPointer<UInt8>
    private(set) var tokens: ContiguousArray<Token> = []
    var frames: ContiguousArray<Frame> = []

    package init() { bytes = UnsafeBufferPointer(start: nil, count: 0) }

    /// Reads a value from a text.
    ///
    /// - Throws: `RecordProblem` when the text is no JSON or not what the value is made of.
    package func read<Value: Stored>(_ type: Value.Type, from text: String) throws(RecordProblem)
        -> Value
    {
        var text = text
        let result: Result<Value, RecordProblem> = text.withUTF8 { utf8 in
            do throws(RecordProblem) {
                return .success(try read(type, utf8))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func read<Value: Stored>(_ type: Value.Type, _ utf8: UnsafeBufferPointer<UInt8>)
        throws(RecordProblem) -> Value
    {
        bytes = utf8
        tokens.removeAll(keepingCapacity: true)
        frames.removeAll(keepingCapacity: true)
        defer { bytes = UnsafeBufferPointer(start: nil, count: 0) }
        guard utf8.count < Int32.max else { throw RecordProblem(.damaged("is too long")) }
        var scanner = Scanner(bytes: utf8)
        try scanner.value(into: &tokens, depth: 0)
        try scanner.atEnd()
        return try Value(stored: JSONValue(tape: self, index: 0))
    }
}

/// Walks over the text once.
private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    private static let depthLimit = 32

    private func damaged(_ what: String) -> RecordProblem {
        RecordProblem(.damaged("\(what) at byte \(at)"))
    }

    mutating func atEnd() throws(RecordProblem) {
        skipBlanks()
        guard at == bytes.count else { throw damaged("there is more text") }
    }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    }

    private mutating func next() throws(RecordProblem) -> UInt8 {
        skipBlanks()
        guard at < bytes.count else { throw damaged("the text ends early") }
        return bytes[at]
    }

    mutating func value(
        into tokens: inout ContiguousArray<JSONTape.Token>, depth: Int
    ) throws(RecordProblem) {
        guard depth < Self.depthLimit else { throw damaged("it is nested too deeply") }
        switch try next() {
        case UInt8(ascii: "{"): try collection(.object, into: &tokens, depth: depth)
        case UInt8(ascii: "["): try collection(.array, into: &tokens, depth: depth)
        case UInt8(ascii: "\""): try text(into: &tokens)
        case UInt8(ascii: "n"): try word("null", .null, into: &tokens)
        case UInt8(ascii: "t"): try word("true", .flag, into: &tokens)
        case UInt8(ascii: "f"): try word("false", .flag, into: &tokens)
        default: try number(into: &tokens)
        }
    }

    private mutating func collection(
        _ kind: JSONTape.Kind, into tokens: inout ContiguousArray<JSONTape.Token>, depth: Int
    ) throws(RecordProblem) {
        let close = kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
        let mine = tokens.count
        tokens.append(JSONTape.Token(kind: kind, start: Int32(at), end: 0))
        at += 1
        var count: Int32 = 0
        if try next() == close {
            at += 1
        } else {
            while true {
                if kind == .object { try name(into: &tokens) }
                try value(into: &tokens, depth: depth + 1)
                count += 1
                let byte = try next()
                guard byte == close || byte == UInt8(ascii: ",") else {
                    throw damaged("a comma is missing")
                }
                at += 1
                if byte == close { break }
            }
        }
        tokens[mine].end = Int32(at)
        tokens[mine].next = Int32(tokens.count)
        tokens[mine].count = count
    }

    private mutating func name(into tokens: inout ContiguousArray<JSONTape.Token>)
        throws(RecordProblem)
    {
        guard try next() == UInt8(ascii: "\"") else { throw damaged("a name is missing") }
        try text(into: &tokens)
        guard try next() == UInt8(ascii: ":") else { throw damaged("a colon is missing") }
        at += 1
    }

    private mutating func text(into tokens: inout ContiguousArray<JSONTape.Token>)
        throws(RecordProblem)
    {
        at += 1
        var token = JSONTape.Token(kind: .text, start: Int32(at), end: 0)
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] == UInt8(ascii: "\\") {
                token.escaped = true
                at += 1
            }
            at += 1
        }
        guard at < bytes.count else { throw damaged("a text does not end") }
        token.end = Int32(at)
        token.next = Int32(tokens.count + 1)
        tokens.append(token)
        at += 1
    }

    private mutating func word(
        _ word: StaticString, _ kind: JSONTape.Kind,
        into tokens: inout ContiguousArray<JSONTape.Token>
    ) throws(RecordProblem) {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ bytes[at..<end].elementsEqual($0) }) else {
            throw damaged("an unknown word stands")
        }
        take(kind, to: end, into: &tokens)
    }

    private mutating func number(into tokens: inout ContiguousArray<JSONTape.Token>)
        throws(RecordProblem)
    {
        var end = at
        while end < bytes.count {
            switch bytes[end] {
            case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: end += 1
            default:
                guard end > at else { throw damaged("a value is missing") }
                return take(.number, to: end, into: &tokens)
            }
        }
        guard end > at else { throw damaged("a value is missing") }
        take(.number, to: end, into: &tokens)
    }

    private mutating func take(
        _ kind: JSONTape.Kind, to end: Int, into tokens: inout ContiguousArray<JSONTape.Token>
    ) {
        var token = JSONTape.Token(kind: kind, start: Int32(at), end: Int32(end))
        token.next = Int32(tokens.count + 1)
        tokens.append(token)
        at = end
    }
}
