import Charts
import LeadEngine
import LeadRules

/// Campaigns and sources down to revenue, and why deals end as they do.
enum SourceNumbers {
    struct Facts: Sendable {
        let funnel: FunnelReport
        /// What sales says of each source, over thirteen weeks.
        let quality: [SourceQuality]
        let period: WeeklyPeriod
        let causes: [CauseTally]

        init?(_ query: ReportQuery, in transaction: any Transaction, at now: Instant) throws {
            guard let funnel = try transaction.report(.funnel, query, at: now).funnel
            else { return nil }
            self.funnel = funnel
            (quality, period) = try transaction.sourceQuality(query, at: now)
            causes = try transaction.closedCauses(query).sorted(by: Self.precedes)
        }

        /// The most frequent first; leads without a cause last.
        private static func precedes(_ a: CauseTally, _ b: CauseTally) -> Bool {
            if (a.cause == nil) != (b.cause == nil) { return b.cause == nil }
            let (all, others) = (a.counts[.won] + a.counts[.lost], b.counts[.won] + b.counts[.lost])
            if all != others { return all > others }
            return a.cause ?? "" < b.cause ?? ""
        }
    }

    static func sheet(_ facts: Facts, _ teller: NumbersTeller) -> NumbersSheet {
        let (funnel, words) = (facts.funnel, teller.words)
        var sheet = NumbersSheet()
        sheet.isEmpty = funnel.total.counts[.leads] == 0 && facts.causes.isEmpty
        sheet.rows = [
            [
                picture("revenue", funnel, teller, \.counts.amount) {
                    Figures.money($0, funnel.currency)
                },
                picture("sources-leads", funnel, teller) {
                    Double($0.counts[.leads])
                } _: {
                    Figures.number($0)
                },
            ],
            [.table(quality(facts.quality, facts.period, teller))],
            [
                .table(
                    revenue("campaigns", funnel.byCampaign, funnel, teller) { row in
                        (
                            row.key ?? words["layout.none"],
                            row.key.map { ("campaign", $0) } ?? ("lacks", "campaign")
                        )
                    })
            ],
            [
                .table(
                    revenue("segments", funnel.bySegment, funnel, teller) { row in
                        (
                            teller.segment(row.key),
                            row.key.map { ("segment", $0) } ?? ("lacks", "segment")
                        )
                    })
            ],
            [.table(causes(facts.causes, teller))],
        ]
        return sheet
    }

    private static func picture(
        _ id: String, _ funnel: FunnelReport, _ teller: NumbersTeller,
        _ value: (FunnelRow) -> Double, _ told: (Double) -> String
    ) -> NumbersSheet.Part {
        let rows = funnel.bySource.filter { value($0) > 0 }.sorted { value($0) > value($1) }
            .prefix(8)
        return teller.bars(
            rows.map { row in
                BarChart.Bar(
                    teller.source(row.key ?? ""), value(row), told(value(row)),
                    style: id == "revenue" ? "s2" : "s1")
            }, teller.words["numbers.\(id)-caption"],
            revenue(id, funnel.bySource, funnel, teller) { row in
                (teller.source(row.key ?? ""), ("source", row.key))
            })
    }

    private static func revenue(
        _ id: String, _ rows: [FunnelRow], _ funnel: FunnelReport, _ teller: NumbersTeller,
        _ name: (FunnelRow) -> (String, (String, String?))
    ) -> NumbersTable {
        NumbersTable(
            id, teller.words["numbers.revenue-\(id)"],
            [
                teller.column("name", .text), teller.column("leads", .count),
                teller.column("fake", .count), teller.column("mql-rate", .share),
                teller.column("lead-to-won", .share), teller.column("won-value", .money),
                teller.column("per-lead", .money),
            ],
            rows.map { row in
                let (title, field) = name(row)
                let counts = row.counts
                return [
                    .text(title, teller.filter.behind(.leads, [field])),
                    teller.cell(.leads, counts, [field]), teller.cell(.fake, counts, [field]),
                    teller.cell(.leadToMQL, row.conversions, [field]),
                    teller.cell(.leadToWon, row.conversions, [field]), .money(counts.amount),
                    .money(counts[.leads] == 0 ? nil : counts.amount / Double(counts[.leads])),
                ]
            })
    }

    /// What sales says of each source's leads.
    static func quality(
        _ rows: [SourceQuality], _ period: WeeklyPeriod, _ teller: NumbersTeller
    ) -> NumbersTable {
        let words = teller.words
        let quarter = [("from", period.quarterFrom.rfc3339), ("to", period.to.rfc3339)]
        return NumbersTable(
            "quality", words["numbers.quality"], note: words["numbers.quality-note"],
            [
                teller.column("head-sources", .text), teller.column("leads", .count),
                teller.column("fake", .count),
                NumbersTable.Column(words["milestone.mql"], .count),
                teller.column("mql-to-sql", .share), teller.column("rejection", .share),
                teller.column("top-reason", .text),
                NumbersTable.Column(words["milestone.won"], .count),
                teller.column("won-value", .money),
            ],
            rows.map { row in
                let fields = (quarter + [("source", row.source)]).map { ($0.0, $0.1 as String?) }
                func path(_ measure: FunnelMeasure) -> String {
                    teller.filter.behind(measure, fields)
                }
                return [
                    .text(teller.source(row.source), path(.leads)),
                    .count(row.leads, path(.leads)), .count(row.fake, path(.fake)),
                    .count(row.mql, path(.mql)),
                    .share(
                        row.mqlToSQL, path(Conversion.mqlToSQL.part),
                        tone: teller.tone(.mqlToSQL, row.mqlToSQL)),
                    .share(
                        row.rejection, teller.filter.behind(HandoffMeasure.rejected, fields)),
                    .text(teller.reason(titled: row.topReason)),
                    .count(row.won, path(.won)), .money(row.wonAmount),
                ]
            })
    }

    private static func causes(_ causes: [CauseTally], _ teller: NumbersTeller) -> NumbersTable {
        NumbersTable(
            "causes", teller.words["numbers.causes"], note: teller.words["numbers.causes-note"],
            [
                teller.column("cause", .text),
                NumbersTable.Column(teller.words["milestone.won"], .count),
                NumbersTable.Column(teller.words["milestone.lost"], .count),
                teller.column("won-value", .money),
            ],
            causes.map { cause in
                let field = ("cause", cause.cause ?? LeadsBehind.none)
                return [
                    .text(cause.cause ?? teller.words["numbers.no-cause"]),
                    .count(
                        cause.counts[.won], teller.filter.behind(ClosedMeasure.won, [field])),
                    .count(
                        cause.counts[.lost], teller.filter.behind(ClosedMeasure.lost, [field])),
                    .money(cause.counts.amount),
                ]
            })
    }
}

extension NumbersTeller {
    /// A reason that a report gives by its title only.
    func reason(titled title: String?) -> String {
        guard let title else { return "" }
        let rule = playbook.handoffs.flatMap(\.rejections).first {
            $0.title == title || $0.id == title
        }
        return reason(rule?.id ?? title, title)
    }
}
