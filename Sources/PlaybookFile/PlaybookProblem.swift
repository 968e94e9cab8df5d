/// Something that is wrong in a playbook file, and where.
package struct PlaybookProblem: Hashable, Sendable {
    package var file: String
    /// Counted from 1.
    package var line: Int
    /// Counted from 1, in Unicode scalars.
    package var column: Int
    package var message: String
}

extension PlaybookProblem: CustomStringConvertible {
    /// `FILE:LINE:COLUMN: message`.
    package var description: String { "\(file):\(line):\(column): \(message)" }
}

/// Why a file is no playbook: at least one problem, in the order of the file.
package struct PlaybookErrors: Error, Hashable, Sendable {
    package var problems: [PlaybookProblem]
}

extension PlaybookErrors: CustomStringConvertible {
    /// A line for each problem.
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}
