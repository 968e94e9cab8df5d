import LeadRules

enum SpeedPage {
    static func page(_ report: SpeedReport) -> Page {
        Page(
            title: "Speed",
            subtitle: "Leads captured, handoffs opened and clocks started "
                + "\(Figures.query(report.query)), as of \(report.asOf.rfc3339). "
                + "Times are plain, day and night.",
            sections: [
                times(report), waiting(report), clocks(report), bands(report),
                rows("By member", report.byMember), rows("By temperature", report.byTemperature),
            ])
    }

    private static func times(_ report: SpeedReport) -> Page.Section {
        let rows = [
            ("Capture to first owner (system)", report.system),
            ("First owner to first touch (people)", report.human),
            ("Capture to first touch", report.total),
            ("Handoff to first contact", report.handoffContact),
        ]
        return Page.Section(
            "How long it took",
            Page.table(
                [
                    .text("Step"), .figure("Count"), .figure("Median"), .figure("Mean"),
                    .figure("90% within"),
                ], rows
            ) { [$0.0] + Figures.duration($0.1) })
    }

    private static func waiting(_ report: SpeedReport) -> Page.Section {
        let rows = [
            ("Leads", report.waiting.leads48h, report.waiting.leads72h),
            ("Handoffs", report.waiting.handoffs48h, report.waiting.handoffs72h),
        ]
        return Page.Section(
            "Without contact",
            Page.table([.text("What"), .figure("After 48 h"), .figure("After 72 h")], rows) {
                [$0.0, Figures.share($0.1), Figures.share($0.2)]
            })
    }

    private static func clocks(_ report: SpeedReport) -> Page.Section {
        let all = [("All clocks", report.withinSLA, report.byPurpose.reduce(0) { $0 + $1.open })]
        let rows = all + report.byPurpose.map { ($0.purpose.rawValue, $0.withinSLA, $0.open) }
        return Page.Section(
            "Clocks met in time",
            Page.table([.text("Clock"), .figure("In time"), .figure("Open")], rows) {
                [$0.0, Figures.share($0.1), Figures.count($0.2)]
            })
    }

    private static func bands(_ report: SpeedReport) -> Page.Section {
        let bars = report.bands.map {
            Bars.Bar(title($0.band), Double($0.leads), Figures.count($0.leads))
        }
        return Page.Section(
            "Conversion by response time",
            [.bars(Bars("Leads by the time to their first touch", bars))]
                + Page.table(
                    [
                        .text("First touch"), .figure("Leads"), .figure("To SQL"),
                        .figure("To won"),
                    ], report.bands
                ) { band in
                    [
                        title(band.band), Figures.count(band.leads), Figures.share(band.toSQL),
                        Figures.share(band.toWon),
                    ]
                })
    }

    private static func title(_ band: ResponseBand.Band) -> String {
        switch band {
        case .under5Minutes: "under 5 min"
        case .under1Hour: "under 1 h"
        case .under4Hours: "under 4 h"
        case .under24Hours: "under 24 h"
        case .under48Hours: "under 48 h"
        case .more: "48 h and more"
        case .never: "not yet"
        }
    }

    private static func rows(_ title: String, _ rows: [SpeedRow]) -> Page.Section {
        Page.Section(
            title,
            Page.table(
                [
                    .text("Name"), .figure("Touched"), .figure("Median touch"),
                    .figure("90% within"),
                    .figure("None in 48 h"), .figure("Contacts"), .figure("Median contact"),
                    .figure("None in 48 h"), .figure("In time"),
                ], rows
            ) { row in
                [
                    row.title, Figures.count(row.human.count),
                    Figures.span(row.human.medianSeconds), Figures.span(row.human.p90Seconds),
                    Figures.percent(row.waiting.leads48h.rate),
                    Figures.count(row.handoffContact.count),
                    Figures.span(row.handoffContact.medianSeconds),
                    Figures.percent(row.waiting.handoffs48h.rate),
                    Figures.percent(row.withinSLA.rate),
                ]
            })
    }
}
