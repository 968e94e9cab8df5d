import Glibc

/// How a file is to be written.
package struct CSVWriterOptions: Sendable {
    package enum LineEnd: String, Sendable {
        case lf = "\n"
        /// What RFC 4180 asks for.
        case crlf = "\r\n"
    }

    package var delimiter = CSVDelimiter.comma
    package var lineEnd = LineEnd.crlf
    /// Begins the file with EF BB BF, without which Excel in Korea and Japan misreads UTF-8.
    package var hasByteOrderMark = false
    /// Guards cells that a spreadsheet would run as formulas. Off for rows that go back as they
    /// came.
    package var guardsFormulas = true

    package init() {}
}

/// Writes rows as delimited text in UTF-8, in memory that does not grow with the file.
///
/// A file is complete only after `finish()`.
package final class CSVWriter {
    private let descriptor: Int32
    private let name: String
    private let closesDescriptor: Bool
    private let format: RowFormat
    private let lineEnd: [UInt8]
    private var buffer: [UInt8] = []

    /// Creates the file at `path`, or empties it; `-` is standard output.
    package convenience init(
        path: String, options: CSVWriterOptions = CSVWriterOptions()
    ) throws(CSVFileError) {
        if path == "-" {
            self.init(descriptor: STDOUT_FILENO, name: "standard output", options: options)
            return
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .cannotOpen(file: path, errno: errno) }
        self.init(descriptor: descriptor, name: path, closes: true, options: options)
    }

    /// Writes to an open descriptor, which stays the caller's to close; `name` is what messages
    /// call it.
    package convenience init(
        descriptor: Int32, name: String, options: CSVWriterOptions = CSVWriterOptions()
    ) {
        self.init(descriptor: descriptor, name: name, closes: false, options: options)
    }

    private init(descriptor: Int32, name: String, closes: Bool, options: CSVWriterOptions) {
        self.descriptor = descriptor
        self.name = name
        closesDescriptor = closes
        format = RowFormat(
            delimiter: options.delimiter.rawValue, guardsFormulas: options.guardsFormulas)
        lineEnd = Array(options.lineEnd.rawValue.utf8)
        if options.hasByteOrderMark { buffer += [0xEF, 0xBB, 0xBF] }
    }

    deinit {
        if closesDescriptor { close(descriptor) }
    }

    /// Writes one row.
    package func write(_ fields: [String]) throws(CSVFileError) {
        format.append(fields, to: &buffer)
        try endRow()
    }

    /// Writes a record as it stood in the file it came from, such as `CSVProblem.raw`.
    package func write(raw record: String) throws(CSVFileError) {
        buffer += record.utf8
        try endRow()
    }

    /// Hands all that was written to the system.
    package func finish() throws(CSVFileError) {
        var written = 0
        defer { buffer.removeFirst(written) }
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno != EINTR {
                throw .cannotWrite(file: name, errno: errno)
            }
        }
    }

    private func endRow() throws(CSVFileError) {
        buffer += lineEnd
        if buffer.count >= Self.bufferBytes { try finish() }
    }

    private static let bufferBytes = 256 << 10
}
