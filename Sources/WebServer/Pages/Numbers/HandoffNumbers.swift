import Charts
import LeadEngine
import LeadRules

/// The quality of handoffs: what is accepted, what is not, and why.
enum HandoffNumbers {
    static func sheet(_ report: HandoffReport, _ teller: NumbersTeller) -> NumbersSheet {
        var sheet = NumbersSheet()
        sheet.isEmpty = report.total.counts[.opened] == 0
        sheet.stats = stats(report.total, teller)
        sheet.rows = [
            [reasons(report, teller), .notes(remedies(report.topReasons, teller))],
            [scores(report, teller), outcomes(report, teller)],
            [
                .table(
                    table("givers", report.byGiver, teller) { key in
                        (teller.name(member: key), ("giver", key ?? LeadsBehind.none))
                    })
            ],
            [
                .table(
                    table("receivers", report.byReceiver, teller) { key in
                        (teller.name(member: key), ("receiver", key))
                    })
            ],
            [
                .table(
                    table("kinds", report.byKind, teller) { key in
                        (teller.handoffKind(key ?? ""), ("kind", key))
                    })
            ],
        ]
        return sheet
    }

    private static func stats(_ total: HandoffRow, _ teller: NumbersTeller) -> [NumbersSheet.Stat] {
        let (words, counts) = (teller.words, total.counts)
        func stat(_ key: String, _ share: Share, _ measure: HandoffMeasure)
            -> NumbersSheet.Stat
        {
            NumbersSheet.Stat(
                words["numbers.\(key)"], Figures.percent(share.rate), note: teller.parts(share),
                path: share.count == 0 ? nil : teller.filter.behind(measure))
        }
        func ofOpened(_ measure: HandoffMeasure) -> NumbersSheet.Stat {
            stat(measure.slug, Share(counts[measure], of: counts[.opened]), measure)
        }
        return [
            NumbersSheet.Stat(
                words["numbers.opened"], Figures.count(counts[.opened]),
                note: words("numbers.pending-beside", ["n": Figures.count(counts[.pending])]),
                path: counts[.opened] == 0 ? nil : teller.filter.behind(HandoffMeasure.opened)),
            stat("acceptance", total.acceptance, HandoffRate.acceptance.part),
            ofOpened(.autoAccepted),
            stat("rejection", total.rejection, HandoffRate.rejection.part),
            ofOpened(.returned),
            stat("overturned", total.overturn, HandoffRate.overturn.part),
        ]
    }

    static func reasons(_ report: HandoffReport, _ teller: NumbersTeller) -> NumbersSheet.Part {
        let words = teller.words
        let table = NumbersTable(
            "reasons", words["numbers.reasons"],
            [teller.column("reason", .text), teller.column("rejections", .share)],
            report.reasons.map { row in
                [
                    .text(teller.reason(row.reason, row.title)),
                    .share(row.share, teller.rejections(row.reason)),
                ]
            })
        return teller.bars(
            report.reasons.enumerated().map { place, row in
                BarChart.Bar(
                    teller.reason(row.reason, row.title), Double(row.share.count),
                    "\(Figures.count(row.share.count)) · \(Figures.percent(row.share.rate))",
                    style: place < 3 ? "s5" : "s1")
            }, words["numbers.reasons-caption"], table)
    }

    /// What to do about the three most frequent reasons.
    static func remedies(_ reasons: [ReasonRow], _ teller: NumbersTeller) -> NumbersSheet.Notes {
        NumbersSheet.Notes(
            title: teller.words["numbers.top-three"], note: nil,
            empty: teller.words["numbers.no-rejections"],
            items: reasons.map { row in
                let title = teller.reason(row.reason, row.title)
                return ("\(title) · \(Figures.count(row.share.count))", teller.remedy(row.reason))
            })
    }

    private static func scores(_ report: HandoffReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let words = teller.words
        let names = report.scoreBands.map { $0.band.replacing("-", with: "–") }
        let table = NumbersTable(
            "scores", words["numbers.scores"],
            [
                teller.column("points", .text), NumbersTable.Column(words["milestone.won"], .count),
                NumbersTable.Column(words["milestone.lost"], .count),
                teller.column("undecided", .count), teller.column("win-rate", .share),
            ],
            zip(names, report.scoreBands).map { name, band in
                func path(_ name: String, _ value: String) -> String {
                    teller.filter.behind(
                        HandoffMeasure.opened, [("points", band.band), (name, value)])
                }
                return [
                    .text(name), .count(band.won, path("milestone", "won")),
                    .count(band.lost, path("milestone", "lost")),
                    .count(band.open, path("open", "true")),
                    .share(band.winRate, path("milestone", "won")),
                ]
            })
        let chart = PlotChart(
            .columns, names,
            [PlotChart.Series(words["numbers.win-rate"], report.scoreBands.map(\.winRate.rate))]
        ) { Figures.percent($0) }
        return teller.plot(chart, words["numbers.scores-caption"], table)
    }

    /// What became of the handoffs opened.
    private static func outcomes(_ report: HandoffReport, _ teller: NumbersTeller)
        -> NumbersSheet.Part
    {
        let (words, counts) = (teller.words, report.total.counts)
        let outcomes: [(HandoffMeasure, style: String)] = [
            (.autoAccepted, "s1"), (.accepted, "s2"), (.rejected, "s5"), (.returned, "s4"),
            (.pending, "s3"), (.withdrawn, "s6"),
        ]
        let rows = outcomes.map { measure, style in
            (measure, Share(counts[measure], of: counts[.opened]), style)
        }
        let table = NumbersTable(
            "outcomes", words["numbers.outcomes"],
            [teller.column("outcome", .text), teller.column("handoffs", .share)],
            rows.map { measure, share, _ in
                [
                    .text(words["numbers.\(measure.slug)"]),
                    .share(share, teller.filter.behind(measure)),
                ]
            })
        return teller.bars(
            rows.map { measure, share, style in
                BarChart.Bar(
                    words["numbers.\(measure.slug)"], Double(share.count), teller.share(share),
                    style: style)
            }, words["numbers.outcomes-caption"], table)
    }

    private static func table(
        _ id: String, _ rows: [HandoffRow], _ teller: NumbersTeller,
        _ name: (String?) -> (String, (String, String?))
    ) -> NumbersTable {
        NumbersTable(
            id, teller.words["numbers.by-\(id)"],
            note: rows.contains(where: \.needsCoaching)
                ? teller.words["numbers.coaching-note"] : nil,
            [teller.column("head-\(id)", .text)] + teller.columns(of: HandoffReport.measures)
                + ["acceptance", "rejection", "overturned"].map { teller.column($0, .share) }
                + [teller.column("note", .text)],
            rows.map { row in
                let (title, field) = name(row.key)
                func path(_ rate: HandoffRate) -> String {
                    teller.filter.behind(rate.part, [field])
                }
                return [.text(title, teller.filter.behind(HandoffMeasure.opened, [field]))]
                    + HandoffReport.measures.map { teller.cell($0, row.counts, field) } + [
                        .share(row.acceptance, path(.acceptance)),
                        .share(
                            row.rejection, path(.rejection),
                            tone: row.needsCoaching ? "bad" : nil),
                        .share(row.overturn, path(.overturn)),
                        .text(
                            row.needsCoaching ? teller.words["numbers.coaching"] : "",
                            tone: "warn"),
                    ]
            })
    }
}

extension NumbersTeller {
    /// The leads behind a reason for rejections.
    func rejections(_ reason: String) -> String {
        filter.behind(HandoffMeasure.rejected, [("reason", reason)])
    }

    /// What a kind of handoff is called.
    func handoffKind(_ id: String) -> String {
        let title = playbook.handoff(id)?.title ?? ""
        return words["handoff-kind.\(id)", ifAny: title.isEmpty ? id : words.translated(title)]
    }
}
