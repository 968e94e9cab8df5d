import Charts
import LeadEngine
import LeadRules

/// The pack that marketing and sales go through together once a week.
enum WeeklyNumbers {
    struct Facts: Sendable {
        let report: WeeklyReport
        /// Leads of the pack that the reader may open, by name.
        let open: [LeadID: String]

        init?(
            _ query: ReportQuery, _ sight: Sight, in transaction: any Transaction, at now: Instant
        ) throws {
            guard let report = try transaction.report(.weekly, query, at: now).weekly else {
                return nil
            }
            self.report = report
            let named = report.closedLeads.map(\.lead) + report.breachList.map(\.lead)
            var open: [LeadID: String] = [:]
            for id in Set(named) {
                guard let lead = try transaction.lead(id),
                    sight.includes(lead, handoffs: try transaction.handoffs(of: id))
                else { continue }
                open[id] = lead.displayName
            }
            self.open = open
        }
    }

    /// The week that the address asks for, else the last one that is over. It is a week of the home
    /// calendar, so that everybody at the table has the same pack.
    static func week(_ query: Query, _ filter: NumbersFilter, _ playbook: Playbook) throws
        -> NumbersFilter
    {
        let home = playbook.calendars[playbook.homeCalendar].flatMap { try? LocalZone($0.zone) }
        guard let text = query.text("week") else {
            let monday = filter.today + -filter.today.weekday.rawValue
            return filter.over(monday + -7, monday + -1, in: home)
        }
        guard let day = CivilDate(text) else {
            throw Refusal.invalid(field: "week", "'\(text)' is not a day like 2026-03-02.")
        }
        let monday = day + -day.weekday.rawValue
        return filter.over(monday, monday + 6, in: home)
    }

    static func sheet(_ facts: Facts, _ teller: NumbersTeller) -> NumbersSheet {
        let (report, words) = (facts.report, teller.words)
        var sheet = NumbersSheet()
        sheet.stats = stats(report, teller)
        sheet.rows = [
            [.table(LoadNumbers.scoreboard(report.scoreboard, report.currency, teller))],
            [.table(SourceNumbers.quality(report.quality, report.period, teller))],
            [
                intake(report.intake, teller),
                .table(
                    intakeTable("intake-sources", report.intake.bySource, teller) { row in
                        (
                            teller.source(row.key), teller.filter.leads([("source", row.key)]),
                            before(teller).leads([("source", row.key)])
                        )
                    }),
            ],
            [
                .notes(HandoffNumbers.remedies(report.topReasons, teller)),
                .table(
                    NumbersTable(
                        "reasons", words["numbers.reasons"],
                        [teller.column("reason", .text), teller.column("rejections", .share)],
                        report.topReasons.map { row in
                            [
                                .text(teller.reason(row.reason, row.title)),
                                .share(row.share, teller.rejections(row.reason)),
                            ]
                        })),
            ],
            [.table(closed(facts, teller))], [.table(breaches(facts, teller))],
        ]
        return sheet
    }

    private static func stats(_ report: WeeklyReport, _ teller: NumbersTeller)
        -> [NumbersSheet.Stat]
    {
        let words = teller.words
        func before(_ number: Int) -> String {
            words("numbers.week-before", ["n": Figures.count(number)])
        }
        return [
            NumbersSheet.Stat(
                words["numbers.leads"], Figures.count(report.intake.leads),
                note: before(report.intake.before),
                path: report.intake.leads == 0 ? nil : teller.filter.leads()),
            NumbersSheet.Stat(
                words["milestone.won"], Figures.count(report.closed[.won]),
                note: Figures.money(report.closed.amount, report.currency),
                path: report.closed[.won] == 0 ? nil : teller.filter.behind(ClosedMeasure.won)),
            NumbersSheet.Stat(
                words["milestone.lost"], Figures.count(report.closed[.lost]),
                path: report.closed[.lost] == 0 ? nil : teller.filter.behind(ClosedMeasure.lost)),
            NumbersSheet.Stat(
                words["numbers.breaches"], Figures.count(report.breaches),
                note: before(report.breachesBefore),
                tone: report.breaches > report.breachesBefore
                    ? "bad" : report.breaches == 0 ? "good" : nil,
                path: report.breaches == 0 ? nil : teller.filter.behind(ClockMeasure.breached)),
        ]
    }

    private static func intake(_ intake: IntakeTrend, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let words = teller.words
        let names = intake.byDay.map { row -> String in
            guard let day = CivilDate(row.key) else { return row.title }
            return words["numbers.weekday-\(day.weekday)"]
        }
        let chart = PlotChart(
            .columns, names,
            [
                PlotChart.Series(
                    words["numbers.this-week"], intake.byDay.map { Double($0.leads) }),
                PlotChart.Series(words["numbers.before"], intake.byDay.map { Double($0.before) }),
            ]
        ) { Figures.number($0) }
        let table = intakeTable("intake", intake.byDay, teller) { row in
            guard let day = CivilDate(row.key) else { return (row.title, nil, nil) }
            return (
                teller.reader.day(day), teller.filter.over(day, day).leads(),
                teller.filter.over(day + -7, day + -7).leads()
            )
        }
        return teller.plot(chart, words["numbers.intake-caption"], table)
    }

    private static func intakeTable(
        _ id: String, _ rows: [IntakeRow], _ teller: NumbersTeller,
        _ head: (IntakeRow) -> (name: String, now: String?, before: String?)
    ) -> NumbersTable {
        NumbersTable(
            id, teller.words["numbers.\(id)"],
            [
                teller.column("head-\(id)", .text), teller.column("this-week", .count),
                teller.column("before", .count),
            ],
            rows.map { row in
                let head = head(row)
                return [
                    .text(head.name, head.now), .count(row.leads, head.now),
                    .count(row.before, head.before),
                ]
            })
    }

    /// The week before.
    private static func before(_ teller: NumbersTeller) -> NumbersFilter {
        guard let from = teller.filter.from, let to = teller.filter.to else {
            return teller.filter
        }
        return teller.filter.over(from + -7, to + -7)
    }

    private static func closed(_ facts: Facts, _ teller: NumbersTeller) -> NumbersTable {
        let words = teller.words
        return NumbersTable(
            "closed", words["numbers.closed"], note: words["numbers.closed-note"],
            [
                teller.column("lead", .text), teller.column("outcome", .text),
                teller.column("amount", .money), teller.column("cause", .text),
                teller.column("head-sources", .text), teller.column("head-sdrs", .text),
                teller.column("head-aes", .text), teller.column("day", .text),
            ],
            facts.report.closedLeads.map { row in
                [
                    .text(row.name, (facts.open[row.lead] != nil) ? "/leads/\(row.lead)" : nil),
                    .text(
                        words[row.won ? "milestone.won" : "milestone.lost"],
                        tone: row.won ? "good" : "bad"),
                    .money(row.amount), .text(row.cause ?? ""), .text(teller.source(row.source)),
                    .text(row.sdr ?? ""), .text(row.ae ?? ""), .text(teller.reader.day(row.at)),
                ]
            })
    }

    private static func breaches(_ facts: Facts, _ teller: NumbersTeller) -> NumbersTable {
        let words = teller.words
        return NumbersTable(
            "breaches", words["numbers.breaches-list"], note: words["numbers.breaches-note"],
            [
                teller.column("lead", .text), teller.column("clocks-head", .text),
                teller.column("owner", .text), teller.column("due", .text),
                teller.column("made-good", .text), teller.column("backup", .text),
            ],
            facts.report.breachList.map { row in
                [
                    .text(
                        facts.open[row.lead] ?? row.lead.description,
                        facts.open[row.lead] == nil ? nil : "/leads/\(row.lead)"),
                    .text(words["purpose.\(row.purpose.rawValue)"]),
                    .text(row.owner == "nobody" ? words["numbers.nobody"] : row.owner),
                    .text(teller.reader.time(row.dueAt)),
                    row.endedAt.map { .text(teller.reader.time($0)) }
                        ?? .text(words["numbers.not-yet"], tone: "bad"),
                    .text(row.backup ?? ""),
                ]
            })
    }
}
