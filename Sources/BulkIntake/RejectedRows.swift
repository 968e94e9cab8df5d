import DelimitedText

/// Rows that could not be taken in, written beside the file with their reasons, in UTF-8. Nothing is
/// lost: the rows can be mended there and the file be imported itself.
final class RejectedRows {
    /// Columns that the file adds: why, and what a record that could not be split into fields said.
    static let columns = [reason, record]
    private static let reason = "rejected because"
    private static let record = "rejected record"

    let path: String
    private(set) var count = 0
    private let header: [String]
    private var writer: CSVWriter?

    init(beside file: String, header: [String]) {
        path = (file == "-" ? "standard-input" : file) + ".rejected.csv"
        self.header = header.filter { !Self.columns.contains($0) }
    }

    /// Why the row is still a record that nobody has mended; nil when it is an ordinary row.
    static func unmended(_ row: CSVRow) -> String? {
        guard row[record]?.isEmpty == false else { return nil }
        let isMended = zip(row.header.names, row.fields).contains {
            !columns.contains($0) && !$1.isEmpty
        }
        return isMended ? nil : row[reason]
    }

    func add(_ row: CSVRow, because reason: String) throws {
        let fields = zip(row.header.names, row.fields).filter { !Self.columns.contains($0.0) }
        try write(fields.map(\.1), reason, row[Self.record] ?? "")
    }

    /// A record that could not even be read: its text stands in a column of its own.
    func add(_ problem: CSVProblem) throws {
        let empty = Array(repeating: "", count: header.count)
        try write(empty, "line \(problem.line): \(problem.message)", problem.raw)
    }

    func finish() throws { try writer?.finish() }

    private func write(_ fields: [String], _ reason: String, _ record: String) throws {
        try out().write(fields + [reason, record])
        count += 1
    }

    private func out() throws -> CSVWriter {
        if let writer { return writer }
        var options = CSVWriterOptions()
        // Without it Excel misreads Korean and Japanese.
        options.hasByteOrderMark = true
        let made = try CSVWriter(path: path, options: options)
        try made.write(header + Self.columns)
        writer = made
        return made
    }
}
