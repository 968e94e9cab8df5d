/// Rows as delimited text in memory, for what is small and not kept in a file.
package enum CSVText {
    package static func bytes(
        of rows: [[String]], options: CSVWriterOptions = CSVWriterOptions()
    ) -> [UInt8] {
        let format = RowFormat(
            delimiter: options.delimiter.rawValue, guardsFormulas: options.guardsFormulas)
        var bytes: [UInt8] = options.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        for row in rows {
            format.append(row, to: &bytes)
            bytes += options.lineEnd.rawValue.utf8
        }
        return bytes
    }
}
