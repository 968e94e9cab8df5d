/// The names of a file's columns, in order, each once.
package final class CSVHeader: Sendable {
    package let names: [String]
    private let columns: [String: Int]

    /// The column of that name, from 0.
    package func column(_ name: String) -> Int? { columns[name] }

    private init(names: [String]) {
        self.names = names
        columns = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    }
}

extension CSVHeader {
    /// What to do about columns without a name, or with the name of an earlier column.
    package enum NameRule: Sendable {
        /// The file is refused, and the error says which column it is.
        case refuse
        /// They are called `column 3`, and `phone 2` for the second `phone`.
        case makeUnique
    }

    /// Takes the fields of the header line. Spaces around names do not count, nor do delimiters
    /// that trail behind the last name.
    convenience init(fields: [String], line: Int, rule: NameRule) throws(CSVFileError) {
        var names = fields.map(Self.trimmed)
        while names.count > 1, names.last == "" { names.removeLast() }
        switch rule {
        case .refuse: try Self.check(names, line: line)
        case .makeUnique: names = Self.unique(names)
        }
        self.init(names: names)
    }

    private static func trimmed(_ name: String) -> String {
        let start = name.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    private static func check(_ names: [String], line: Int) throws(CSVFileError) {
        var seen: [String: Int] = [:]
        for (index, name) in names.enumerated() {
            if name.isEmpty { throw .namelessColumn(column: index + 1, line: line) }
            if let first = seen.updateValue(index + 1, forKey: name) {
                throw .repeatedName(name, column: index + 1, first: first, line: line)
            }
        }
    }

    private static func unique(_ names: [String]) -> [String] {
        var taken = Set(names)
        var seen: Set<String> = []
        return names.enumerated().map { index, name in
            if !name.isEmpty, seen.insert(name).inserted { return name }
            var number = name.isEmpty ? index + 1 : 2
            let base = name.isEmpty ? "column" : name
            while !taken.insert("\(base) \(number)").inserted { number += 1 }
            return "\(base) \(number)"
        }
    }
}
