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
        var steps = [
            ("Leads", counts.leads), ("MQL", counts.mql), ("PQL", counts.pql),
            ("SQL", counts.sql), ("SAL", counts.sal), ("Won", counts.won),
        ]
        if let visitors = report.visitors { steps.insert(("Visitors", visitors.of), at: 0) }
        let won = Figures.amount(counts.wonAmount, report.currency)
        var notes = ["Won \(won), lost \(Figures.counted(counts.lost, "lead"))."]
        if counts.fake > 0 {
            notes.append("\(Figures.counted(counts.fake, "fake lead")) left out.")
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
        let rates = report.total.conversions
        let targets = Dictionary(uniqueKeysWithValues: report.targets.map { ($0.name, $0) })
        let steps: [(String, Share, String?)] = [
            ("Visitor to lead", report.visitors ?? .none, nil),
            ("Lead to MQL", rates.leadToMQL, nil), ("MQL to SQL", rates.mqlToSQL, "mqlToSQL"),
            ("PQL to SQL", rates.pqlToSQL, nil), ("SQL to SAL", rates.sqlToSAL, nil),
            ("SAL to won", rates.salToWon, nil), ("SQL to won", rates.sqlToWon, "sqlToWon"),
            ("Lead to won", rates.leadToWon, nil),
        ]
        return Page.Section(
            "Conversion",
            Page.table(
                [.text("Step"), .figure("Rate"), .figure("Target"), .text("Met")], steps
            ) { title, share, name in
                let target = name.flatMap { targets[$0] }
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
        let columns: [Table.Column] =
            [.text("Name")]
            + ["Leads", "MQL", "PQL", "SQL", "SAL", "Won", "MQL>SQL", "SQL>won", "Lead>won"]
            .map { .figure($0) } + [.figure("Won \(currency)")]
        return Page.Section(
            title,
            Page.table(columns, rows) { row in
                let counts = row.counts
                let numbers = [
                    counts.leads, counts.mql, counts.pql, counts.sql, counts.sal, counts.won,
                ]
                let rates = [
                    row.conversions.mqlToSQL, row.conversions.sqlToWon,
                    row.conversions.leadToWon,
                ]
                return [row.title] + numbers.map(Figures.count)
                    + rates.map { $0.rate == nil ? "-" : Figures.percent($0.rate) }
                    + [Figures.amount(counts.wonAmount)]
            })
    }
}
