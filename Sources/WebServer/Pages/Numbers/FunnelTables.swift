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
        let words = teller.words
        let columns =
            [
                teller.column("head-\(id)", .text), teller.column("leads", .count),
            ]
            + ["mql", "pql", "sql", "sal", "won"].map {
                NumbersTable.Column(words["milestone.\($0)"], .count)
            }
            + ["mql-to-sql", "sql-to-sal", "sql-to-won"].map { teller.column($0, .share) }
            + [teller.column("won-value", .money)]
        return NumbersTable(
            id, words["numbers.by-\(id)"], columns,
            rows.map { row in
                let (title, fields) = name(row)
                return cells(row, title, teller) { milestone, other in
                    milestone == nil
                        ? teller.filter.real(fields)
                        : teller.filter.leads(fields + [("milestone", milestone), ("and", other)])
                }
            })
    }

    private static func cells(
        _ row: FunnelRow, _ title: String, _ teller: NumbersTeller,
        _ path: (_ milestone: String?, _ other: String?) -> String
    ) -> [NumbersTable.Cell] {
        let (counts, rates) = (row.counts, row.conversions)
        let targets = teller.playbook.targets
        return [
            .text(title, path(nil, nil)), .count(counts.leads, path(nil, nil)),
            .count(counts.mql, path("mql", nil)), .count(counts.pql, path("pql", nil)),
            .count(counts.sql, path("sql", nil)), .count(counts.sal, path("sal", nil)),
            .count(counts.won, path("won", nil)),
            .share(
                rates.mqlToSQL, path("mql", "sql"), tone: tone(rates.mqlToSQL, targets.mqlToSQL)),
            .share(rates.sqlToSAL, path("sql", "sal")),
            .share(
                rates.sqlToWon, path("won", "sql"), tone: tone(rates.sqlToWon, targets.sqlToWon)),
            .money(counts.wonAmount),
        ]
    }

    private static func tone(_ share: Share, _ target: Double) -> String? {
        share.rate.map { $0 >= target ? "good" : "bad" }
    }

    /// The figures behind the picture of the funnel.
    static func steps(_ report: FunnelReport, _ teller: NumbersTeller) -> NumbersTable {
        let (words, counts, rates) = (teller.words, report.total.counts, report.total.conversions)
        func row(
            _ key: String, _ count: Int, _ rate: Share, _ milestone: String?,
            and other: String? = nil, target: Double? = nil
        ) -> [NumbersTable.Cell] {
            let path =
                milestone == nil
                ? teller.filter.real()
                : teller.filter.leads([("milestone", milestone), ("and", other)])
            return [
                .text(words[key]), .count(count, path),
                .share(rate, tone: target.flatMap { tone(rate, $0) }),
                .text(target.map { Figures.percent($0) } ?? ""),
            ]
        }
        let targets = teller.playbook.targets
        var rows = [
            row("numbers.leads", counts.leads, .none, nil),
            row("milestone.mql", counts.mql, rates.leadToMQL, "mql"),
            row("milestone.pql", counts.pql, Share(counts.pql, of: counts.leads), "pql"),
            row(
                "numbers.mql-to-sql", counts.mqlAndSQL, rates.mqlToSQL, "mql", and: "sql",
                target: targets.mqlToSQL),
            row("numbers.pql-to-sql", counts.pqlAndSQL, rates.pqlToSQL, "pql", and: "sql"),
            row("milestone.sql", counts.sql, Share(counts.sql, of: counts.leads), "sql"),
            row("numbers.sql-to-sal", counts.sqlAndSAL, rates.sqlToSAL, "sql", and: "sal"),
            row("milestone.sal", counts.sal, Share(counts.sal, of: counts.leads), "sal"),
            row("numbers.sal-to-won", counts.salAndWon, rates.salToWon, "won", and: "sal"),
            row(
                "numbers.sql-to-won", counts.sqlAndWon, rates.sqlToWon, "won", and: "sql",
                target: targets.sqlToWon),
            row("milestone.won", counts.won, rates.leadToWon, "won"),
            row("milestone.lost", counts.lost, Share(counts.lost, of: counts.leads), "lost"),
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
