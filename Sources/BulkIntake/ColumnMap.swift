import Yams

/// Which column of a file means what, as a map file says it or as the header suggests.
package struct ColumnMap: Hashable, Sendable {
    /// Fields of a lead, activity or outcome, by the columns that fill them.
    package var columns: [String: [String]] = [:]
    /// Values of the file and what they stand for, by field.
    package var values: [String: [String: String]] = [:]
    /// Fields that every row has.
    package var constants: [String: String] = [:]
    /// IANA zone of times without an offset.
    package var zone = "UTC"
    /// Whether columns that fill a field are kept as attributes as well.
    package var keepsAll = false
    /// Whether people whom the file names are added as members when they are unknown.
    package var addsMembers = false

    package init() {}

    /// Reads a map file.
    ///
    /// - Throws: `BulkProblem` with the line.
    package init(yaml: String, file: String, fields: [String]) throws {
        let root: Node?
        do {
            root = try Yams.compose(yaml: yaml)
        } catch {
            throw BulkProblem("\(file): \(error)")
        }
        guard let mapping = root?.mapping else {
            throw BulkProblem(
                "\(file):1: a map of columns is expected, such as `columns: {email: E-mail}`")
        }
        for (key, value) in mapping {
            try take(key.string ?? "", value, at: "\(file):\(key.mark?.line ?? 1)")
        }
        for field in [Array(columns.keys), Array(constants.keys), Array(values.keys)].joined()
        where !fields.contains(field) && !field.hasPrefix("attributes.") {
            throw BulkProblem(
                "\(file): unknown field '\(field)'. Known: \(fields.joined(separator: ", ")).")
        }
    }

    private mutating func take(_ key: String, _ value: Node, at place: String) throws {
        switch key {
        case "columns":
            for (field, columns) in value.mapping ?? [:] {
                let names = columns.sequence.map { $0.compactMap(\.string) }
                self.columns[field.string ?? ""] = names ?? columns.string.map { [$0] } ?? []
            }
        case "values":
            for (field, table) in value.mapping ?? [:] {
                for (from, to) in table.mapping ?? [:] {
                    values[field.string ?? "", default: [:]][from.string ?? ""] = to.string ?? ""
                }
            }
        case "constants":
            for (field, text) in value.mapping ?? [:] {
                constants[field.string ?? ""] = text.string ?? ""
            }
        case "zone": zone = value.string ?? zone
        case "keep-all": keepsAll = value.bool ?? false
        case "add-members": addsMembers = value.bool ?? false
        default:
            throw BulkProblem(
                "\(place): unknown key '\(key)'. Known: columns, values, constants, zone, keep-all, add-members."
            )
        }
    }
}

/// Why a file cannot be taken in at all.
package struct BulkProblem: Error, CustomStringConvertible {
    package var description: String
    package init(_ description: String) { self.description = description }
}
