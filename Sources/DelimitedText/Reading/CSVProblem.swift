/// What is wrong with one record. Lines, columns and fields count from 1.
package enum CSVFault: Error, Equatable, Sendable {
    case fieldCount(found: Int, expected: Int)
    /// A quoted field begins on `line` and the file ends within it.
    case unclosedQuote(line: Int)
    case textAfterQuote(field: Int)
    case nulByte(field: Int)
    /// Bytes that mean nothing in the file's encoding; `column` is the character in the line.
    case undecodable(bytes: [UInt8], line: Int, column: Int, encoding: TextEncoding)
    case fieldTooLong(field: Int, limitBytes: Int)
    /// `openQuoteLine` is where the quoted field begins that took so much, if it is in one.
    case recordTooLong(limitBytes: Int, openQuoteLine: Int?)
}

/// A record that could not be read. The records after it are not affected.
package struct CSVProblem: Error, Equatable, Sendable {
    /// The most raw text that is kept, in bytes.
    package static let rawLimitBytes = 64 * 1024

    /// The line of the file where the record begins, from 1.
    package var line: Int
    package var fault: CSVFault
    /// What is wrong and what to do about it, in English.
    package var message: String
    /// The record as it stands in the file, without its last line end; an undecodable byte is
    /// written `\xB0`.
    package var raw: String
    /// The record is longer than `rawLimitBytes`, and `raw` is its beginning.
    package var rawIsTruncated: Bool
}

extension CSVProblem {
    /// `names` are the header's, so that the message can say which field is meant.
    init(
        line: Int, fault: CSVFault, names: [String], raw bytes: ArraySlice<UInt8>,
        encoding: TextEncoding
    ) {
        self.line = line
        self.fault = fault
        message = fault.message(names: names)
        raw = String(showing: Self.beginning(of: bytes), encoding: encoding)
        rawIsTruncated = bytes.count > Self.rawLimitBytes
    }

    /// At most the limit, and not ending within a character.
    private static func beginning(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.count > rawLimitBytes else { return bytes }
        let end = bytes.startIndex + rawLimitBytes
        let lastStart = bytes[..<end].suffix(4).lastIndex { $0 & 0xC0 != 0x80 } ?? end
        return bytes[..<lastStart]
    }
}

extension CSVFault {
    fileprivate func message(names: [String]) -> String {
        func label(_ field: Int) -> String {
            field <= names.count ? "field \(field) (\(names[field - 1]))" : "field \(field)"
        }
        switch self {
        case .fieldCount(let found, let expected):
            return "the row has \(found) fields and the header \(expected): "
                + (found < expected
                    ? "add the missing ones, if only as empty fields"
                    : "put quotes around fields that contain the delimiter")
        case .unclosedQuote(let line):
            return "the quote opened on line \(line) is never closed: close it, or double it if it"
                + " belongs to the text"
        case .textAfterQuote(let field):
            return "\(label(field)) goes on after its closing quote: double the quotes that belong"
                + " to the text"
        case .nulByte(let field):
            return "\(label(field)) contains a NUL byte: remove it"
        case .undecodable(let bytes, let line, let column, let encoding):
            return
                "\(bytes.map(String.escape).joined()) at character \(column) of line \(line) is not"
                + " valid \(encoding.rawValue): correct it, or name the file's real encoding"
        case .fieldTooLong(let field, let limit):
            return "\(label(field)) is longer than \(limit) bytes: shorten it"
        case .recordTooLong(let limit, let openQuoteLine):
            let cause = openQuoteLine.map { "close the quote opened on line \($0)" }
            return "the record is longer than \(limit) bytes: \(cause ?? "shorten it")"
        }
    }
}
