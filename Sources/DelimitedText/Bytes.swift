import Glibc

extension UInt8 {
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")

    var isLineEnd: Bool { self == .lineFeed || self == .carriageReturn }
}

extension UnsafeBufferPointer<UInt8> {
    func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
        guard let base = baseAddress, start < count,
            let found = memchr(base + start, Int32(byte), count - start)
        else { return nil }
        return UnsafeRawPointer(base).distance(to: found)
    }

    /// The first line feed, carriage return or `delimiter`; the count if there is none.
    ///
    /// It looks at eight bytes at once: importing a file spends most of its reading here.
    func firstOffset(ofLineEndOr delimiter: UInt8, from start: Int) -> Int {
        let bytes = UnsafeRawBufferPointer(self)
        var at = start
        while at + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
            let hits =
                word.hits(of: delimiter) | word.hits(of: .lineFeed) | word.hits(of: .carriageReturn)
            if hits != 0 { return at + hits.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < bytes.count && bytes[at] != delimiter && !bytes[at].isLineEnd { at += 1 }
        return at
    }

    /// The first line feed or carriage return.
    var firstLineEnd: Int? {
        let lineFeed = firstOffset(of: .lineFeed)
        let before = UnsafeBufferPointer(rebasing: self[..<(lineFeed ?? count)])
        return before.firstOffset(of: .carriageReturn) ?? lineFeed
    }

    /// How many lines end within the bytes: LF, CR, and CRLF as one.
    var lineEndCount: Int {
        guard firstLineEnd != nil else { return 0 }
        var ends = 0
        var previous: UInt8 = 0
        for byte in self {
            if byte == .carriageReturn || (byte == .lineFeed && previous != .carriageReturn) {
                ends += 1
            }
            previous = byte
        }
        return ends
    }
}

extension UInt64 {
    /// Sets the highest bit of each byte that equals `byte`; only up to the lowest such byte is the
    /// result exact.
    fileprivate func hits(of byte: UInt8) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let difference = self ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & (ones << 7)
    }
}
