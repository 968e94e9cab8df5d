import LeadRules

/// The funnel by source, campaign, segment and person.
enum FunnelTables {
    static func sources(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("sources", report.bySource, teller) { row in
            (teller.source(row.key ?? ""), [("source", row.key)])
        }
    }

    static func groups(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("groups", report.bySourceGroup, teller) { row in
            (teller.words["source-group.\(row.key ?? "")", ifAny: row.title], [("group", row.key)])
        }
    }

    static func campaigns(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("campaigns", report.byCampaign, teller) { row in
            (
                row.key ?? teller.words["layout.none"],
                [row.key.map { ("campaign", $0) } ?? ("lacks", "campaign")]
            )
        }
    }

    static func segments(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("segments", report.bySegment, teller) { row in
            (teller.segment(row.key), [row.key.map { ("segment", $0) } ?? ("lacks", "segment")])
        }
    }

    static func sdrs(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("sdrs", report.bySDR, teller) { row in
            (teller.name(member: row.key), [row.key.map { ("sdr", $0) } ?? ("lacks", "sdr")])
        }
    }

    static func aes(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        table("aes", report.byAE, teller) { row in
            (teller.name(member: row.key), [row.key.map { ("ae", $0) } ?? ("lacks", "ae")])
        }
    }

    /// - Parameter name: what a row is called, and how its leads are asked for.
    private static func table(
        _ id: String, _ rows: [FunnelRow], _ teller: NumbersTeller,
        _ name: (FunnelRow) -> (String, [(String, String?)])
    ) -> NumbersTable {
        let columns =
            [teller.column("head-\(id)", .text)] + teller.columns(of: FunnelReport.measures)
            + FunnelReport.rates.map { teller.column($0.slug, .share) }
            + [teller.column("won-value", .money)]
        return NumbersTable(
            id, teller.words["numbers.by-\(id)"], columns,
            rows.map { row in
                let (title, fields) = name(row)
                return [.text(title, teller.filter.behind(.leads, fields))]
                    + FunnelReport.measures.map { teller.cell($0, row.counts, fields) }
                    + FunnelReport.rates.map { teller.cell($0, row.conversions, fields) }
                    + [.money(row.counts.amount)]
            })
    }

    /// The figures behind the picture of the funnel.
    static func steps(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        let (words, counts) = (teller.words, report.total.counts)
        func row(_ measure: FunnelMeasure, _ share: Share) -> [NumbersTable.Cell] {
            [.text(teller.title(measure)), teller.cell(measure, counts), .share(share), .text("")]
        }
        func row(_ rate: Conversion) -> [NumbersTable.Cell] {
            let target = report.targets.first { $0.name == rate.rawValue }?.target
            return [
                .text(words["numbers.\(rate.slug)"]), teller.cell(rate.part, counts),
                .share(report.total.conversions[rate], tone: teller.tone(rate, counts)),
                .text(target.map { Figures.percent($0) } ?? ""),
            ]
        }
        func ofLeads(_ measure: FunnelMeasure) -> [NumbersTable.Cell] {
            row(measure, Share(counts[measure], of: counts[.leads]))
        }
        var rows = [
            row(.leads, .none), ofLeads(.mql), ofLeads(.pql), row(.mqlToSQL), row(.pqlToSQL),
            ofLeads(.sql), row(.sqlToSAL), ofLeads(.sal), row(.salToWon), row(.sqlToWon),
            ofLeads(.won), ofLeads(.lost),
        ]
        if let visitors = report.visitors {
            rows.insert(
                [
                    .text(words["numbers.visitors"]), .count(visitors.of), .share(visitors),
                    .text(""),
                ], at: 0)
        }
        return NumbersTable(
            "funnel", words["numbers.funnel"],
            [
                teller.column("step", .text), teller.column("count", .count),
                teller.column("rate", .share), teller.column("target", .text),
            ], rows)
    }
}
