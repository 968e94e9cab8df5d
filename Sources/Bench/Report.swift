import Foundation

/// One measured number, with the limit that was measured in the same run.
struct Figure: Encodable {
    var bench: String
    var name: String
    var value: Double
    var unit: String
    /// What the machine does at most, in the same unit.
    var limit: Double?
    /// What is aimed at: a ratio to the limit where there is one, else a value.
    var goal: String?

    var ratio: Double? { limit.map { value / $0 } }

    enum Key: String, CodingKey { case bench, name, value, unit, limit, ratio, goal }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(bench, forKey: .bench)
        try fields.encode(name, forKey: .name)
        try fields.encode(value, forKey: .value)
        try fields.encode(unit, forKey: .unit)
        try fields.encodeIfPresent(limit, forKey: .limit)
        try fields.encodeIfPresent(ratio, forKey: .ratio)
        try fields.encodeIfPresent(goal, forKey: .goal)
    }
}

enum Report {
    static func json(_ figures: [Figure]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(figures), as: UTF8.self)
    }

    static func table(_ figures: [Figure]) -> String {
        var rows = [["bench", "figure", "measured", "limit", "ratio", "goal"]]
        for figure in figures {
            rows.append([
                figure.bench, figure.name, "\(written(figure.value)) \(figure.unit)",
                figure.limit.map(written) ?? "",
                figure.ratio.map { String(format: "%.2f", $0) } ?? "",
                figure.goal ?? "",
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return (2...4).contains(column) ? blanks + cell.0 : cell.0 + blanks
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// Whole numbers from 100 on, with commas; three digits below.
    private static func written(_ value: Double) -> String {
        guard value >= 100 else { return String(format: value < 10 ? "%.2f" : "%.1f", value) }
        var digits = String(Int(value.rounded()))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
            place -= 3
        }
        return digits
    }
}
