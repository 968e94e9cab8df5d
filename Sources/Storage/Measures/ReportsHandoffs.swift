import LeadEngine
package import LeadRules

/// Handoffs and outcomes for reports.
extension SQLTransaction {
    package func contacts(_ query: ReportQuery) throws -> [ContactTime] {
        let cohort = Cohort.contacted
        let sql = CriterionSQL.report
        let scope = try scope(query, cohort).adding(
            sql.text(HandoffMeasure.answerable.criterion))
        return try connection.rows(
            """
            SELECT h.receiver_id, l.temperature, h.opened_at, h.first_contact_at \
            FROM \(HandoffFact.rows) \(scope.clause)
            """, scope.values
        ) { row in
            var contact = ContactTime(openedAt: Instant(milliseconds: row.int(2)))
            contact.receiver = MemberID(row.int(0))
            contact.temperature = Temperature(rawValue: row.string(1)) ?? .warm
            contact.contactedAt = row.time(3)
            return contact
        }
    }

    package func handoffTallies(_ query: ReportQuery) throws -> [HandoffTally] {
        try measured([.handoffs], by: .ofTallies, query).map(HandoffTally.init)
    }

    /// The tallies counted from the handoffs themselves.
    package func countedHandoffs(_ query: ReportQuery) throws -> [HandoffTally] {
        try counted(.opened, by: .ofTallies, query).map(HandoffTally.init)
    }

    package func scoreOutcomes(_ query: ReportQuery) throws -> [ScoreOutcome] {
        let sql = CriterionSQL.report
        let scope = try scope(query, .opened).adding(sql.lastBeforeEnd)
        func count(_ measure: FunnelMeasure) -> String {
            "sum(CASE WHEN \(sql.text(measure.criterion)) THEN 1 ELSE 0 END)"
        }
        return try connection.rows(
            """
            SELECT h.points, \(count(.won)), \(count(.lost)), count(*) \
            FROM \(HandoffFact.rows) \(scope.clause) GROUP BY h.points
            """, scope.values
        ) { row in
            var outcome = ScoreOutcome()
            outcome.points = row.real(0) ?? 0
            outcome.won = Int(row.int(1))
            outcome.lost = Int(row.int(2))
            outcome.open = Int(row.int(3)) - outcome.won - outcome.lost
            return outcome
        }
    }

    package func closedTotals(_ query: ReportQuery) throws -> ClosedTotals {
        try measured([.closed], by: [], query).total(\.counts)
    }

    package func closedCauses(_ query: ReportQuery) throws -> [CauseTally] {
        guard !query.isAboutLeads else {
            return CauseTally.all(try closedLeads(query, limit: 1_000).map(CauseTally.init))
        }
        // No column keeps the cause, so that parts of hours are read as leads.
        let sums = try kept(
            .closed, FigurePeriod(query.from, query.to).parts, by: [.cause], query)
        let rest = try FigurePeriod.edges(of: query).flatMap {
            try closedLeads($0, limit: 1_000)
        }
        return CauseTally.all(sums.map(CauseTally.init) + rest.map(CauseTally.init))
    }

    /// The totals counted from the leads themselves.
    package func countedClosed(_ query: ReportQuery) throws -> ClosedTotals {
        try counted(.closed, by: [], query).total(\.counts)
    }

    package func closedLeads(_ query: ReportQuery, limit: Int) throws -> [Lead] {
        let scope = try scope(query, .closed)
        return try connection.rows(
            """
            SELECT \(LeadRows.columns(of: "l")) FROM leads l \(scope.clause) \
            ORDER BY \(CriterionSQL.report.text(LeadFact.endedAt)) DESC, l.id DESC \
            LIMIT ?
            """, scope.values + [.integer(Int64(limit))]
        ) { try LeadRows.read($0, json) }
    }
}

extension CriterionSQL {
    /// Of several handoffs of a kind only the last one led to what became of the lead.
    var lastBeforeEnd: String {
        let lead = names["leads"] ?? "leads"
        return """
            \(text(HandoffFact.lead(.isReal).asCriterion)) \
            AND h.opened_at <= coalesce(\(lead).won_at, \(lead).lost_at, h.opened_at) AND h.id = \
            (SELECT max(o.id) FROM handoffs o WHERE o.lead_id = h.lead_id AND o.kind = h.kind)
            """
    }
}

extension Fact {
    fileprivate var asCriterion: Criterion<Self> { .has(self) }
}

extension [HandoffFact] {
    fileprivate static let ofTallies: [HandoffFact] = [
        .kind, .giver, .receiver, .lead(.source), .reason,
    ]
}

extension HandoffTally {
    fileprivate init(_ row: MeasuredRow<HandoffMeasure>) {
        self.init()
        kind = row.text(.kind) ?? ""
        giver = row.member(.giver)
        receiver = row.member(.receiver)
        source = row.text(.lead(.source)) ?? ""
        reason = row.text(.reason)
        counts = row.counts
    }
}

extension CauseTally {
    fileprivate init(_ row: MeasuredRow<ClosedMeasure>) {
        self.init(cause: row.text(.cause).flatMap { $0.isEmpty ? nil : $0 })
        counts = row.counts
    }

    fileprivate init(_ lead: Lead) {
        self.init(cause: lead.milestones.cause.flatMap { $0.isEmpty ? nil : $0 })
        counts = ClosedTotals(
            ClosedMeasure.allCases.filter { $0.criterion.isMet(by: lead) }, rows: 1,
            amount: lead.milestones.amount ?? 0)
    }

    /// One for each cause.
    fileprivate static func all(_ tallies: [CauseTally]) -> [CauseTally] {
        Dictionary(grouping: tallies, by: \.cause).map { cause, tallies in
            var sum = CauseTally(cause: cause)
            sum.counts = tallies.total(\.counts)
            return sum
        }
    }
}
