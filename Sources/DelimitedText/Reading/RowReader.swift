/// Reads records that are not blank, each as its fields or as what is wrong with it.
struct RowReader {
    struct Row {
        var line: Int
        var fields: [String]
    }

    private var records: RecordReader
    private let decoder: FieldDecoder

    init(_ records: RecordReader, _ decoder: FieldDecoder) {
        self.records = records
        self.decoder = decoder
    }

    /// Takes the next record as the header.
    mutating func header(
        rule: CSVHeader.NameRule, file: String
    ) throws(CSVFileError) -> CSVHeader {
        switch try next() {
        case nil: throw .noHeader(file: file)
        case .failure(let problem)?: throw .brokenHeader(problem)
        case .success(let row)?:
            return try CSVHeader(fields: row.fields, line: row.line, rule: rule)
        }
    }

    /// The next record; nil at the end. With a header it must have that many fields.
    mutating func next(
        header: CSVHeader? = nil
    ) throws(CSVFileError) -> Result<Row, CSVProblem>? {
        while let found = try records.next() {
            if found.fault == nil && isBlank(found) { continue }
            return decode(found, header).mapError { fault in
                CSVProblem(
                    line: found.line, fault: fault, names: header?.names ?? [],
                    raw: records.window.unread.prefix(found.length), encoding: decoder.encoding)
            }
        }
        return nil
    }

    private func decode(_ found: RecordReader.Found, _ header: CSVHeader?) -> Result<Row, CSVFault>
    {
        if let fault = found.fault { return .failure(fault) }
        return records.window.withUnread { unread in
            decoder.decode(
                UnsafeBufferPointer(rebasing: unread[..<found.length]),
                fields: records.scanner.fields, line: found.line, columns: header?.names.count
            ).map { Row(line: found.line, fields: $0) }
        }
    }

    /// A line of nothing but spaces, if that.
    private func isBlank(_ found: RecordReader.Found) -> Bool {
        records.scanner.fields.count == 1
            && records.window.unread.prefix(found.length).allSatisfy { $0 == .space }
    }
}
