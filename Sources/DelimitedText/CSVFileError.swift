import Glibc

/// Why a file as a whole cannot be read or written. What is wrong with a single record is a
/// `CSVProblem` and never stops the rest.
package enum CSVFileError: Error, Equatable, Sendable {
    case cannotOpen(file: String, errno: Int32)
    case cannotRead(file: String, errno: Int32)
    case cannotWrite(file: String, errno: Int32)
    /// The system's iconv does not know the encoding.
    case encodingMissing(TextEncoding)
    /// The file has no line that could be a header.
    case noHeader(file: String)
    /// The header line itself is malformed.
    case brokenHeader(CSVProblem)
    /// Columns count from 1.
    case namelessColumn(column: Int, line: Int)
    case repeatedName(String, column: Int, first: Int, line: Int)
}

extension CSVFileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cannotOpen(let file, let code): "cannot open \(file): \(Self.text(code))"
        case .cannotRead(let file, let code): "cannot read \(file): \(Self.text(code))"
        case .cannotWrite(let file, let code): "cannot write \(file): \(Self.text(code))"
        case .encodingMissing(let encoding):
            "this system cannot convert \(encoding.rawValue): save the file as UTF-8, or install"
                + " the C library's character set modules"
        case .noHeader(let file): "\(file) is empty: its first line must name the columns"
        case .brokenHeader(let problem):
            "the header line cannot be read: line \(problem.line): \(problem.message)"
        case .namelessColumn(let column, let line):
            "line \(line): column \(column) of the header has no name: name it or remove the column"
        case .repeatedName(let name, let column, let first, let line):
            "line \(line): columns \(first) and \(column) of the header are both named “\(name)”:"
                + " rename one of them"
        }
    }

    private static func text(_ code: Int32) -> String { String(cString: strerror(code)) }
}
