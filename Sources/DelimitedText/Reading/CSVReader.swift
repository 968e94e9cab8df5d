/// How a file is to be read; the defaults fit an unknown file.
package struct CSVReaderOptions: Sendable {
    /// Nil finds it out from the first megabyte.
    package var encoding: TextEncoding?
    /// Nil finds it out from the header line.
    package var delimiter: CSVDelimiter?
    package var headerNames = CSVHeader.NameRule.refuse
    /// Takes off the apostrophes that a `CSVWriter` puts before cells like formulas.
    package var removesFormulaGuard = false
    /// A longer field makes its record malformed.
    package var fieldLimitBytes = 1 << 20
    /// A longer record is malformed, and reading goes on behind its first line.
    package var recordLimitBytes = 4 << 20
    /// How much is read from the file at once.
    package var chunkBytes = 256 << 10

    package init() {}
}

/// Reads a delimited text file row by row, in memory that does not grow with the file.
///
/// The first line that is not blank is the header. Fields follow RFC 4180: quotes, doubled quotes
/// and line ends within quotes; LF, CR and CRLF end a line. Blank lines are passed over. A row may
/// have empty fields behind the last column.
package final class CSVReader {
    package let header: CSVHeader
    package let encoding: EncodingChoice
    package let delimiter: CSVDelimiter
    private let source: ByteSource
    private var rows: RowReader

    /// Opens the file at `path` (`-` is standard input) and reads its header.
    package convenience init(
        path: String, options: CSVReaderOptions = CSVReaderOptions()
    ) throws(CSVFileError) {
        try self.init(ByteSource(path: path), options: options)
    }

    /// Reads from an open descriptor, which stays the caller's to close; `name` is what messages
    /// call it.
    package convenience init(
        descriptor: Int32, name: String, options: CSVReaderOptions = CSVReaderOptions()
    ) throws(CSVFileError) {
        try self.init(
            ByteSource(descriptor: descriptor, name: name, closes: false), options: options)
    }

    private init(_ source: ByteSource, options: CSVReaderOptions) throws(CSVFileError) {
        let encoding = try Self.chooseEncoding(source, options)
        var window = try TextWindow(
            source, encoding: encoding.encoding, chunkBytes: options.chunkBytes)
        let firstLine = try window.firstLine(limitBytes: options.recordLimitBytes)
        let declared = CSVDelimiter.declared(by: firstLine)
        let delimiter = options.delimiter ?? declared ?? .detect(inHeader: firstLine)
        var rows = RowReader(
            RecordReader(window, delimiter: delimiter, limitBytes: options.recordLimitBytes),
            FieldDecoder(
                fieldLimitBytes: options.fieldLimitBytes,
                removesFormulaGuard: options.removesFormulaGuard, encoding: encoding.encoding))
        if declared != nil { _ = try rows.next() }
        header = try rows.header(rule: options.headerNames, file: source.name)
        (self.source, self.encoding, self.delimiter, self.rows) = (
            source, encoding, delimiter, rows
        )
    }

    /// Bytes of the file read so far.
    package var bytesRead: Int64 { source.bytesRead }
    /// Bytes of the file; nil for a pipe.
    package var totalBytes: Int64? { source.totalBytes }

    /// The next record; nil at the end of the file.
    package func next() throws(CSVFileError) -> CSVRecord? {
        switch try rows.next(header: header) {
        case nil: nil
        case .success(let row)?: .row(CSVRow(line: row.line, fields: row.fields, header: header))
        case .failure(let problem)?: .malformed(problem)
        }
    }

    private static func chooseEncoding(
        _ source: ByteSource, _ options: CSVReaderOptions
    ) throws(CSVFileError) -> EncodingChoice {
        if let told = options.encoding { return EncodingChoice(encoding: told, basis: .told) }
        let sample = try source.peek(EncodingChoice.sampleBytes)
        return .detect(Array(sample), isWhole: sample.count < EncodingChoice.sampleBytes)
    }
}
