/// One record of a file.
package enum CSVRecord: Equatable, Sendable {
    case row(CSVRow)
    case malformed(CSVProblem)
}

/// A record with as many fields as the header.
package struct CSVRow: Sendable {
    /// The line of the file where the record begins, from 1.
    package var line: Int
    package var fields: [String]
    package var header: CSVHeader

    /// The field of the named column; nil when the file has no such column.
    package subscript(name: String) -> String? { header.column(name).map { fields[$0] } }
}

extension CSVRow: Equatable {
    package static func == (a: CSVRow, b: CSVRow) -> Bool {
        a.line == b.line && a.fields == b.fields && a.header.names == b.header.names
    }
}
