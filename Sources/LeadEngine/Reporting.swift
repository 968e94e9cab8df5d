package import LeadRules

/// The figures that reports are made of, counted by the store.
///
/// Leads merged into others never count. Leads count by their capture in the period, handoffs by their
/// opening, clocks by their start, unless a function says otherwise.
package protocol Reporting {
    /// Visitors with any activity in the period, and how many of them are leads by now.
    func visitors(_ query: ReportQuery) throws -> Share
    func funnel(_ query: ReportQuery) throws -> FunnelFacts
    /// The same leads by their origin alone.
    func origins(_ query: ReportQuery) throws -> [FunnelTally]
    /// All of the same leads.
    func funnelTotal(_ query: ReportQuery) throws -> FunnelCounts
    /// Leads that ever had an owner, were touched, or wait for an owner; without fake ones.
    func responses(_ query: ReportQuery) throws -> ResponseSet
    /// Handoffs that are neither rejected nor withdrawn.
    func contacts(_ query: ReportQuery) throws -> [ContactTime]
    func clockTallies(_ query: ReportQuery) throws -> [ClockTally]
    func handoffTallies(_ query: ReportQuery) throws -> [HandoffTally]
    /// By score, the latest handoff of each kind that a lead had before its win or loss.
    func scoreOutcomes(_ query: ReportQuery) throws -> [ScoreOutcome]
    /// How often leads were given to each member in the period.
    func assignments(_ query: ReportQuery) throws -> [MemberID: Int]
    /// Held leads as they are now, whenever they were captured.
    func heldTallies(_ query: ReportQuery) throws -> [HeldTally]
    /// Clocks by owner as they are now, and those that ran out in the period.
    func clockLoads(_ query: ReportQuery) throws -> [ClockLoad]
    /// Leads by stage as they are now, without those that are won, lost or fake.
    func stageTallies(_ query: ReportQuery) throws -> [StageTally]
    /// - Parameter finely: by quarters of an hour, instead of hours.
    func intake(_ query: ReportQuery, finely: Bool) throws -> [IntakeTally]
    /// Leads won or lost in the period.
    func closedTotals(_ query: ReportQuery) throws -> ClosedTotals
    /// The same leads by why they ended.
    func closedCauses(_ query: ReportQuery) throws -> [CauseTally]
    /// The same leads, the latest first.
    func closedLeads(_ query: ReportQuery, limit: Int) throws -> [Lead]
    /// Clocks that ran out in the period.
    func breachCount(_ query: ReportQuery) throws -> Int
    /// The same clocks, the latest first.
    func breaches(_ query: ReportQuery, limit: Int) throws -> [Clock]
}

extension Transaction {
    /// Makes a report under the playbook that is active at `now`.
    ///
    /// - Throws: `Refusal` while no playbook is active; the store's errors.
    package func report(_ kind: ReportKind, _ query: ReportQuery, at now: Instant) throws
        -> Report
    {
        let playbook = try activePlaybook(at: now).playbook
        switch kind {
        case .funnel: return .funnel(try funnelReport(query, playbook))
        case .speed: return .speed(try speedReport(query, at: now))
        case .handoffs: return .handoffs(try handoffReport(query, playbook))
        case .load: return .load(try loadReport(query, playbook, at: now))
        case .weekly: return .weekly(try weeklyReport(query, playbook, at: now))
        }
    }

    /// The version that is the policy at a moment.
    ///
    /// - Throws: `Refusal` while there is none.
    package func activePlaybook(at now: Instant) throws -> (
        version: PlaybookVersion, playbook: Playbook
    ) {
        let active = try playbookVersions().filter { $0.activeFrom.map { $0 <= now } ?? false }
        let order = active.max {
            ($0.activeFrom ?? now, $0.version) < ($1.activeFrom ?? now, $1.version)
        }
        guard let version = order else {
            throw Refusal(
                .refused, "no-playbook",
                "No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        return (version, try playbook(version: version.version))
    }

    private func funnelReport(_ query: ReportQuery, _ playbook: Playbook) throws -> FunnelReport {
        FunnelReport(
            query, visitors: query.isAboutLeads ? nil : try visitors(query),
            facts: try funnel(query), members: try members(), playbook: playbook)
    }

    private func speedReport(_ query: ReportQuery, at now: Instant) throws -> SpeedReport {
        SpeedReport(
            query, responses: try responses(query), contacts: try contacts(query),
            clocks: try clockTallies(query), members: try members(), at: now)
    }

    private func handoffReport(_ query: ReportQuery, _ playbook: Playbook) throws
        -> HandoffReport
    {
        HandoffReport(
            query, tallies: try handoffTallies(query), outcomes: try scoreOutcomes(query),
            members: try members(), playbook: playbook)
    }

    /// Who has how much to do, without what was assigned in the period: counting that reads every
    /// assignment, which a page that is asked for often cannot.
    ///
    /// - Throws: `Refusal` while no playbook is active; the store's errors.
    package func standingLoad(_ query: ReportQuery, at now: Instant) throws -> LoadReport {
        try loadReport(query, try activePlaybook(at: now).playbook, at: now, countsAssigned: false)
    }

    private func loadReport(
        _ query: ReportQuery, _ playbook: Playbook, at now: Instant, countsAssigned: Bool = true
    ) throws -> LoadReport {
        var facts = LoadFacts()
        facts.members = try members()
        if countsAssigned { facts.assigned = try assignments(query) }
        for tally in try handoffTallies(query) {
            if let receiver = tally.receiver {
                facts.received[receiver, default: 0] += tally.counts[.opened]
            }
        }
        facts.seats = try playbook.pools.flatMap { try seats(of: $0.id) }
        facts.held = try heldTallies(query)
        facts.clocks = try clockLoads(query)
        facts.stages = try stageTallies(query)
        return LoadReport(query, facts, playbook: playbook, at: now)
    }

    /// What sales says of each source's leads over thirteen weeks, as the weekly report has it.
    ///
    /// - Throws: `Refusal` while no playbook is active; the store's errors.
    package func sourceQuality(_ query: ReportQuery, at now: Instant) throws -> (
        rows: [SourceQuality], period: WeeklyPeriod
    ) {
        let period = WeeklyPeriod(query, at: now)
        let quarter = query.during(period.quarterFrom, period.to)
        var facts = WeeklyFacts()
        facts.quarterFunnel = try origins(quarter)
        facts.quarterHandoffs = try handoffTallies(quarter)
        return (SourceQuality.all(facts, try activePlaybook(at: now).playbook), period)
    }

    /// The figures that marketing and sales answer for together, as the weekly report has them.
    ///
    /// - Throws: `Refusal` while no playbook is active; the store's errors.
    package func scoreboard(_ query: ReportQuery, at now: Instant) throws -> (
        rows: [ScoreboardRow], currency: String
    ) {
        let playbook = try activePlaybook(at: now).playbook
        let period = WeeklyPeriod(query, at: now)
        let facts = try scoreboardFacts(query, period)
        return (ScoreboardRow.all(period, facts, playbook), playbook.bant.currency)
    }

    private func scoreboardFacts(_ query: ReportQuery, _ period: WeeklyPeriod) throws
        -> WeeklyFacts
    {
        var facts = WeeklyFacts()
        facts.week = try periodFacts(query.during(period.from, period.to))
        facts.before = try periodFacts(query.during(period.beforeFrom, period.from))
        facts.quarterFunnel = try origins(query.during(period.quarterFrom, period.to))
        return facts
    }

    private func weeklyReport(_ query: ReportQuery, _ playbook: Playbook, at now: Instant) throws
        -> WeeklyReport
    {
        let period = WeeklyPeriod(query, at: now)
        let week = query.during(period.from, period.to)
        let quarter = query.during(period.quarterFrom, period.to)
        var facts = try scoreboardFacts(query, period)
        facts.quarterHandoffs = try handoffTallies(quarter)
        facts.intake = try intake(
            query.during(period.beforeFrom, period.to),
            finely: !playbook.daysBeginOnTheHour(in: period))
        facts.closed = try closedLeads(week, limit: 50)
        facts.breaches = try breaches(week, limit: 50)
        facts.members = try members()
        return WeeklyReport(query, period, facts, playbook: playbook)
    }

    private func periodFacts(_ query: ReportQuery) throws -> PeriodFacts {
        var facts = PeriodFacts()
        facts.responses = try responses(query)
        facts.clocks = try clockTallies(query)
        facts.handoffs = try handoffTallies(query)
        facts.closed = try closedTotals(query)
        facts.breaches = try breachCount(query)
        return facts
    }
}

extension ReportQuery {
    fileprivate func during(_ from: Instant, _ to: Instant) -> ReportQuery {
        var query = self
        query.from = from
        query.to = to
        return query
    }
}
