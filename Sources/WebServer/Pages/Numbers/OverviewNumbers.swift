import Charts
import LeadEngine
import LeadRules

/// From visitor to won: how far the leads of a period have come.
enum OverviewNumbers {
    struct Facts: Sendable {
        let report: FunnelReport
        /// The leads of each day or week of the period.
        let parts: [(filter: NumbersFilter, counts: FunnelCounts)]

        init?(_ filter: NumbersFilter, in transaction: any Transaction, at now: Instant) throws {
            guard let report = try transaction.report(.funnel, filter.report, at: now).funnel
            else { return nil }
            self.report = report
            parts = try filter.parts.map { part in
                (part, try transaction.funnelTotal(part.report))
            }
        }
    }

    static func sheet(_ facts: Facts, _ teller: NumbersTeller) -> NumbersSheet {
        let report = facts.report
        var sheet = NumbersSheet()
        sheet.isEmpty = report.total.counts[.leads] == 0 && (report.visitors?.of ?? 0) == 0
        sheet.stats = stats(report, teller)
        sheet.rows = [
            [funnel(report, teller), trend(facts, teller)],
            [.table(FunnelTables.sources(report, teller))],
            [.table(FunnelTables.campaigns(report, teller))],
            [.table(FunnelTables.segments(report, teller))],
            [.table(FunnelTables.groups(report, teller))],
            [.table(FunnelTables.sdrs(report, teller))],
            [.table(FunnelTables.aes(report, teller))],
        ]
        return sheet
    }

    private static func stats(_ report: FunnelReport, _ teller: NumbersTeller)
        -> [NumbersSheet.Stat]
    {
        let (words, counts, rates) = (teller.words, report.total.counts, report.total.conversions)
        func stat(_ measure: FunnelMeasure, _ note: String?, tone: String? = nil)
            -> NumbersSheet.Stat
        {
            NumbersSheet.Stat(
                teller.title(measure), Figures.count(counts[measure]), note: note, tone: tone,
                path: counts[measure] == 0 ? nil : teller.filter.behind(measure))
        }
        var stats = [
            stat(
                .leads,
                counts[.fake] == 0
                    ? nil : words("numbers.fake-beside", ["n": Figures.count(counts[.fake])])),
            stat(.mql, told(rates[.leadToMQL], "leads", teller)),
            stat(
                .sql, told(rates[.mqlToSQL], "mqls", teller, target(0, report)),
                tone: tone(0, report)),
            stat(.sal, told(rates[.sqlToSAL], "sqls", teller)),
            stat(
                .won, told(rates[.sqlToWon], "sqls", teller, target(1, report)),
                tone: tone(1, report)),
            NumbersSheet.Stat(
                words["numbers.won-value"], Figures.money(counts.amount, report.currency),
                path: counts[.won] == 0 ? nil : teller.filter.behind(FunnelMeasure.wonAmount)),
        ]
        if counts[.pql] > 0 { stats.insert(stat(.pql, nil), at: 2) }
        if let visitors = report.visitors {
            stats.insert(
                NumbersSheet.Stat(
                    words["numbers.visitors"], Figures.count(visitors.of),
                    note: words(
                        "numbers.known", ["n": Figures.percent(visitors.rate)])), at: 0)
        }
        return stats
    }

    /// `31% of MQLs, target 25%`.
    private static func told(
        _ share: Share, _ whole: String, _ teller: NumbersTeller, _ target: Double? = nil
    ) -> String {
        let told = teller.words("numbers.of-\(whole)", ["rate": Figures.percent(share.rate)])
        guard let target else { return told }
        let aim = teller.words("numbers.target-is", ["rate": Figures.percent(target)])
        return "\(told) · \(aim)"
    }

    private static func target(_ place: Int, _ report: FunnelReport) -> Double? {
        report.targets.indices.contains(place) ? report.targets[place].target : nil
    }

    private static func tone(_ place: Int, _ report: FunnelReport) -> String? {
        guard report.targets.indices.contains(place) else { return nil }
        return report.targets[place].met.map { $0 ? "good" : "bad" }
    }

    private static func funnel(_ report: FunnelReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let (words, counts, rates) = (teller.words, report.total.counts, report.total.conversions)
        func verdict(_ place: Int) -> String {
            guard report.targets.indices.contains(place), let met = report.targets[place].met
            else { return "" }
            let rate = Figures.percent(report.targets[place].target)
            return " · "
                + words(met ? "numbers.target-met" : "numbers.target-missed", ["rate": rate])
        }
        func step(
            _ key: String, _ count: Int, _ rate: String? = nil, tone: String? = nil,
            beside: (name: String, count: Int, text: String)? = nil
        ) -> FunnelChart.Step {
            FunnelChart.Step(
                words[key], count, Figures.count(count), rate: rate, tone: tone, beside: beside)
        }
        var steps = [
            step(
                "numbers.leads", counts[.leads],
                report.visitors.map { words("numbers.known", ["n": Figures.percent($0.rate)]) }),
            step(
                "milestone.mql", counts[.mql], told(rates[.leadToMQL], "leads", teller),
                beside: counts[.pql] == 0
                    ? nil : (words["milestone.pql"], counts[.pql], Figures.count(counts[.pql]))),
            step(
                "milestone.sql", counts[.sql],
                told(rates[.mqlToSQL], "mqls", teller) + verdict(0), tone: tone(0, report)),
            step("milestone.sal", counts[.sal], told(rates[.sqlToSAL], "sqls", teller)),
            step(
                "milestone.won", counts[.won],
                told(rates[.sqlToWon], "sqls", teller) + verdict(1), tone: tone(1, report)),
        ]
        if let visitors = report.visitors, visitors.of > 0 {
            steps.insert(step("numbers.visitors", visitors.of), at: 0)
        }
        let chart = FunnelChart(steps)
        let table = FunnelTables.steps(report, teller)
        let label = steps.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
        return .picture(
            NumbersSheet.Picture(
                svg: chart.isEmpty ? nil : chart.svg(label: "\(table.title). \(label)"),
                caption: words["numbers.funnel-caption"], table: table))
    }

    private static func trend(_ facts: Facts, _ teller: NumbersTeller) -> NumbersSheet.Part {
        let words = teller.words
        let measures: [FunnelMeasure] = [.leads, .mql, .sql, .won]
        let names = measures.map { teller.title($0) }
        let series = measures.map { measure in
            facts.parts.map { Double($0.counts[measure]) as Double? }
        }
        let chart = PlotChart(
            .lines, facts.parts.map { $0.filter.from.map { teller.reader.day($0) } ?? "" },
            zip(names, series).map { PlotChart.Series($0, $1) }
        ) { Figures.number($0) }
        let table = NumbersTable(
            "trend", words["numbers.trend"],
            [teller.column("begins", .text)] + teller.columns(of: measures),
            facts.parts.map { part, counts in
                [.text(part.from.map { teller.reader.day($0) } ?? "")]
                    + measures.map { .count(counts[$0], part.behind($0)) }
            })
        return teller.plot(chart, words["numbers.trend-caption"], table)
    }
}
