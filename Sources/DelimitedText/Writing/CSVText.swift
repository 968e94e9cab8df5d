/// Rows of delimited text in memory, for answers that go out piece by piece.
package struct CSVText {
    private let format: RowFormat
    private let lineEnd: [UInt8]
    private var bytes: [UInt8] = []

    package init(options: CSVWriterOptions = CSVWriterOptions()) {
        format = RowFormat(
            delimiter: options.delimiter.rawValue, guardsFormulas: options.guardsFormulas)
        lineEnd = Array(options.lineEnd.rawValue.utf8)
        if options.hasByteOrderMark { bytes = [0xEF, 0xBB, 0xBF] }
    }

    package mutating func append(_ fields: [String]) {
        format.append(fields, to: &bytes)
        bytes += lineEnd
    }

    /// What was written since the last time.
    package mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// All the rows at once, for what is small.
    package static func bytes(
        of rows: [[String]], options: CSVWriterOptions = CSVWriterOptions()
    ) -> [UInt8] {
        var text = CSVText(options: options)
        for row in rows { text.append(row) }
        return text.take()
    }
}
