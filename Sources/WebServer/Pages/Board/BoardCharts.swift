import LeadRules

/// Bars of load, drawn on the server. All lengths are in units of a drawing 640 wide.
enum BoardCharts {
    private static let left = 150.0
    private static let width = 400.0
    private static let rowHeight = 30.0

    private struct Bar {
        var name: String
        var value: Int
        /// Where a line is drawn across: the cap, or the fair share.
        var mark: Double?
        var tone: String
        var text: String
    }

    private static func drawing(_ bars: [Bar]) -> View {
        let most = bars.map { max(Double($0.value), $0.mark ?? 0) }.max() ?? 0
        let unit = width / max(1, most)
        return [
            "height": Int(Double(bars.count) * rowHeight + 4),
            "bars": bars.enumerated().map { index, bar -> View in
                let y = Double(index) * rowHeight + 4
                return [
                    "name": bar.name, "y": Int(y), "textY": Int(y + 16),
                    "length": Int((Double(bar.value) * unit).rounded()), "tone": bar.tone,
                    "room": Int(width), "mark": bar.mark.map { Int((left + $0 * unit).rounded()) },
                    "markEnd": Int(y + 24), "text": bar.text,
                ]
            },
        ]
    }

    /// Leads in work of each rep against the cap.
    static func load(_ report: LoadReport?, _ visit: Visit) -> View? {
        guard let report else { return nil }
        let rows = report.members.filter { row in
            row.isActive && visit.sight.includes(row.member)
                && (row.load > 0 || row.role.developsLeads)
        }.sorted { ($1.shareOfCap ?? 0, $1.load) < ($0.shareOfCap ?? 0, $0.load) }
        guard !rows.isEmpty else { return nil }
        let bars = rows.map { row in
            Bar(
                name: row.name, value: row.load, mark: row.cap.map(Double.init),
                tone: tone(row.shareOfCap),
                text: row.cap.map { "\(row.load) / \($0)" } ?? "\(row.load)")
        }
        return drawing(bars).with([
            "label": visit.words["board.load"],
            "rows": rows.map { row -> View in
                [
                    "name": row.name, "load": row.load, "cap": row.cap.map { "\($0)" } ?? "–",
                    "share": Figures.percent(row.shareOfCap), "clocks": row.openClocks,
                    "overdue": row.overdueClocks, "breaches": row.breaches,
                    "id": row.member.description,
                ]
            },
        ])
    }

    private static func tone(_ share: Double?) -> String {
        guard let share else { return "s1" }
        return share >= 1 ? "bad" : share >= 0.8 ? "warn" : "s1"
    }

    /// Each pool: the load of its people against their fair part of it.
    static func pools(_ report: LoadReport?, _ visit: Visit) -> [View] {
        (report?.pools ?? []).compactMap { pool in
            let seats = pool.seats.filter { visit.sight.includes($0.member) }
                .sorted { $1.load < $0.load }
            guard !seats.isEmpty, pool.held > 0 || seats.contains(where: { $0.load > 0 })
            else { return nil }
            let bars = seats.map { seat in
                Bar(
                    name: seat.name, value: seat.load, mark: seat.fairLoad, tone: "s2",
                    text: visit.words(
                        "board.of-fair",
                        ["n": "\(seat.load)", "fair": Figures.number(seat.fairLoad)]))
            }
            return drawing(bars).with([
                "label": visit.words.translated(pool.title), "pool": pool.pool,
                "held": pool.held > 0 ? pool.held : nil as Int?,
                "imbalance": Figures.number(pool.loadImbalance),
                "isUneven": pool.loadImbalance >= 5,
                "rows": seats.map { seat -> View in
                    [
                        "name": seat.name, "load": seat.load,
                        "fair": Figures.number(seat.fairLoad), "given": seat.given,
                        "credit": Figures.points(seat.credit),
                    ]
                },
            ])
        }
    }
}
