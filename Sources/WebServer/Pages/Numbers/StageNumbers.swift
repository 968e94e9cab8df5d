import Charts
import LeadRules

/// How long leads have been where they are, and where they wait for somebody.
enum StageNumbers {
    static func sheet(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersSheet {
        let words = teller.words
        var sheet = NumbersSheet()
        sheet.isEmpty = report.stages.isEmpty
        let bottleneck = report.stages.first { $0.stage == report.bottleneck }
        if let bottleneck {
            sheet.stats = [
                NumbersSheet.Stat(
                    words["numbers.bottleneck"], words["stage.\(bottleneck.stage.rawValue)"],
                    note: words(
                        "numbers.bottleneck-note",
                        [
                            "span": teller.reader.span(seconds: bottleneck.medianSeconds),
                            "n": Figures.count(bottleneck.leads),
                        ]), tone: "warn", path: path(bottleneck.stage, teller))
            ]
        }
        sheet.rows = [[picture(report, teller)], [.table(table(report, teller))]]
        return sheet
    }

    /// Leads in a stage stand there now, whenever they were captured.
    private static func path(_ stage: Stage, _ teller: NumbersTeller) -> String {
        teller.filter.real([("stage", stage.rawValue), ("open", "true")], inPeriod: false)
    }

    private static func picture(_ report: LoadReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let days = report.stages.map { $0.medianSeconds / 86_400 }
        let table = NumbersTable(
            "stage-medians", teller.words["numbers.stage-medians"],
            [teller.column("stage", .text), teller.column("median", .span)],
            report.stages.map { stage in
                [.text(teller.words["stage.\(stage.stage.rawValue)"]), .span(stage.medianSeconds)]
            })
        return teller.bars(
            zip(report.stages, days).map { stage, days in
                BarChart.Bar(
                    teller.words["stage.\(stage.stage.rawValue)"], days,
                    teller.reader.span(seconds: stage.medianSeconds),
                    style: stage.stage == report.bottleneck ? "warn" : "s1")
            }, teller.words["numbers.stages-caption"], table)
    }

    private static func table(_ report: LoadReport, _ teller: NumbersTeller) -> NumbersTable {
        NumbersTable(
            "stages", teller.words["numbers.stages"],
            [
                teller.column("stage", .text), teller.column("leads", .count),
                teller.column("median", .span), teller.column("oldest", .span),
                teller.column("note", .text),
            ],
            report.stages.map { stage in
                let isSlow = stage.stage == report.bottleneck
                return [
                    .text(
                        teller.words["stage.\(stage.stage.rawValue)"], path(stage.stage, teller)),
                    .count(stage.leads, path(stage.stage, teller)), .span(stage.medianSeconds),
                    .span(stage.oldestSeconds),
                    .text(isSlow ? teller.words["numbers.bottleneck"] : "", tone: "warn"),
                ]
            })
    }
}
