import Charts
import LeadRules

/// How figures are told to one reader: in their language and zone, with the team's own names.
struct NumbersTeller: Sendable {
    let reader: Reader
    let playbook: Playbook
    let members: [Member]
    let sight: Sight
    var filter: NumbersFilter

    init(_ visit: Visit, _ filter: NumbersFilter) {
        reader = visit.reader
        playbook = visit.playbook
        members = visit.members
        sight = visit.sight
        self.filter = filter
    }

    var words: Words { reader.words }
    var currency: String { playbook.bant.currency }

    func text(_ value: NumbersTable.Value) -> String {
        switch value {
        case .text(let text): text
        case .count(let count): Figures.count(count)
        case .share(let share): Figures.percent(share.rate)
        case .span(let seconds): reader.span(seconds: seconds)
        case .money(let amount): amount.map { Figures.money($0, currency) } ?? "–"
        case .number(let number): number.map { Figures.number($0) } ?? "–"
        }
    }

    /// `31% · 12 / 39`.
    func share(_ share: Share) -> String {
        guard share.rate != nil else { return "–" }
        return "\(Figures.percent(share.rate)) · \(Figures.count(share.count)) / "
            + Figures.count(share.of)
    }

    /// `12 / 39`; nil of nothing.
    func parts(_ share: Share) -> String? {
        share.of == 0 ? nil : "\(Figures.count(share.count)) / \(Figures.count(share.of))"
    }

    func column(_ key: String, _ kind: NumbersTable.Kind) -> NumbersTable.Column {
        NumbersTable.Column(words["numbers.\(key)"], kind)
    }
}

/// Figures with the leads behind them.
extension NumbersTeller {
    func title(_ measure: FunnelMeasure) -> String {
        measure.milestones.count == 1 && measure.amount == nil
            ? words["milestone.\(measure.slug)"] : words["numbers.\(measure.slug)"]
    }

    func columns(of measures: [FunnelMeasure]) -> [NumbersTable.Column] {
        measures.map { NumbersTable.Column(title($0), .count) }
    }

    /// - Parameter fields: of which row.
    func cell(
        _ measure: FunnelMeasure, _ counts: FunnelCounts, _ fields: [(String, String?)] = []
    ) -> NumbersTable.Cell {
        .count(counts[measure], filter.behind(measure, fields))
    }

    func cell(_ rate: Conversion, _ shares: Conversions, _ fields: [(String, String?)] = [])
        -> NumbersTable.Cell
    {
        .share(shares[rate], filter.behind(rate.part, fields), tone: tone(rate, shares[rate]))
    }

    /// Whether the playbook's target is reached; nil without one, and without data.
    func tone(_ rate: Conversion, _ share: Share) -> String? {
        guard let target = playbook.targets[rate] else { return nil }
        return share.rate.map { $0 >= target ? "good" : "bad" }
    }

    func tone(_ rate: Conversion, _ counts: FunnelCounts) -> String? {
        tone(rate, rate.share(of: counts))
    }

    func columns(of measures: [HandoffMeasure]) -> [NumbersTable.Column] {
        measures.map { column($0.slug, .count) }
    }

    func cell(
        _ measure: HandoffMeasure, _ counts: HandoffCounts, _ field: (String, String?)
    ) -> NumbersTable.Cell {
        .count(counts[measure], filter.behind(measure, [field]))
    }
}

/// Names.
extension NumbersTeller {
    func source(_ id: String) -> String {
        shown(playbook.source(id)?.title, id)
    }

    func segment(_ id: String?) -> String {
        guard let id else { return words["layout.none"] }
        return shown(playbook.segment(id)?.title, id)
    }

    private func shown(_ title: String?, _ id: String) -> String {
        guard let title, !title.isEmpty else { return id }
        return words.translated(title)
    }

    /// What a row of a report is called here; its own title is for readers of the API.
    func name(member key: String?) -> String {
        guard let id = key.flatMap({ MemberID($0) }) else { return words["numbers.nobody"] }
        return members.first { $0.id == id }?.profile.name ?? id.description
    }

    func reason(_ id: String, _ title: String) -> String {
        words[
            "numbers.reason-\(id)",
            ifAny: title.isEmpty ? words["layout.none"] : words.translated(title)]
    }

    /// What takes the reason away: known for the usual ones, else by where the lead goes.
    func remedy(_ id: String) -> String {
        if words.has("numbers.remedy-\(id)") { return words["numbers.remedy-\(id)"] }
        let route = playbook.handoffs.flatMap(\.rejections).first { $0.id == id }?.route
        return words["numbers.remedy-route-\((route ?? .task).rawValue)"]
    }

    /// The part in people's words: `Oct 26 – Nov 22 · SDR team · E-book`.
    var described: String {
        let parts = [
            filter.source.map { source($0) },
            filter.group.map { words["source-group.\($0.rawValue)"] },
            filter.segment.map { segment($0) }, filter.campaign, filter.team,
            filter.member.map { name(member: $0.description) },
        ]
        return ([period] + parts.compactMap(\.self)).joined(separator: " · ")
    }

    private var period: String {
        switch (filter.from, filter.to) {
        case (nil, nil): words["numbers.period-all"]
        case (let from?, nil): words("numbers.since", ["from": reader.day(from)])
        case (nil, let to?): words("numbers.until", ["to": reader.day(to)])
        case (let from?, let to?):
            from == to ? reader.day(from) : "\(reader.day(from)) – \(reader.day(to))"
        }
    }
}

/// Pictures.
extension NumbersTeller {
    func bars(_ bars: [BarChart.Bar], _ caption: String, _ table: NumbersTable)
        -> NumbersSheet.Part
    {
        let chart = BarChart(bars)
        let told = bars.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
        return .picture(
            NumbersSheet.Picture(
                svg: chart.isEmpty ? nil : chart.svg(label: "\(table.title). \(told)"),
                caption: caption, table: table))
    }

    func plot(_ chart: PlotChart, _ caption: String, _ table: NumbersTable) -> NumbersSheet.Part {
        .picture(
            NumbersSheet.Picture(
                svg: chart.isEmpty ? nil : chart.svg(label: "\(table.title). \(caption)"),
                caption: caption, legend: chart.series.map(\.name), table: table))
    }
}

/// Reports by their type.
extension Report {
    var funnel: FunnelReport? { if case .funnel(let report) = self { report } else { nil } }
    var speed: SpeedReport? { if case .speed(let report) = self { report } else { nil } }
    var handoffs: HandoffReport? { if case .handoffs(let report) = self { report } else { nil } }
    var load: LoadReport? { if case .load(let report) = self { report } else { nil } }
    var weekly: WeeklyReport? { if case .weekly(let report) = self { report } else { nil } }
}

extension NumbersTeller {
    /// How the list of leads is asked for somebody's: by who qualified them, or who closed them.
    func field(of id: MemberID) -> (String, String?) {
        let role = members.first { $0.id == id }?.profile.role
        return (role?.developsLeads ?? true ? "sdr" : "ae", id.description)
    }
}
