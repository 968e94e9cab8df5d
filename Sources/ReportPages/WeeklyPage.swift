import LeadRules

enum WeeklyPage {
    static func page(_ report: WeeklyReport) -> Page {
        let period = report.period
        return Page(
            title: "Weekly review",
            subtitle: "From \(period.from.rfc3339) to \(period.to.rfc3339), beside the period "
                + "from \(period.beforeFrom.rfc3339).",
            sections: [
                scoreboard(report), intake(report), quality(report), rejections(report),
                closed(report), breaches(report),
            ])
    }

    private static func scoreboard(_ report: WeeklyReport) -> Page.Section {
        func figure(_ value: Double?, _ row: ScoreboardRow) -> String {
            guard let value else { return Figures.noData }
            switch row.unit {
            case .fraction: return Figures.percent(value)
            case .seconds: return Figures.span(value)
            case .count: return Figures.number(value, decimals: 2)
            case .money: return Figures.money(value, report.currency)
            }
        }
        return Page.Section(
            "Joint scoreboard",
            Page.table(
                [
                    .text("Figure"), .figure("Value"), .figure("Before"), .figure("Target"),
                    .text("Met"), .text("Over"),
                ], report.scoreboard
            ) { row in
                [
                    row.title, figure(row.value, row),
                    row.over == "quarter" ? "" : figure(row.before, row),
                    row.target.map { figure($0, row) } ?? "",
                    row.met.map { $0 ? "yes" : "no" } ?? "",
                    row.over == "quarter" ? "13 weeks" : "the period",
                ]
            })
    }

    private static func intake(_ report: WeeklyReport) -> Page.Section {
        func rows(_ title: String, _ rows: [IntakeRow]) -> [Page.Part] {
            Page.table([.text(title), .figure("Leads"), .figure("Before")], rows) {
                [$0.title, Figures.count($0.leads), Figures.count($0.before)]
            }
        }
        let bars = report.intake.byDay.map {
            Bars.Bar($0.title, Double($0.leads), "\($0.leads), before \($0.before)")
        }
        return Page.Section(
            "Intake: what marketing brought",
            [
                .paragraph(
                    "\(Figures.counted(report.intake.leads, "lead")), \(report.intake.before) in the "
                        + "period before. Fake ones are among them."),
                .bars(Bars("Leads by day", bars)),
            ] + rows("Source", report.intake.bySource))
    }

    private static func quality(_ report: WeeklyReport) -> Page.Section {
        Page.Section(
            "MQL quality: what sales says, over 13 weeks",
            Page.table(
                [
                    .text("Source"), .figure("Leads"), .figure("Fake"), .figure("MQL"),
                    .figure("MQL to SQL"), .figure("Rejected"), .text("Most frequent reason"),
                    .figure("Won"), .figure(report.currency),
                ], report.quality
            ) { row in
                [
                    row.title, Figures.count(row.leads), Figures.count(row.fake),
                    Figures.count(row.mql), Figures.share(row.mqlToSQL),
                    Figures.share(row.rejection), row.topReason ?? "", Figures.count(row.won),
                    Figures.number(row.wonAmount, decimals: 2),
                ]
            })
    }

    private static func rejections(_ report: WeeklyReport) -> Page.Section {
        Page.Section(
            "Rejections to remove",
            Page.table(
                [.text("Reason"), .figure("Rejections"), .figure("Part")], report.topReasons
            ) { [$0.title, Figures.count($0.share.count), Figures.percent($0.share.rate)] })
    }

    private static func closed(_ report: WeeklyReport) -> Page.Section {
        let totals = report.closed
        let won = Figures.money(totals.amount, report.currency)
        return Page.Section(
            "Wins and losses to look at together",
            [.paragraph("\(totals[.won]) won (\(won)), \(totals[.lost]) lost.")]
                + Page.table(
                    [
                        .text("Lead"), .text("Name"), .text("End"), .figure("Amount"),
                        .text("Cause"),
                        .text("Source"), .text("SDR"), .text("AE"),
                    ], report.closedLeads
                ) { row in
                    [
                        row.lead.description, row.name, row.won ? "won" : "lost",
                        row.amount.map { Figures.number($0, decimals: 2) } ?? "",
                        row.cause ?? "", row.source, row.sdr ?? "", row.ae ?? "",
                    ]
                })
    }

    private static func breaches(_ report: WeeklyReport) -> Page.Section {
        Page.Section(
            "SLA breaches",
            [
                .paragraph(
                    "\(Figures.counted(report.breaches, "clock")) ran out, "
                        + "\(report.breachesBefore) in the period before.")
            ]
                + Page.table(
                    [
                        .text("Lead"), .text("Clock"), .text("Owner"), .text("Due"),
                        .text("Made good"), .text("Backup"),
                    ], report.breachList
                ) { row in
                    [
                        row.lead.description, row.title, row.owner, row.dueAt.rfc3339,
                        row.endedAt?.rfc3339 ?? "not yet", row.backup ?? "",
                    ]
                })
    }
}
