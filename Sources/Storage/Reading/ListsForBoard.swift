package import LeadEngine
package import LeadRules

extension Conditions {
    /// Where leads came from, when, and how far they got.
    mutating func addHistory(of filter: LeadFilter) {
        if let group = filter.group { add("source_group = ?", .text(group.rawValue)) }
        if let campaign = filter.campaign { add("campaign = ?", .text(campaign)) }
        addMilestones(of: filter)
        if let sdr = filter.sdr { add("sdr_id = ?", .integer(sdr.number)) }
        if let ae = filter.ae { add("ae_id = ?", .integer(ae.number)) }
        if let ip = filter.ip { add("ip = ?", .text(ip)) }
        addFigure(of: filter)
    }

    /// Leads that a figure of the funnel counts, where one is declared for such milestones.
    private mutating func addMilestones(of filter: LeadFilter) {
        let milestones = [filter.milestone, filter.behind.and].compactMap(\.self)
        guard !milestones.isEmpty else { return }
        if let measure = FunnelMeasure.of(milestones) { return add(measure) }
        let reached = milestones.map { Criterion<LeadFact>.has($0.fact) }
        add(CriterionSQL.list.text(Criterion<LeadFact>.all(reached)))
    }

    /// Whose leads, when, and what else a report counts.
    private mutating func addFigure(of filter: LeadFilter) {
        switch filter.behind.dated {
        case .captured where filter.behind.working: add(Cohort<StandingMeasure>.working, of: filter)
        case .captured: add(Cohort<FunnelMeasure>.captured, of: filter)
        case .closed: add(Cohort<ClosedMeasure>.closed, of: filter)
        case .opened: add(handoffsOf: filter)
        case .breached: add(breachesOf: filter)
        }
        add(filter.behind)
    }
}

extension SQLTransaction {
    package func count(_ filter: LeadFilter, upTo limit: Int) throws -> Int {
        let conditions = conditions(filter)
        return try connection.first(
            "SELECT count(*) FROM (SELECT 1 FROM leads \(conditions.clause) LIMIT ?) AS few",
            conditions.values + [.integer(Int64(limit))]
        ) { Int($0.int(0)) } ?? 0
    }

    package func customers(_ filter: LeadFilter, at now: Instant) throws -> CustomerTotals {
        var filter = filter
        filter.won = true
        let leads = conditions(filter)
        var totals = CustomerTotals()
        let deals = try connection.first(
            "SELECT count(*), sum(amount) FROM leads \(leads.clause)", leads.values
        ) { (Int($0.int(0)), $0.real(1) ?? 0) }
        (totals.won, totals.amount) = deals ?? (0, 0)
        let clocks = try connection.rows(
            """
            SELECT purpose, count(*), sum(CASE WHEN due_at < ? THEN 1 ELSE 0 END) FROM clocks \
            WHERE ended_at IS NULL AND purpose IN ('handoff-due', 'first-contact') \
            AND lead_id IN (SELECT id FROM leads \(leads.clause)) GROUP BY purpose
            """, [.integer(now.milliseconds)] + leads.values
        ) { ($0.string(0), Int($0.int(1)), Int($0.int(2))) }
        for (purpose, count, late) in clocks {
            if purpose == Clock.Purpose.handoffDue.rawValue {
                totals.due = count
            } else {
                totals.kickOffs = count
            }
            totals.late += late
        }
        return totals
    }

    func conditions(_ filter: ClockFilter) -> Conditions {
        var conditions = Conditions()
        conditions.add("clock_state", in: filter.states.map(\.rawValue))
        // The index of what is under way knows only this.
        if !filter.states.isEmpty, filter.states.allSatisfy(\.isOpen) {
            conditions.add("ended_at IS NULL")
        }
        if let id = filter.owner { conditions.add("owner_id = ?", .integer(id.number)) }
        if let id = filter.lead { conditions.add("lead_id = ?", .integer(id.number)) }
        if let purpose = filter.purpose { conditions.add("purpose = ?", .text(purpose.rawValue)) }
        if filter.breached { conditions.add("breached_at IS NOT NULL") }
        if let from = filter.breachedFrom {
            conditions.add("breached_at >= ?", .integer(from.milliseconds))
        }
        if let owners = filter.owners {
            let ids = owners.map(\.number).sorted()
            let marks = Array(repeating: "?", count: ids.count).joined(separator: ", ")
            conditions.parts.append(
                "(owner_id IN (\(marks))\(filter.includesUnowned ? " OR owner_id IS NULL" : ""))")
            conditions.values += ids.map(SQLValue.integer)
        }
        conditions.add(figureOf: filter, leads: filter.leads.map { self.conditions($0) })
        return conditions
    }

    package func urgentClocks(_ filter: ClockFilter, limit: Int) throws -> [Clock] {
        var conditions = conditions(filter)
        conditions.add("ended_at IS NULL")
        return try states(
            "SELECT state FROM clocks \(conditions.clause) ORDER BY due_at, id LIMIT ?",
            conditions.values + [.integer(Int64(limit))])
    }

    package func latestBreaches(_ filter: ClockFilter, limit: Int) throws -> [Clock] {
        var conditions = conditions(filter)
        conditions.add("breached_at IS NOT NULL")
        return try states(
            """
            SELECT state FROM clocks \(conditions.clause) ORDER BY breached_at DESC, id DESC \
            LIMIT ?
            """,
            conditions.values + [.integer(Int64(limit))])
    }

    package func count(_ filter: ClockFilter) throws -> Int {
        let conditions = conditions(filter)
        return try connection.first(
            "SELECT count(*) FROM clocks \(conditions.clause)", conditions.values
        ) { Int($0.int(0)) } ?? 0
    }

    package func verificationChanges(limit: Int) throws -> [Recorded] {
        // The name stands in the text, so that its own index is used.
        try events(
            "WHERE name = 'lead.verification-changed' ORDER BY id DESC LIMIT ?",
            [.integer(Int64(limit))])
    }
}
