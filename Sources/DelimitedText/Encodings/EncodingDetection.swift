extension EncodingChoice {
    /// Enough of a file to meet its first characters beyond ASCII, in bytes.
    static let sampleBytes = 1 << 20

    /// Judges the first bytes of a file. `isWhole` says that the sample is the whole file.
    static func detect(_ sample: [UInt8], isWhole: Bool) -> EncodingChoice {
        if let marked = markedEncoding(sample) {
            return .init(encoding: marked, basis: .byteOrderMark)
        }
        if let wide = wideEncoding(sample) { return .init(encoding: wide, basis: .zeroBytes) }
        let lines = isWhole ? sample[...] : wholeLines(sample)
        let (valid, broken) = utf8Counts(lines)
        if broken == 0 { return .init(encoding: .utf8, basis: .validUTF8) }
        // Text of another encoding is hardly ever valid UTF-8 by chance.
        if valid > 4 * broken { return .init(encoding: .utf8, basis: .nearlyUTF8) }
        return eastAsianEncoding(lines)
    }

    private static func markedEncoding(_ sample: [UInt8]) -> TextEncoding? {
        if sample.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if sample.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if sample.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return nil
    }

    /// UTF-16 without a mark shows by its digits, delimiters and line ends: one byte of each is
    /// zero, always on the same side, and few neighbours are both ASCII.
    private static func wideEncoding(_ sample: [UInt8]) -> TextEncoding? {
        var zeroFirst = 0
        var zeroSecond = 0
        var bothASCII = 0
        for index in stride(from: 0, to: sample.count - 1, by: 2) {
            let (first, second) = (sample[index], sample[index + 1])
            if first == 0 && second != 0 { zeroFirst += 1 }
            if second == 0 && first != 0 { zeroSecond += 1 }
            if (1..<0x80).contains(first) && (1..<0x80).contains(second) { bothASCII += 1 }
        }
        func fits(_ zeros: Int, against others: Int) -> Bool {
            zeros * 20 > sample.count / 2 && zeros > 2 * others && zeros * 2 > bothASCII
        }
        if fits(zeroSecond, against: zeroFirst) { return .utf16LittleEndian }
        if fits(zeroFirst, against: zeroSecond) { return .utf16BigEndian }
        return nil
    }

    /// The sample up to its last line feed, lest a character cut in two count as broken.
    private static func wholeLines(_ sample: [UInt8]) -> ArraySlice<UInt8> {
        guard let last = sample.lastIndex(of: UInt8(ascii: "\n")) else { return sample[...] }
        return sample[...last]
    }

    private static func utf8Counts(_ sample: ArraySlice<UInt8>) -> (valid: Int, broken: Int) {
        var walker = TextWalker(sample, encoding: .utf8)
        var (valid, broken) = (0, 0)
        while let step = walker.next() {
            switch step {
            case .character(let scalar): if !scalar.isASCII { valid += 1 }
            case .undecodable: broken += 1
            }
        }
        return (valid, broken)
    }

    private static func eastAsianEncoding(_ sample: ArraySlice<UInt8>) -> EncodingChoice {
        let korean = Plausibility.korean(sample)
        let japanese = Plausibility.japanese(sample)
        let best = max(korean, japanese)
        // Western one-byte text scores below zero on both sides.
        guard best >= 0.3 else { return .init(encoding: .utf8, basis: .noneFits) }
        return .init(
            encoding: korean > japanese ? .cp949 : .cp932, basis: .plausibleText(best))
    }
}
