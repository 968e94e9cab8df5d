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
        func late(_ share: Share, _ key: String) -> NumbersSheet.Stat {
            NumbersSheet.Stat(
                words["numbers.\(key)"], Figures.percent(share.rate), note: teller.parts(share),
                tone: share.rate.map { $0 == 0 ? "good" : $0 < 0.1 ? "warn" : "bad" })
        }
        return [
            NumbersSheet.Stat(
                words["numbers.first-contact-median"],
                teller.reader.span(seconds: report.total.medianSeconds),
                note: words(
                    "numbers.mean-is",
                    ["span": teller.reader.span(seconds: report.total.meanSeconds)]),
                path: report.total.count == 0 ? nil : teller.filter.leads()),
            NumbersSheet.Stat(
                words["numbers.p90"], teller.reader.span(seconds: report.total.p90Seconds),
                note: words["numbers.p90-note"]),
            NumbersSheet.Stat(
                words["numbers.within-sla"], Figures.percent(report.withinSLA.rate),
                note: teller.parts(report.withinSLA)),
            late(report.waiting.leads48h, "without-48h"),
            late(report.waiting.leads72h, "without-72h"),
            NumbersSheet.Stat(
                words["numbers.handoff-contact"],
                teller.reader.span(seconds: report.handoffContact.medianSeconds),
                note: words("numbers.cases", ["n": Figures.count(report.handoffContact.count)])),
        ]
    }

    /// What the system takes and what people take.
    private static func delay(_ report: SpeedReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let parts = [
            ("delay-system", report.system, "s2"), ("delay-human", report.human, "s1"),
            ("delay-total", report.total, "s3"), ("delay-handoff", report.handoffContact, "s4"),
        ]
        let table = NumbersTable(
            "delay", teller.words["numbers.delay"],
            [
                teller.column("delay-head", .text), teller.column("n", .count),
                teller.column("mean", .span), teller.column("median", .span),
                teller.column("p90", .span),
            ],
            parts.map { key, durations, _ in
                [
                    .text(teller.words["numbers.\(key)"]), .count(durations.count),
                    .span(durations.meanSeconds), .span(durations.medianSeconds),
                    .span(durations.p90Seconds),
                ]
            })
        return teller.bars(
            parts.map { key, durations, style in
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
                [.text(name), .count(band.leads), .share(band.toSQL), .share(band.toWon)]
            })
        return teller.plot(chart, words["numbers.response-caption"], table)
    }

    private static func waiting(_ report: SpeedReport, _ teller: NumbersTeller) -> NumbersTable {
        let waiting = report.waiting
        return NumbersTable(
            "waiting", teller.words["numbers.waiting"], note: teller.words["numbers.waiting-note"],
            [
                teller.column("waiting-head", .text), teller.column("without-48h", .share),
                teller.column("without-72h", .share),
            ],
            [
                [
                    .text(teller.words["numbers.leads"]), .share(waiting.leads48h),
                    .share(waiting.leads72h),
                ],
                [
                    .text(teller.words["numbers.handoffs"]), .share(waiting.handoffs48h),
                    .share(waiting.handoffs72h),
                ],
            ])
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
                    .text(words["purpose.\(row.purpose.rawValue)"]), .share(row.withinSLA),
                    .count(row.open),
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
                let path = MemberID(row.key).map { id in
                    teller.filter.leads([teller.field(of: id)])
                }
                return [
                    .text(name(row.key), path), .count(row.human.count, path),
                    .span(row.human.meanSeconds), .span(row.human.medianSeconds),
                    .span(row.human.p90Seconds), .span(row.handoffContact.medianSeconds),
                    .share(row.waiting.leads48h), .share(row.waiting.leads72h),
                    .share(row.waiting.handoffs48h), .share(row.withinSLA),
                ]
            })
    }
}
