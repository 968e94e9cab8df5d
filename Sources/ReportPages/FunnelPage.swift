import LeadRules

enum FunnelPage {
    static func page(_ report: FunnelReport) -> Page {
        let cuts = [
            ("By source", report.bySource), ("By source group", report.bySourceGroup),
            ("By campaign", report.byCampaign), ("By segment", report.bySegment),
            ("By SDR", report.bySDR), ("By AE", report.byAE),
        ]
        return Page(
            title: "Funnel",
            subtitle: "Leads captured \(Figures.query(report.query)), and how far they have come.",
            sections: [total(report), conversions(report)]
                + cuts.map { cut($0, rows: $1, report.currency) })
    }

    private static func total(_ report: FunnelReport) -> Page.Section {
        let counts = report.total.counts
        var steps = FunnelReport.measures.map { ($0.title, counts[$0]) }
        if let visitors = report.visitors { steps.insert(("Visitors", visitors.of), at: 0) }
        let won = Figures.money(counts.amount, report.currency)
        var notes = ["Won \(won), lost \(Figures.counted(counts[.lost], "lead"))."]
        if counts[.fake] > 0 {
            notes.append("\(Figures.counted(counts[.fake], "fake lead")) left out.")
        }
        return Page.Section(
            "From visitor to won",
            [
                .bars(
                    Bars(
                        "Number of leads at each step",
                        steps.map { Bars.Bar($0, Double($1), Figures.count($1)) })),
                .paragraph(notes.joined(separator: " ")),
            ])
    }

    private static func conversions(_ report: FunnelReport) -> Page.Section {
        let targets = Dictionary(uniqueKeysWithValues: report.targets.map { ($0.name, $0) })
        let steps =
            [("Visitor to lead", report.visitors ?? .none, nil as TargetCheck?)]
            + Conversion.allCases.map {
                ($0.title, report.total.conversions[$0], targets[$0.rawValue])
            }
        return Page.Section(
            "Conversion",
            Page.table(
                [.text("Step"), .figure("Rate"), .figure("Target"), .text("Met")], steps
            ) { title, share, target in
                let verdict = target?.met.map { $0 ? "yes" : "no" }
                return [
                    title, Figures.share(share), target.map { Figures.percent($0.target) } ?? "",
                    verdict ?? "",
                ]
            })
    }

    private static func cut(_ title: String, rows: [FunnelRow], _ currency: String)
        -> Page.Section
    {
        let titles = FunnelReport.measures.map(\.title) + FunnelReport.rates.map(\.title)
        return Page.Section(
            title,
            Page.table(
                [.text("Name")] + titles.map { .figure($0) } + [.figure("Won \(currency)")], rows
            ) { row in
                [row.title] + FunnelReport.measures.map { Figures.count(row.counts[$0]) }
                    + FunnelReport.rates.map { Figures.percent(row.conversions[$0].rate) }
                    + [Figures.number(row.counts.amount, decimals: 2)]
            })
    }
}
