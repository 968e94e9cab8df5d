import LeadRules

/// What one tab of the numbers shows, from top to bottom.
struct NumbersSheet: Sendable {
    struct Stat: Sendable {
        var title: String
        var value: String
        var note: String?
        var tone: String?
        var path: String?

        init(
            _ title: String, _ value: String, note: String? = nil, tone: String? = nil,
            path: String? = nil
        ) {
            self.title = title
            self.value = value
            self.note = note
            self.tone = tone
            self.path = path
        }
    }

    /// A picture and the figures behind it.
    struct Picture: Sendable {
        /// Nil when there is nothing to draw.
        var svg: String?
        var caption: String
        /// Names of the series, in the order of their colours.
        var legend: [String] = []
        var table: NumbersTable
    }

    /// Things to do, each with what it is about.
    struct Notes: Sendable {
        var title: String
        var note: String?
        var empty: String
        var items: [(title: String, text: String)]
    }

    enum Part: Sendable {
        case picture(Picture)
        case table(NumbersTable)
        case notes(Notes)
    }

    var stats: [Stat] = []
    /// Parts of one row stand side by side where there is room.
    var rows: [[Part]] = []
    /// Whether there is nothing at all to count.
    var isEmpty = false

    /// Every table, those behind pictures too.
    var tables: [NumbersTable] {
        rows.flatMap(\.self).compactMap { part in
            switch part {
            case .picture(let picture): picture.table
            case .table(let table): table
            case .notes: nil
            }
        }
    }

    func view(_ teller: NumbersTeller, _ tab: NumbersTab) -> View {
        [
            "stats": stats.map { stat -> View in
                [
                    "title": stat.title, "value": stat.value, "note": stat.note,
                    "tone": stat.tone, "href": stat.path,
                ]
            },
            "hasStats": !stats.isEmpty,
            "rows": rows.map { row -> View in
                [
                    "isShared": row.count > 1,
                    "parts": row.map { part in self.view(part, teller, tab) },
                ]
            },
            "isEmpty": isEmpty,
        ]
    }

    private func view(_ part: Part, _ teller: NumbersTeller, _ tab: NumbersTab) -> View {
        var view: [View] = [.none, .none, .none]
        switch part {
        case .picture(let picture):
            view[0] = [
                "svg": picture.svg.map { View.markup($0) }, "caption": picture.caption,
                "hasLegend": picture.legend.count > 1,
                "legend": picture.legend.enumerated().map { place, name -> View in
                    ["style": "s\(place % 6 + 1)", "name": name]
                },
                "table": picture.table.view(teller, tab),
            ]
        case .table(let table): view[1] = table.view(teller, tab)
        case .notes(let notes):
            view[2] = [
                "title": notes.title, "note": notes.note, "empty": notes.empty,
                "isEmpty": notes.items.isEmpty,
                "items": notes.items.map { item -> View in
                    ["title": item.title, "text": item.text]
                },
            ]
        }
        return ["picture": view[0], "table": view[1], "notes": view[2]]
    }
}
