/// What the migrations make, read from their text.
extension Schema {
    package struct Table: Hashable, Sendable {
        package let name: String
        package let columns: [Column]

        /// Whether the first column alone tells rows apart.
        package let hasSingleKey: Bool
    }

    package struct Column: Hashable, Sendable {
        package enum Kind: Sendable { case integer, real, text }
        package let name: String
        package let kind: Kind
        /// The table that it points into, if it does.
        package let target: String?
    }

    /// Every table, those that others point to first.
    package static let tables: [Table] = migrations.flatMap(\.statements).compactMap(table)

    private static func table(_ statement: String) -> Table? {
        let opening = "CREATE TABLE "
        guard statement.hasPrefix(opening), let bracket = statement.firstIndex(of: "(") else {
            return nil
        }
        let name = statement[..<bracket].dropFirst(opening.count).filter { $0 != " " }
        let parts = topLevelParts(statement[statement.index(after: bracket)...].dropLast())
        return Table(
            name: String(name), columns: parts.compactMap(column),
            hasSingleKey: parts.first?.contains("PRIMARY KEY") ?? false)
    }

    /// The parts between commas that stand in no brackets.
    private static func topLevelParts(_ text: Substring) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts
    }

    private static func column(_ part: String) -> Column? {
        let words = part.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count > 1 else { return nil }
        let kind: Column.Kind
        switch words[1] {
        case "BIGINT": kind = .integer
        case "DOUBLE": kind = .real
        case "TEXT": kind = .text
        default: return nil
        }
        let target = words.firstIndex(of: "REFERENCES").map { words[$0 + 1] }
        return Column(name: words[0], kind: kind, target: target)
    }
}
