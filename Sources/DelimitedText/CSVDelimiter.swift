/// What stands between two fields.
package enum CSVDelimiter: UInt8, CaseIterable, Sendable {
    case comma = 0x2C
    case semicolon = 0x3B
    case tab = 0x09
    case bar = 0x7C

    /// The delimiter that stands most often outside quotes in the header line; the first of the
    /// cases wins a tie, and a header of one column is taken as comma-separated.
    static func detect(inHeader line: ArraySlice<UInt8>) -> CSVDelimiter {
        var counts: [CSVDelimiter: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == .quote { isQuoted.toggle() }
            if !isQuoted, let delimiter = CSVDelimiter(rawValue: byte) {
                counts[delimiter, default: 0] += 1
            }
        }
        return allCases.reduce(.comma) { best, next in
            counts[next, default: 0] > counts[best, default: 0] ? next : best
        }
    }

    /// What Excel's line `sep=;` at the head of a file declares; nil for any other line.
    static func declared(by line: ArraySlice<UInt8>) -> CSVDelimiter? {
        let mark = "sep=".utf8
        guard line.count == mark.count + 1, line.starts(with: mark) else { return nil }
        return line.last.flatMap(CSVDelimiter.init(rawValue:))
    }
}
