/// Steps through bytes meant as UTF-8, one character or one undecodable stretch at a time.
struct TextWalker {
    enum Step {
        case character(Unicode.Scalar)
        /// The bytes as they stand in the file.
        case undecodable([UInt8])
    }

    private let bytes: ArraySlice<UInt8>
    private let encoding: TextEncoding
    private var iterator: ArraySlice<UInt8>.Iterator
    private var parser = Unicode.UTF8.ForwardParser()
    /// Where the next step begins, counted from the first byte.
    private(set) var offset = 0

    /// `encoding` is the file's: all but UTF-8 mark an undecodable byte as `UndecodableByte` does.
    init(_ bytes: ArraySlice<UInt8>, encoding: TextEncoding) {
        self.bytes = bytes
        self.encoding = encoding
        iterator = bytes.makeIterator()
    }

    mutating func next() -> Step? {
        switch parser.parseScalar(from: &iterator) {
        case .emptyInput:
            return nil
        case .valid(let encoded):
            offset += encoded.count
            return .character(Unicode.UTF8.decode(encoded))
        case .error(let length):
            return .undecodable(skip(length))
        }
    }

    private mutating func skip(_ length: Int) -> [UInt8] {
        let first = bytes.startIndex + offset
        guard encoding != .utf8 else {
            offset += length
            return Array(bytes[first..<first + length])
        }
        // The rest of the mark is stray trail bytes, which the parser reports one by one.
        let mark = bytes[first...].prefix(UndecodableByte.markBytes)
        for _ in 1..<mark.count { _ = parser.parseScalar(from: &iterator) }
        offset += mark.count
        return [UndecodableByte.original(mark)]
    }
}

/// A byte that has no meaning in the file's encoding, carried through text in UTF-8: FF, which
/// UTF-8 never uses, then the upper and the lower half of the byte as stray trail bytes. Every
/// check of UTF-8 refuses it, and none of it looks like a quote, a delimiter or a line end.
enum UndecodableByte {
    static let markBytes = 3

    static func mark(_ byte: UInt8) -> [UInt8] { [0xFF, 0x80 | byte >> 4, 0x80 | byte & 0x0F] }

    static func original(_ mark: ArraySlice<UInt8>) -> UInt8 {
        mark.dropFirst().reduce(0) { $0 << 4 | $1 & 0x0F }
    }
}

extension String {
    /// The text of `bytes` with each undecodable byte written as `\xB0`, for people to see.
    init(showing bytes: ArraySlice<UInt8>, encoding: TextEncoding) {
        if let text = String(validating: bytes, as: UTF8.self) {
            self = text
            return
        }
        self = ""
        var walker = TextWalker(bytes, encoding: encoding)
        while let step = walker.next() {
            switch step {
            case .character(let scalar): unicodeScalars.append(scalar)
            case .undecodable(let broken): append(broken.map(Self.escape).joined())
            }
        }
    }

    static func escape(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "\\x" + (byte < 16 ? "0" : "") + digits
    }
}
