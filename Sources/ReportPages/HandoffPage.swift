import LeadRules

enum HandoffPage {
    static func page(_ report: HandoffReport) -> Page {
        Page(
            title: "Handoffs", subtitle: "Handoffs opened \(Figures.query(report.query)).",
            sections: [
                rows("All", [report.total]), reasons(report), rows("By kind", report.byKind),
                rows("By giver", report.byGiver), rows("By receiver", report.byReceiver),
                bands(report),
            ])
    }

    private static func rows(_ title: String, _ rows: [HandoffRow]) -> Page.Section {
        let titles =
            HandoffReport.measures.map(\.title) + HandoffRate.allCases.map(\.title)
        return Page.Section(
            title,
            Page.table(
                [.text("Name")] + titles.map { .figure($0) } + [.text("Note")], rows
            ) { row in
                [row.title] + HandoffReport.measures.map { Figures.count(row.counts[$0]) }
                    + [row.acceptance, row.rejection, row.overturn].map { Figures.percent($0.rate) }
                    + [row.needsCoaching ? "to coach" : ""]
            })
    }

    private static func reasons(_ report: HandoffReport) -> Page.Section {
        let top = report.topReasons.map(\.title).joined(separator: ", ")
        let parts = Page.table(
            [.text("Reason"), .figure("Rejections"), .figure("Part")], report.reasons
        ) { [$0.title, Figures.count($0.share.count), Figures.percent($0.share.rate)] }
        return Page.Section(
            "Why receivers reject",
            parts + (top.isEmpty ? [] : [.paragraph("To remove first: \(top).")]))
    }

    private static func bands(_ report: HandoffReport) -> Page.Section {
        Page.Section(
            "Ten-point score and wins",
            [
                .bars(
                    Bars(
                        "Win rate by ten-point score",
                        report.scoreBands.map {
                            Bars.Bar(
                                "\($0.band) points", $0.winRate.rate ?? 0,
                                Figures.share($0.winRate))
                        }))
            ]
                + Page.table(
                    [
                        .text("Score"), .figure("Won"), .figure("Lost"), .figure("Open"),
                        .figure("Win rate"),
                    ], report.scoreBands
                ) { band in
                    [band.band] + [band.won, band.lost, band.open].map(Figures.count)
                        + [Figures.share(band.winRate)]
                })
    }
}
