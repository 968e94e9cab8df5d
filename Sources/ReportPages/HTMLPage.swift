import Charts

/// A page as one standalone HTML file: printable, light and dark, without scripts or other files.
enum HTMLPage {
    static func html(_ page: Page) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(Markup.escaped(page.title))</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        <header><h1>\(Markup.escaped(page.title))</h1><p>\(Markup.escaped(page.subtitle))</p></header>
        <main>
        \(page.sections.map(section).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private static func section(_ section: Page.Section) -> String {
        let parts = section.parts.map { part(of: $0, in: section.title) }
        return "<section>\n<h2>\(Markup.escaped(section.title))</h2>\n"
            + parts.joined(separator: "\n") + "\n</section>"
    }

    private static func part(of part: Page.Part, in title: String) -> String {
        switch part {
        case .paragraph(let text): "<p>\(Markup.escaped(text))</p>"
        case .list(let items):
            "<ul>\n" + items.map { "<li>\(Markup.escaped($0))</li>" }.joined(separator: "\n")
                + "\n</ul>"
        case .table(let table): self.table(table, title)
        case .bars(let bars):
            scrolling(
                BarChart(bars.bars.map { BarChart.Bar($0.title, $0.value, $0.figure) })
                    .svg(label: bars.label), title)
        }
    }

    private static func table(_ table: Table, _ title: String) -> String {
        guard !table.rows.isEmpty else { return "<p>\(Markup.escaped(table.empty))</p>" }
        let head = table.columns.map { column in
            "<th scope=\"col\"\(kind(column))>\(Markup.escaped(column.title))</th>"
        }
        let rows = table.rows.map { row in
            let cells = zip(table.columns, row).enumerated().map { index, cell in
                index == 0
                    ? "<th scope=\"row\">\(Markup.escaped(cell.1))</th>"
                    : "<td\(kind(cell.0))>\(Markup.escaped(cell.1))</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let body = rows.joined(separator: "\n")
        return scrolling(
            "<table>\n<thead><tr>\(head.joined())</tr></thead>\n<tbody>\n\(body)\n</tbody>\n</table>",
            title)
    }

    /// What is too wide for the screen scrolls by itself, by keyboard too.
    private static func scrolling(_ content: String, _ title: String) -> String {
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(Markup.escaped(title))\">"
            + content + "</div>"
    }

    private static func kind(_ column: Table.Column) -> String {
        column.isFigure ? " class=\"figure\"" : ""
    }

    private static let style = """
        :root { --ink: #1a2330; --soft: #56606e; --line: #d5dae1; --paper: #fff; --bar: #2f6fb2 }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e8ecf1; --soft: #a4afbd; --line: #3a4350; --paper: #14181e; --bar: #6ea8e0 }
        }
        * { box-sizing: border-box }
        body { margin: 0 auto; padding: 1.5rem; max-width: 72rem; color: var(--ink);
          background: var(--paper); font: 1rem/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans CJK KR",
          "Noto Sans CJK JP", sans-serif }
        h1 { margin: 0; font-size: 1.6rem } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem }
        header p { margin: .25rem 0 0; color: var(--soft) }
        .wide { overflow-x: auto }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums }
        th, td { padding: .3rem .75rem; text-align: left; border-bottom: 1px solid var(--line);
          vertical-align: top }
        thead th { color: var(--soft); font-weight: 600 } tbody th { font-weight: 400 }
        .figure { text-align: right; white-space: nowrap }
        svg { display: block; width: 100%; min-width: 32rem; max-width: 45rem; height: auto;
          margin: .5rem 0 }
        svg text { fill: var(--ink); font-size: 14px } svg rect { fill: var(--bar) }
        @media print {
          :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --bar: #555 }
          body { padding: 0; max-width: none; font-size: 10pt } .wide { overflow: visible }
          section { break-inside: avoid-page } svg rect { print-color-adjust: exact }
        }
        """
}
