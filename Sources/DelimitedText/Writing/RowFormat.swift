/// How the fields of a row become bytes.
struct RowFormat {
    let delimiter: UInt8
    let guardsFormulas: Bool

    /// Appends the row without a line end.
    func append(_ fields: [String], to row: inout [UInt8]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { row.append(delimiter) }
            var field = field
            field.withUTF8 { append($0, isAlone: fields.count == 1, to: &row) }
        }
    }

    private func append(
        _ field: UnsafeBufferPointer<UInt8>, isAlone: Bool, to row: inout [UInt8]
    ) {
        // Unquoted, a row of one empty field would be a blank line.
        let isQuoted = Self.needsQuotes(field) || (isAlone && field.isEmpty)
        if isQuoted { row.append(.quote) }
        if guardsFormulas && FormulaGuard.isNeeded(field) { row.append(.apostrophe) }
        if field.firstOffset(of: .quote) == nil {
            row += field
        } else {
            Self.appendDoublingQuotes(field, to: &row)
        }
        if isQuoted { row.append(.quote) }
    }

    /// True for every delimiter, not only the one in use, so that readers that guess are not
    /// misled, and for spaces at the edges, which some readers cut off.
    private static func needsQuotes(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
        if field.first == .space || field.last == .space { return true }
        return field.contains { byte in
            switch byte {
            case .quote, .lineFeed, .carriageReturn: true
            case CSVDelimiter.comma.rawValue, CSVDelimiter.semicolon.rawValue,
                CSVDelimiter.tab.rawValue, CSVDelimiter.bar.rawValue:
                true
            default: false
            }
        }
    }

    private static func appendDoublingQuotes(
        _ field: UnsafeBufferPointer<UInt8>, to row: inout [UInt8]
    ) {
        for byte in field {
            if byte == .quote { row.append(.quote) }
            row.append(byte)
        }
    }
}
