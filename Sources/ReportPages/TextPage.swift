/// A page for a terminal: aligned columns, no colours.
enum TextPage {
    static func text(_ page: Page) -> String {
        var lines = [page.title, page.subtitle].filter { !$0.isEmpty }
        for section in page.sections {
            lines += ["", section.title, String(repeating: "-", count: width(section.title))]
            for part in section.parts { lines += self.lines(of: part) }
        }
        return lines.map(withoutTrailingSpace).joined(separator: "\n") + "\n"
    }

    private static func lines(of part: Page.Part) -> [String] {
        switch part {
        case .paragraph(let text): [clean(text)]
        case .list(let items): items.map { "- \(clean($0))" }
        case .table(let table): lines(of: table)
        case .bars(let bars): lines(of: bars)
        }
    }

    private static func lines(of table: Table) -> [String] {
        guard !table.rows.isEmpty else { return [table.empty] }
        let rows = [table.columns.map(\.title)] + table.rows.map { $0.map(clean) }
        let widths = table.columns.indices.map { column in
            rows.map { width($0[column]) }.max() ?? 0
        }
        return rows.map { row in
            table.columns.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - width(row[column]))
                return table.columns[column].isFigure ? space + row[column] : row[column] + space
            }.joined(separator: "  ")
        }
    }

    private static func lines(of bars: Bars) -> [String] {
        let largest = bars.bars.map(\.value).max() ?? 0
        let titles = bars.bars.map { clean($0.title) }
        let widest = titles.map(width).max() ?? 0
        return zip(titles, bars.bars).map { title, bar in
            let length = largest > 0 ? Int((bar.value / largest * 40).rounded()) : 0
            let space = String(repeating: " ", count: widest - width(title))
            return title + space + "  " + String(repeating: "#", count: length)
                + (length > 0 ? " " : "") + bar.figure
        }
    }

    private static func width(_ text: String) -> Int { DisplayWidth.of(text) }

    /// Names come from outside: line breaks and control characters would break the columns.
    private static func clean(_ text: String) -> String {
        String(
            text.map { character in
                character.isNewline || character == "\t" ? " " : character
            }.filter { character in
                !character.unicodeScalars.contains {
                    $0.properties.generalCategory == .control
                }
            })
    }

    private static func withoutTrailingSpace(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
