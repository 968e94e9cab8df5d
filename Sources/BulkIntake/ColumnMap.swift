import LeadRules
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
                "\(file):1: a map of columns is expected, such as `columns: {email: E-mail}`.")
        }
        for (key, value) in mapping {
            try take(key.string ?? "", value, fields, at: Place(file: file, node: key))
        }
    }

    /// Where in the map file a problem is.
    private struct Place {
        let file: String
        let node: Node

        func problem(_ message: String) -> BulkProblem {
            BulkProblem("\(file):\(node.mark?.line ?? 1): \(message)")
        }

        func at(_ node: Node) -> Place { Place(file: file, node: node) }
    }

    private static let keys = ["columns", "values", "constants", "zone", "keep-all", "add-members"]
    static let attributePrefix = "attributes."

    private mutating func take(_ key: String, _ value: Node, _ fields: [String], at place: Place)
        throws
    {
        switch key {
        case "columns":
            try each(value, fields, at: place) { field, node in
                let names = node.sequence.map { $0.compactMap(\.string) }
                guard let names = names ?? node.string.map({ [$0] }), !names.isEmpty else {
                    throw place.at(node).problem("'\(field)' needs a column, or a list of columns.")
                }
                columns[field] = names
            }
        case "values":
            try each(value, fields, at: place) { field, node in
                guard let table = node.mapping else {
                    throw place.at(node).problem(
                        "'\(field)' needs values and what they stand for: {Closed: lost}.")
                }
                for (from, to) in table {
                    values[field, default: [:]][from.string ?? ""] = to.string ?? ""
                }
            }
        case "constants":
            try each(value, fields, at: place) { field, node in
                constants[field] = node.string ?? ""
            }
        case "zone": zone = value.string ?? zone
        case "keep-all": keepsAll = try flag(value, key, at: place)
        case "add-members": addsMembers = try flag(value, key, at: place)
        default:
            throw place.problem("unknown key '\(key)'. \(BulkProblem.hint(key, in: Self.keys))")
        }
    }

    /// Goes through a table whose keys are fields.
    private func each(
        _ value: Node, _ fields: [String], at place: Place, body: (String, Node) throws -> Void
    ) throws {
        guard let table = value.mapping else {
            throw place.problem("fields are expected here, such as `email: E-mail`.")
        }
        for (key, node) in table {
            let field = key.string ?? ""
            guard fields.contains(field) || field.hasPrefix(Self.attributePrefix) else {
                throw place.at(key).problem(
                    "unknown field '\(field)'. \(BulkProblem.hint(field, in: fields))")
            }
            try body(field, node)
        }
    }

    private func flag(_ value: Node, _ key: String, at place: Place) throws -> Bool {
        guard let flag = value.bool else {
            throw place.problem("'\(key)' is true or false, not '\(value.string ?? "")'.")
        }
        return flag
    }
}

/// Why a file cannot be taken in at all.
package struct BulkProblem: Error, CustomStringConvertible {
    package var description: String
    package init(_ description: String) { self.description = description }

    /// Which names may have been meant.
    static func hint(_ name: String, in known: [String]) -> String {
        let near = NearNames.nearest(to: name, in: known)
        return near.isEmpty
            ? "Known: \(known.joined(separator: ", "))."
            : "Did you mean \(near.joined(separator: " or "))?"
    }
}
