import Charts
import LeadEngine
import LeadRules

/// Who has how much to do, how fairly it is spread, and what both sides answer for together.
enum LoadNumbers {
    struct Facts: Sendable {
        let load: LoadReport
        let scoreboard: [ScoreboardRow]
        let currency: String

        init?(_ query: ReportQuery, in transaction: any Transaction, at now: Instant) throws {
            guard let load = try transaction.report(.load, query, at: now).load
            else { return nil }
            self.load = load
            (scoreboard, currency) = try transaction.scoreboard(query, at: now)
        }
    }

    static func sheet(_ facts: Facts, _ teller: NumbersTeller) -> NumbersSheet {
        let (report, words) = (facts.load, teller.words)
        var sheet = NumbersSheet()
        sheet.isEmpty = report.members.isEmpty
        let held = report.pools.reduce(0) { $0 + $1.held }
        let overdue = report.members.reduce(0) { $0 + $1.overdueClocks }
        let full = report.members.count { ($0.shareOfCap ?? 0) >= 1 }
        sheet.stats = [
            NumbersSheet.Stat(
                words["numbers.in-work"],
                Figures.count(report.members.reduce(0) { $0 + $1.load }),
                note: words("numbers.slots", ["n": Figures.count(report.slotsPerWeek)]),
                path: report.members.contains { $0.load > 0 } ? teller.filter.working() : nil),
            NumbersSheet.Stat(
                words["stage.held"], Figures.count(held), tone: held > 0 ? "warn" : nil,
                path: held == 0
                    ? nil : heldPath(nil, teller)),
            NumbersSheet.Stat(
                words["numbers.at-cap"], Figures.count(full), tone: full > 0 ? "warn" : nil),
            NumbersSheet.Stat(
                words["numbers.overdue-clocks"], Figures.count(overdue),
                tone: overdue > 0 ? "bad" : "good",
                path: overdue == 0
                    ? nil : teller.filter.behind(ClockMeasure.overdue, inPeriod: false)),
        ]
        sheet.rows = [
            [bars(report, teller), .table(scoreboard(facts.scoreboard, facts.currency, teller))],
            [.table(members(report, teller))], [.table(pools(report, teller))],
            [.table(seats(report, teller))],
        ]
        return sheet
    }

    private static func bars(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersSheet.Part {
        let shown = report.members.filter { $0.load > 0 || $0.cap != nil }
            .sorted { ($0.load, $1.name) > ($1.load, $0.name) }.prefix(16)
        let table = NumbersTable(
            "load", teller.words["numbers.load"],
            [
                teller.column("member", .text), teller.column("in-work", .count),
                teller.column("cap", .text),
            ],
            shown.map { row in
                [
                    .text(row.name),
                    .count(row.load, teller.filter.working(row.member.description)),
                    .text(row.cap.map { Figures.count($0) } ?? ""),
                ]
            })
        return teller.bars(
            shown.map { row in
                let cap = row.cap.map { " / \(Figures.count($0))" } ?? ""
                return BarChart.Bar(
                    row.name, Double(row.load), Figures.count(row.load) + cap,
                    style: (row.shareOfCap ?? 0) >= 1 ? "bad" : "s1",
                    target: row.cap.map { Double($0) })
            }, teller.words["numbers.load-caption"], table)
    }

    /// The figures that marketing and sales answer for together.
    static func scoreboard(
        _ rows: [ScoreboardRow], _ currency: String, _ teller: NumbersTeller
    ) -> NumbersTable {
        func value(_ number: Double?, _ row: ScoreboardRow) -> NumbersTable.Cell {
            switch row.unit {
            case .fraction: .text(Figures.percent(number))
            case .seconds: .text(teller.reader.span(seconds: number))
            case .count: .text(number.map { Figures.number($0, decimals: 0) } ?? "–")
            case .money: .text(number.map { Figures.money($0, currency) } ?? "–")
            }
        }
        return NumbersTable(
            "scoreboard", teller.words["numbers.scoreboard"],
            note: teller.words["numbers.scoreboard-note"],
            [
                teller.column("figure", .text), teller.column("value", .text),
                teller.column("before", .text), teller.column("target", .text),
            ],
            rows.map { row in
                var now = value(row.value, row)
                now.tone = row.met.map { $0 ? "good" : "bad" }
                return [
                    .text(teller.words["numbers.board-\(row.name)", ifAny: row.title]), now,
                    row.over == "quarter" ? .text("") : value(row.before, row),
                    row.target == nil ? .text("") : value(row.target, row),
                ]
            })
    }

    private static func members(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersTable {
        let counts = ["assigned", "received", "open-clocks", "overdue-clocks", "breaches"]
        return NumbersTable(
            "members", teller.words["numbers.members"],
            [
                teller.column("member", .text), teller.column("role", .text),
                teller.column("team", .text), teller.column("in-work", .count),
                teller.column("cap", .text), teller.column("of-cap", .text),
                teller.column("of-week", .text),
            ] + counts.map { teller.column($0, .count) },
            report.members.map { row in
                let id = row.member.description
                let path = teller.filter.working(id)
                let isFull = (row.shareOfCap ?? 0) >= 1
                return [
                    .text(row.name, path), .text(teller.words["role.\(row.role.rawValue)"]),
                    .text(row.team), .count(row.load, path),
                    .text(row.cap.map { Figures.count($0) } ?? ""),
                    .text(Figures.percent(row.shareOfCap), tone: isFull ? "bad" : nil),
                    .text(Figures.percent(row.shareOfWeek)),
                    .count(row.assigned, teller.filter.assignments(to: id)),
                    .count(
                        row.handoffsReceived,
                        teller.filter.behind(HandoffMeasure.opened, [("receiver", id)])),
                    .count(row.openClocks, clocks(.open, id, teller)),
                    .count(
                        row.overdueClocks, clocks(.overdue, id, teller),
                        tone: row.overdueClocks > 0 ? "bad" : nil),
                    .count(
                        row.breaches,
                        teller.filter.behind(ClockMeasure.breached, [("owner", id)])),
                ]
            })
    }

    /// Somebody's clocks as they stand now.
    private static func clocks(
        _ measure: ClockMeasure, _ owner: String, _ teller: NumbersTeller
    ) -> String {
        teller.filter.behind(measure, [("owner", owner)], inPeriod: false)
    }

    private static func pools(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersTable {
        NumbersTable(
            "pools", teller.words["numbers.pools"], note: teller.words["numbers.pools-note"],
            [
                teller.column("pool", .text), teller.column("people", .count),
                NumbersTable.Column(teller.words["stage.held"], .count),
                teller.column("oldest-held", .span), teller.column("off-turns", .number),
                teller.column("off-load", .number),
            ],
            report.pools.map { pool in
                [
                    .text(teller.words.translated(pool.title)), .count(pool.seats.count),
                    .count(pool.held, heldPath(pool.pool, teller)),
                    .span(pool.oldestHeldSeconds), .number(pool.turnImbalance),
                    .number(pool.loadImbalance),
                ]
            })
    }

    /// Leads that wait now, in a pool or in any; nobody has them, so they are nobody's work.
    private static func heldPath(_ pool: String?, _ teller: NumbersTeller) -> String {
        teller.filter.leads(
            [("stage", Stage.held.rawValue), ("pool", pool), ("team", nil), ("member", nil)],
            inPeriod: false)
    }

    private static func seats(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersTable {
        NumbersTable(
            "seats", teller.words["numbers.seats"],
            [
                teller.column("member", .text), teller.column("pool", .text),
                teller.column("given", .count), teller.column("owed", .number),
                teller.column("in-work", .count), teller.column("fair-load", .number),
            ],
            report.pools.flatMap { pool in
                pool.seats.map { seat in
                    [
                        .text(seat.name), .text(teller.words.translated(pool.title)),
                        .count(seat.given),
                        .number(seat.credit),
                        .count(seat.load, teller.filter.working(seat.member.description)),
                        .number(seat.fairLoad),
                    ]
                }
            })
    }
}
