import DelimitedText

/// Rows that could not be taken in, written beside the file with their reasons. Nothing is lost:
/// the file can be mended and imported itself.
final class RejectedRows {
    static let column = "rejected because"

    let path: String
    private(set) var count = 0
    private let header: [String]
    private var writer: CSVWriter?

    init(beside file: String, header: [String]) {
        path = (file == "-" ? "standard-input" : file) + ".rejected.csv"
        self.header = header.filter { $0 != Self.column }
    }

    func add(_ row: CSVRow, because reason: String) throws {
        let fields = zip(row.header.names, row.fields).filter { $0.0 != Self.column }.map(\.1)
        try out().write(fields + [reason])
        count += 1
    }

    /// A record that could not even be read: its text stands in the first field.
    func add(_ problem: CSVProblem) throws {
        let empty = Array(repeating: "", count: max(0, header.count - 1))
        try out().write([problem.raw] + empty + ["line \(problem.line): \(problem.message)"])
        count += 1
    }

    func finish() throws { try writer?.finish() }

    private func out() throws -> CSVWriter {
        if let writer { return writer }
        var options = CSVWriterOptions()
        options.guardsFormulas = false
        let made = try CSVWriter(path: path, options: options)
        try made.write(header + [Self.column])
        writer = made
        return made
    }
}
