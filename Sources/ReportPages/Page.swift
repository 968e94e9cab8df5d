import LeadRules

/// A report as paragraphs, tables and drawings, before it becomes text or HTML.
package struct Page: Hashable, Sendable {
    package var title: String
    /// The period, the filters, the moment.
    package var subtitle: String
    package var sections: [Section]

    package struct Section: Hashable, Sendable {
        package var title: String
        package var parts: [Part]

        init(_ title: String, _ parts: [Part]) {
            self.title = title
            self.parts = parts
        }
    }

    package enum Part: Hashable, Sendable {
        case paragraph(String)
        case table(Table)
        case bars(Bars)
        case list([String])
    }
}

/// Rows of text under headings. Columns of figures stand on the right.
package struct Table: Hashable, Sendable {
    package var columns: [Column]
    package var rows: [[String]]
    /// What to say when there is no row.
    package var empty: String

    package struct Column: Hashable, Sendable {
        package var title: String
        package var isFigure: Bool

        static func text(_ title: String) -> Column { Column(title: title, isFigure: false) }
        static func figure(_ title: String) -> Column { Column(title: title, isFigure: true) }
    }

    init(_ columns: [Column], _ rows: [[String]], empty: String = Figures.noData) {
        self.columns = columns
        self.rows = rows
        self.empty = empty
    }
}

/// A drawing of horizontal bars, each with its figure.
package struct Bars: Hashable, Sendable {
    package var label: String
    package var bars: [Bar]

    package struct Bar: Hashable, Sendable {
        package var title: String
        package var value: Double
        /// The value as people read it.
        package var figure: String

        init(_ title: String, _ value: Double, _ figure: String) {
            self.title = title
            self.value = value
            self.figure = figure
        }
    }

    init(_ label: String, _ bars: [Bar]) {
        self.label = label
        self.bars = bars
    }
}

extension Page {
    /// The most rows that a table shows; the rest is in the JSON.
    static let longest = 30

    /// The first rows of a table, and how many more there are.
    static func table<Row>(
        _ columns: [Table.Column], _ rows: [Row], _ cells: (Row) -> [String]
    ) -> [Part] {
        let shown = Part.table(Table(columns, rows.prefix(longest).map(cells)))
        let more = rows.count - longest
        return more > 0 ? [shown, .paragraph("… and \(more) more.")] : [shown]
    }
}
