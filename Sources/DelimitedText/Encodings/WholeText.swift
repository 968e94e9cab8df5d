/// The text of a file that is read as a whole.
package enum WholeText {
    /// Where bytes have no meaning in the encoding that the file was taken for.
    package struct Problem: Error, Equatable {
        /// Counted from 1.
        package let line: Int
        package let encoding: EncodingChoice
    }

    /// Finds the encoding out as for a file of rows: by a byte order mark, by what is valid, by
    /// what reads as everyday Korean or Japanese.
    package static func decode(_ bytes: [UInt8]) throws -> String {
        let choice = EncodingChoice.detect(
            Array(bytes.prefix(EncodingChoice.sampleBytes)),
            isWhole: bytes.count <= EncodingChoice.sampleBytes)
        var text = bytes
        if choice.encoding != .utf8 {
            text = []
            try Transcoder(from: choice.encoding).append(bytes[...], isLast: true, to: &text)
        }
        if let whole = String(validating: text, as: UTF8.self) {
            return whole.hasPrefix("\u{FEFF}") ? String(whole.unicodeScalars.dropFirst()) : whole
        }
        throw Problem(line: firstBrokenLine(text, choice.encoding), encoding: choice)
    }

    private static func firstBrokenLine(_ text: [UInt8], _ encoding: TextEncoding) -> Int {
        var walker = TextWalker(text[...], encoding: encoding)
        while true {
            let offset = walker.offset
            guard case .character = walker.next() else {
                return 1 + text[..<offset].withUnsafeBufferPointer { $0.lineEndCount }
            }
        }
    }
}
