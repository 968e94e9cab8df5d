/// Compares two readings of one table, batch by batch, until a row differs.
struct TableComparison {
    /// Where the next batch begins: after a row, or with the first one.
    struct Place: Sendable { let row: [SQLValue]? }

    private let table: Table
    private let sides: ComparedSides
    /// Nil once the table is done, or a row differs.
    private(set) var next: Place? = Place(row: nil)
    /// The first row that differs, in words.
    private(set) var difference: String?

    init(_ table: Table, sides: ComparedSides) {
        self.table = table
        self.sides = sides
    }

    mutating func take(_ left: [[SQLValue]], _ right: [[SQLValue]]) {
        difference = firstDifference(left, right)
        next = difference == nil ? left.last.map { Place(row: table.place(of: $0)) } : nil
    }

    private func firstDifference(_ left: [[SQLValue]], _ right: [[SQLValue]]) -> String? {
        for (a, b) in zip(left, right) {
            if let difference = difference(a, b) { return difference }
        }
        guard left.count != right.count else { return nil }
        return left.count > right.count
            ? "\(table.name): row \(name(left[right.count])) \(sides.onlyInFirst)."
            : "\(table.name): row \(name(right[left.count])) \(sides.onlyInSecond)."
    }

    private func difference(_ a: [SQLValue], _ b: [SQLValue]) -> String? {
        guard let column = a.indices.first(where: { !a[$0].isKept(as: b[$0]) }) else { return nil }
        if table.order.contains(table.columns[column].name) {
            return isBefore(a, b)
                ? "\(table.name): row \(name(a)) \(sides.onlyInFirst)."
                : "\(table.name): row \(name(b)) \(sides.onlyInSecond)."
        }
        return "\(table.name) \(name(a)), column \(table.columns[column].name): "
            + "\(sides.first) \(a[column].words), \(sides.second) \(b[column].words)."
    }

    /// Both engines order texts by their bytes.
    private func isBefore(_ a: [SQLValue], _ b: [SQLValue]) -> Bool {
        for (a, b) in zip(table.place(of: a), table.place(of: b)) where a != b {
            switch (a, b) {
            case (.integer(let a), .integer(let b)): return a < b
            case (.text(let a), .text(let b)):
                return a.utf8.lexicographicallyPrecedes(b.utf8)
            default: return true
            }
        }
        return false
    }

    /// A row by its place in the table.
    private func name(_ row: [SQLValue]) -> String {
        table.place(of: row).map { $0.words.replacing("\u{1F}", with: " ") }
            .joined(separator: "/")
    }
}

extension SQLValue {
    fileprivate var words: String {
        switch self {
        case .null: "nothing"
        case .integer(let number): "\(number)"
        case .real(let number): "\(number)"
        case .text(let text): text
        }
    }

    /// Whether another engine keeps it so: PostgreSQL has no zero in a text.
    fileprivate func isKept(as other: SQLValue) -> Bool {
        guard case .text(let text) = self, case .text(let otherText) = other else {
            return self == other
        }
        // Texts that only look the same are equal to Swift.
        return text.utf8.elementsEqual(otherText.utf8)
            || Self.withoutZeros(text).elementsEqual(Self.withoutZeros(otherText))
    }

    private static func withoutZeros(_ text: String) -> String.UTF8View {
        (text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text).utf8
    }
}
