/// The pack for the weekly meeting of marketing, SDRs and AEs.
package struct WeeklyReport: Hashable, Codable, Sendable {
    package var query: ReportQuery
    package var period: WeeklyPeriod
    package var currency: String
    package var scoreboard: [ScoreboardRow]
    package var intake: IntakeTrend
    /// Sales to marketing: what became of each source's MQLs over thirteen weeks.
    package var quality: [SourceQuality]
    /// The three most frequent reasons for rejections of handoffs opened in the week.
    package var topReasons: [ReasonRow]
    package var closed: ClosedTotals
    /// Wins and losses to look at together, the latest first, 50 at most.
    package var closedLeads: [ClosedLead]
    /// How many clocks ran out in the week, and in the period before.
    package var breaches: Int
    package var breachesBefore: Int
    /// The latest breaches, 50 at most.
    package var breachList: [BreachRow]

    package init(
        _ query: ReportQuery, _ period: WeeklyPeriod, _ facts: WeeklyFacts, playbook: Playbook
    ) {
        let names = Names(facts.members)
        self.query = query
        self.period = period
        currency = playbook.bant.currency
        scoreboard = ScoreboardRow.all(period, facts, playbook)
        intake = IntakeTrend(facts.intake, period, playbook)
        quality = SourceQuality.all(facts, playbook)
        topReasons = Array(HandoffReport.reasons(facts.week.handoffs, playbook).prefix(3))
        closed = facts.week.closed
        closedLeads = facts.closed.compactMap { ClosedLead($0, names) }
        breaches = facts.week.breaches
        breachesBefore = facts.before.breaches
        breachList = facts.breaches.compactMap { BreachRow($0, playbook, names) }
    }
}

/// How many leads came in, day by day and source by source, beside the period before.
package struct IntakeTrend: Hashable, Codable, Sendable {
    package var leads: Int
    package var before: Int
    /// By local day of the home calendar.
    package var byDay: [IntakeRow]
    package var bySource: [IntakeRow]

    init(_ tallies: [IntakeTally], _ period: WeeklyPeriod, _ playbook: Playbook) {
        let now = tallies.filter { $0.at >= period.from }
        let then = tallies.filter { $0.at < period.from }
        leads = now.sum(\.leads)
        before = then.sum(\.leads)
        byDay = Self.days(now, then, period, playbook)
        bySource = Self.sources(now, then, playbook)
    }

    private static func days(
        _ now: [IntakeTally], _ then: [IntakeTally], _ period: WeeklyPeriod, _ playbook: Playbook
    ) -> [IntakeRow] {
        guard period.from < period.to else { return [] }
        let first = playbook.homeDay(of: period.from).dayNumber
        let last = playbook.homeDay(of: Instant(milliseconds: period.to.milliseconds - 1))
        let back = first - playbook.homeDay(of: period.beforeFrom).dayNumber
        let byDay = Dictionary(grouping: now) { playbook.homeDay(of: $0.at).dayNumber }
        let byDayThen = Dictionary(grouping: then) { playbook.homeDay(of: $0.at).dayNumber }
        return (first...last.dayNumber).map { day in
            let date = CivilDate(dayNumber: day)
            return IntakeRow(
                key: date.description, title: "\(date) \(date.weekday.short)",
                leads: byDay[day]?.sum(\.leads) ?? 0,
                before: byDayThen[day - back]?.sum(\.leads) ?? 0)
        }
    }

    private static func sources(
        _ now: [IntakeTally], _ then: [IntakeTally], _ playbook: Playbook
    ) -> [IntakeRow] {
        let rows = Set((now + then).map(\.source)).map { source in
            let title = playbook.source(source)?.title ?? ""
            return IntakeRow(
                key: source, title: title.isEmpty ? source : title,
                leads: now.filter { $0.source == source }.sum(\.leads),
                before: then.filter { $0.source == source }.sum(\.leads))
        }
        return rows.sorted { $0.leads != $1.leads ? $0.leads > $1.leads : $0.key < $1.key }
    }
}

extension Weekday {
    /// `Mon`.
    fileprivate var short: String {
        let name = "\(self)"
        return name.prefix(1).uppercased() + name.dropFirst().prefix(2)
    }
}

/// One day or source of the intake.
package struct IntakeRow: Hashable, Codable, Sendable {
    package var key: String
    package var title: String
    package var leads: Int
    /// The same weekday of the period before, or the same source in it.
    package var before: Int
}

/// What sales says of one source's leads, over thirteen weeks.
package struct SourceQuality: Hashable, Codable, Sendable {
    package var source: String
    package var title: String
    package var leads: Int
    package var fake: Int
    package var mql: Int
    package var mqlToSQL: Share
    package var won: Int
    package var wonAmount: Double
    /// Rejections among the decisions that receivers made in person.
    package var rejection: Share
    /// The most frequent reason for them; nil without any.
    package var topReason: String?

    package static func all(_ facts: WeeklyFacts, _ playbook: Playbook) -> [SourceQuality] {
        let funnels = Dictionary(grouping: facts.quarterFunnel, by: \.source)
        let handoffs = Dictionary(grouping: facts.quarterHandoffs, by: \.source)
        let rows = Set(funnels.keys).union(handoffs.keys).map { source in
            let counts = (funnels[source] ?? []).total(\.counts)
            let given = handoffs[source] ?? []
            let title = playbook.source(source)?.title ?? ""
            return SourceQuality(
                source: source, title: title.isEmpty ? source : title, leads: counts[.leads],
                fake: counts[.fake], mql: counts[.mql],
                mqlToSQL: Conversion.mqlToSQL.share(of: counts), won: counts[.won],
                wonAmount: counts.amount,
                rejection: HandoffRate.rejection.share(of: given.total(\.counts)),
                topReason: HandoffReport.reasons(given, playbook).first?.title)
        }
        return rows.sorted { $0.mql != $1.mql ? $0.mql > $1.mql : $0.source < $1.source }
    }
}

/// A lead that was won or lost.
package struct ClosedLead: Hashable, Codable, Sendable {
    package var lead: LeadID
    package var name: String
    package var source: String
    package var won: Bool
    package var at: Instant
    /// In the playbook's currency.
    package var amount: Double?
    package var cause: String?
    package var sdr: String?
    package var ae: String?

    init?(_ row: Lead, _ names: Names) {
        let end = row.milestones.furthest
        guard let at = end == .won ? row.milestones.won : row.milestones.lost
        else { return nil }
        lead = row.id
        name = row.displayName
        source = row.origin.source
        won = end == .won
        self.at = at
        amount = row.milestones.amount
        cause = row.milestones.cause
        sdr = row.credits.sdr.map { names($0) }
        ae = row.credits.ae.map { names($0) }
    }
}

/// A clock that ran out.
package struct BreachRow: Hashable, Codable, Sendable {
    package var clock: ClockID
    package var title: String
    package var purpose: Clock.Purpose
    package var lead: LeadID
    package var owner: String
    package var dueAt: Instant
    package var breachedAt: Instant
    /// When it was made good, or given up; nil while it waits.
    package var endedAt: Instant?
    /// Who took over.
    package var backup: String?

    init?(_ row: Clock, _ playbook: Playbook, _ names: Names) {
        guard let at = row.breachedAt else { return nil }
        let name = playbook.clock(row.rule)?.title ?? ""
        clock = row.id
        title = name.isEmpty ? row.rule : name
        purpose = row.purpose
        lead = row.lead
        owner = names(row.owner)
        dueAt = row.dueAt
        breachedAt = at
        endedAt = row.endedAt
        backup = row.backup.map { names($0) }
    }
}
