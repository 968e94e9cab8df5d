import Charts
import LeadRules

/// How soon leads and handoffs are answered, and what a late answer costs.
enum SpeedNumbers {
    static func sheet(_ report: SpeedReport, _ teller: NumbersTeller) -> NumbersSheet {
        var sheet = NumbersSheet()
        sheet.isEmpty =
            report.total.count + report.system.count + report.handoffContact.count == 0
            && report.withinSLA.of == 0
        sheet.stats = stats(report, teller)
        sheet.rows = [
            [delay(report, teller), conversion(report, teller)],
            [.table(waiting(report, teller)), purposes(report, teller)],
            [.table(rows("reps", report.byMember, teller) { teller.name(member: $0) })],
            [
                .table(
                    rows("temperatures", report.byTemperature, teller) {
                        teller.words["temperature.\($0)"]
                    })
            ],
        ]
        return sheet
    }

    private static func stats(_ report: SpeedReport, _ teller: NumbersTeller)
        -> [NumbersSheet.Stat]
    {
        let words = teller.words
        func late(_ share: Share, _ key: String, _ hours: String) -> NumbersSheet.Stat {
            NumbersSheet.Stat(
                words["numbers.\(key)"], Figures.percent(share.rate), note: teller.parts(share),
                tone: share.rate.map { $0 == 0 ? "good" : $0 < 0.1 ? "warn" : "bad" },
                path: share.count == 0 ? nil : teller.filter.leads([("late", hours)]))
        }
        return [
            NumbersSheet.Stat(
                words["numbers.first-contact-median"],
                teller.reader.span(seconds: report.total.medianSeconds),
                note: words(
                    "numbers.mean-is",
                    ["span": teller.reader.span(seconds: report.total.meanSeconds)]),
                path: report.total.count == 0
                    ? nil : teller.filter.behind(AnswerMeasure.total)),
            NumbersSheet.Stat(
                words["numbers.p90"], teller.reader.span(seconds: report.total.p90Seconds),
                note: words["numbers.p90-note"]),
            NumbersSheet.Stat(
                words["numbers.within-sla"], Figures.percent(report.withinSLA.rate),
                note: teller.parts(report.withinSLA),
                path: report.withinSLA.count == 0
                    ? nil : teller.filter.behind(ClockRate.withinSLA.part)),
            late(report.waiting.leads48h, "without-48h", "48"),
            late(report.waiting.leads72h, "without-72h", "72"),
            NumbersSheet.Stat(
                words["numbers.handoff-contact"],
                teller.reader.span(seconds: report.handoffContact.medianSeconds),
                note: words("numbers.cases", ["n": Figures.count(report.handoffContact.count)]),
                path: report.handoffContact.count == 0
                    ? nil : teller.filter.behind(HandoffMeasure.contacted)),
        ]
    }

    /// What the system takes and what people take.
    private static func delay(_ report: SpeedReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let parts = [
            ("delay-system", report.system, "s2", teller.filter.behind(AnswerMeasure.system)),
            ("delay-human", report.human, "s1", teller.filter.behind(AnswerMeasure.human)),
            ("delay-total", report.total, "s3", teller.filter.behind(AnswerMeasure.total)),
            (
                "delay-handoff", report.handoffContact, "s4",
                teller.filter.behind(HandoffMeasure.contacted)
            ),
        ]
        let table = NumbersTable(
            "delay", teller.words["numbers.delay"],
            [
                teller.column("delay-head", .text), teller.column("n", .count),
                teller.column("mean", .span), teller.column("median", .span),
                teller.column("p90", .span),
            ],
            parts.map { key, durations, _, path in
                [
                    .text(teller.words["numbers.\(key)"]), .count(durations.count, path),
                    .span(durations.meanSeconds), .span(durations.medianSeconds),
                    .span(durations.p90Seconds),
                ]
            })
        return teller.bars(
            parts.map { key, durations, style, _ in
                BarChart.Bar(
                    teller.words["numbers.\(key)"], durations.medianSeconds ?? 0,
                    teller.reader.span(seconds: durations.medianSeconds), style: style)
            }, teller.words["numbers.delay-caption"], table)
    }

    private static func conversion(_ report: SpeedReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let words = teller.words
        let names = report.bands.map { words["numbers.band-\($0.band.rawValue)"] }
        let chart = PlotChart(
            .columns, names,
            [
                PlotChart.Series(words["milestone.sql"], report.bands.map(\.toSQL.rate)),
                PlotChart.Series(words["milestone.won"], report.bands.map(\.toWon.rate)),
            ]
        ) { Figures.percent($0) }
        let table = NumbersTable(
            "response", words["numbers.response"],
            [
                teller.column("response-head", .text), teller.column("leads", .count),
                teller.column("to-sql", .share), teller.column("to-won", .share),
            ],
            zip(names, report.bands).map { name, band in
                func path(_ milestone: String?) -> String {
                    teller.filter.leads([
                        ("response", band.band.rawValue), ("milestone", milestone),
                    ])
                }
                return [
                    .text(name), .count(band.leads, path(nil)), .share(band.toSQL, path("sql")),
                    .share(band.toWon, path("won")),
                ]
            })
        return teller.plot(chart, words["numbers.response-caption"], table)
    }

    private static func waiting(_ report: SpeedReport, _ teller: NumbersTeller) -> NumbersTable {
        let waiting = report.waiting
        func leads(_ hours: String) -> String { teller.filter.leads([("late", hours)]) }
        func handoffs(_ hours: String) -> String {
            teller.filter.behind(HandoffMeasure.opened, [("late", hours)])
        }
        return NumbersTable(
            "waiting", teller.words["numbers.waiting"], note: teller.words["numbers.waiting-note"],
            [
                teller.column("waiting-head", .text), teller.column("without-48h", .share),
                teller.column("without-72h", .share),
            ],
            [
                [
                    .text(teller.words["numbers.leads"]), .share(waiting.leads48h, leads("48")),
                    .share(waiting.leads72h, leads("72")),
                ],
                [
                    .text(teller.words["numbers.handoffs"]),
                    .share(waiting.handoffs48h, handoffs("48")),
                    .share(waiting.handoffs72h, handoffs("72")),
                ],
            ])
    }

    private static func clocks(
        _ measure: ClockMeasure, _ row: PurposeRow, _ teller: NumbersTeller
    ) -> String {
        teller.filter.behind(measure, [("purpose", row.purpose.rawValue)])
    }

    private static func purposes(_ report: SpeedReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let words = teller.words
        let table = NumbersTable(
            "clocks", words["numbers.clocks"],
            [
                teller.column("clocks-head", .text), teller.column("within-sla", .share),
                teller.column("open", .count),
            ],
            report.byPurpose.map { row in
                [
                    .text(words["purpose.\(row.purpose.rawValue)"]),
                    .share(row.withinSLA, clocks(ClockRate.withinSLA.part, row, teller)),
                    .count(row.open, clocks(.open, row, teller)),
                ]
            })
        return teller.bars(
            report.byPurpose.map { row in
                BarChart.Bar(
                    words["purpose.\(row.purpose.rawValue)"], row.withinSLA.rate ?? 0,
                    teller.share(row.withinSLA))
            }, words["numbers.clocks-caption"], table)
    }

    private static func rows(
        _ id: String, _ rows: [SpeedRow], _ teller: NumbersTeller, _ name: (String) -> String
    ) -> NumbersTable {
        NumbersTable(
            id, teller.words["numbers.speed-\(id)"],
            [
                teller.column("head-\(id)", .text), teller.column("n", .count),
                teller.column("mean", .span), teller.column("median", .span),
                teller.column("p90", .span), teller.column("handoff-contact", .span),
                teller.column("without-48h", .share), teller.column("without-72h", .share),
                teller.column("handoffs-48h", .share), teller.column("within-sla", .share),
            ],
            rows.map { row in
                let isMember = id == "reps"
                let leads = (isMember ? "handler" : "temperature", row.key as String?)
                let handoffs = (isMember ? "receiver" : "temperature", row.key as String?)
                func late(_ hours: String) -> String {
                    teller.filter.leads([leads, ("late", hours)])
                }
                let path = teller.filter.behind(AnswerMeasure.human, [leads])
                return [
                    .text(name(row.key), row.human.count == 0 ? nil : path),
                    .count(row.human.count, path), .span(row.human.meanSeconds),
                    .span(row.human.medianSeconds),
                    .span(row.human.p90Seconds), .span(row.handoffContact.medianSeconds),
                    .share(row.waiting.leads48h, late("48")),
                    .share(row.waiting.leads72h, late("72")),
                    .share(
                        row.waiting.handoffs48h,
                        teller.filter.behind(
                            HandoffMeasure.opened, [handoffs, ("late", "48")])),
                    .share(
                        row.withinSLA,
                        isMember
                            ? teller.filter.behind(
                                ClockRate.withinSLA.part, [("owner", row.key)]) : nil),
                ]
            })
    }
}
