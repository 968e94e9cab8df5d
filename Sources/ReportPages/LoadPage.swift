import LeadRules

enum LoadPage {
    static func page(_ report: LoadReport) -> Page {
        Page(
            title: "Load",
            subtitle: "As of \(report.asOf.rfc3339); assigned and breached "
                + "\(Figures.query(report.query)).",
            sections: [members(report), pools(report)]
                + report.pools.map { seats($0) } + [stages(report)])
    }

    private static func members(_ report: LoadReport) -> Page.Section {
        let columns: [Table.Column] =
            [.text("Member"), .text("Role"), .text("Team")]
            + [
                "Load", "Cap", "Of cap", "Of \(report.slotsPerWeek) slots", "Assigned",
                "Handoffs", "Open clocks", "Overdue", "Breaches",
            ].map { .figure($0) }
        return Page.Section(
            "Members",
            Page.table(columns, report.members) { row in
                [
                    row.name + (row.isActive ? "" : " (left)"), row.role.rawValue, row.team,
                    Figures.count(row.load), row.cap.map(Figures.count) ?? "none",
                    row.shareOfCap.map { Figures.percent($0) } ?? "-",
                    row.shareOfWeek.map { Figures.percent($0) } ?? "-",
                ]
                    + [
                        row.assigned, row.handoffsReceived, row.openClocks, row.overdueClocks,
                        row.breaches,
                    ].map(Figures.count)
            })
    }

    private static func pools(_ report: LoadReport) -> Page.Section {
        Page.Section(
            "Pools",
            Page.table(
                [
                    .text("Pool"), .figure("Members"), .figure("Held"), .figure("Oldest held"),
                    .figure("Off fair turns"), .figure("Off fair load"),
                ], report.pools
            ) { pool in
                [
                    pool.title, Figures.count(pool.seats.count), Figures.count(pool.held),
                    pool.oldestHeldSeconds.map { Figures.span($0) } ?? "-",
                    Figures.number(pool.turnImbalance, decimals: 2),
                    Figures.number(pool.loadImbalance, decimals: 1),
                ]
            })
    }

    private static func seats(_ pool: PoolLoad) -> Page.Section {
        Page.Section(
            "Turns: \(pool.title)",
            Page.table(
                [
                    .text("Member"), .figure("Given"), .figure("Owed"), .figure("Load"),
                    .figure("Fair load"),
                ], pool.seats
            ) { seat in
                [
                    seat.name, Figures.count(seat.given), Figures.number(seat.credit, decimals: 2),
                    Figures.count(seat.load), Figures.number(seat.fairLoad, decimals: 1),
                ]
            })
    }

    private static func stages(_ report: LoadReport) -> Page.Section {
        let parts = Page.table(
            [.text("Stage"), .figure("Leads"), .figure("Median age"), .figure("Oldest")],
            report.stages
        ) { stage in
            [
                stage.stage.rawValue, Figures.count(stage.leads),
                Figures.span(stage.medianSeconds), Figures.span(stage.oldestSeconds),
            ]
        }
        let verdict =
            report.bottleneck.map { "The bottleneck is \($0.rawValue): leads wait longest there." }
            ?? "No lead waits for anybody."
        return Page.Section("Time in stage", parts + [.paragraph(verdict)])
    }
}
