package import LeadRules

/// Counting handoffs and outcomes for reports.
extension SQLTransaction {
    package func contacts(_ query: ReportQuery) throws -> [ContactTime] {
        let scope = try openedHandoffs(query).adding(LeadTest.real)
            .adding("h.handoff_state IN ('pending', 'review', 'accepted')")
        return try connection.rows(
            """
            SELECT h.receiver_id, l.temperature, h.opened_at, h.first_contact_at \
            FROM handoffs h JOIN leads l ON l.id = h.lead_id \(scope.clause)
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
        guard !query.isAboutMoreThanSource else { return try countedHandoffs(query) }
        let (sums, edges) = try figures(.handoff, query)
        let people = try members(of: query)
        let kept = sums.map(HandoffTally.init).filter { tally in
            (query.source == nil || query.source == tally.source)
                && (people.map { people in
                    [tally.giver, tally.receiver].contains { $0.map(people.contains) ?? false }
                } ?? true)
        }
        return kept + (try edges.flatMap { try countedHandoffs($0) })
    }

    /// The tallies counted from the handoffs themselves.
    package func countedHandoffs(_ query: ReportQuery) throws -> [HandoffTally] {
        let scope = try openedHandoffs(query)
        let keys = """
            h.kind, h.giver_id, h.receiver_id, l.source, h.handoff_state, h.automatic, h.reason, \
            h.disputed, h.overturned
            """
        return try connection.rows(
            """
            SELECT \(keys), count(*) FROM handoffs h JOIN leads l ON l.id = h.lead_id \
            \(scope.clause) GROUP BY \(keys)
            """, scope.values
        ) { row in
            var tally = HandoffTally()
            tally.kind = row.string(0)
            tally.giver = row.integer(1).map { MemberID($0) }
            tally.receiver = row.integer(2).map { MemberID($0) }
            tally.source = row.string(3)
            tally.state = Handoff.State(rawValue: row.string(4)) ?? .pending
            tally.automatic = row.int(5) == 1
            tally.reason = row.text(6)
            tally.disputed = row.int(7) == 1
            tally.overturned = row.integer(8).map { $0 == 1 }
            tally.count = Int(row.int(9))
            return tally
        }
    }

    package func scoreOutcomes(_ query: ReportQuery) throws -> [ScoreOutcome] {
        // Of several handoffs of a kind only the last one led to what became of the lead.
        let scope = try openedHandoffs(query).adding(LeadTest.real).adding(
            """
            h.opened_at <= coalesce(l.won_at, l.lost_at, h.opened_at) AND h.id = \
            (SELECT max(o.id) FROM handoffs o WHERE o.lead_id = h.lead_id AND o.kind = h.kind)
            """)
        return try connection.rows(
            """
            SELECT h.points, \(LeadTest.count(LeadTest.won)), \(LeadTest.count(LeadTest.lost)), \
            count(*) FROM handoffs h JOIN leads l ON l.id = h.lead_id \(scope.clause) \
            GROUP BY h.points
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

    private func openedHandoffs(_ query: ReportQuery) throws -> ReportScope {
        try scope(query).during("h.opened_at").ofLeads().ofMembers("h.giver_id", "h.receiver_id")
    }

    package func closedTotals(_ query: ReportQuery) throws -> ClosedTotals {
        guard !query.isAboutLeads else { return try countedClosed(query) }
        let (sums, edges) = try figures(.closed, query)
        return (sums.map(ClosedTotals.init) + (try edges.map { try countedClosed($0) }))
            .reduce(ClosedTotals()) { $0 + $1 }
    }

    package func closedCauses(_ query: ReportQuery) throws -> [CauseTally] {
        guard !query.isAboutLeads else {
            return CauseTally.all(try closedLeads(query, limit: 1_000).map(CauseTally.init))
        }
        let (sums, edges) = try figures(.closed, query)
        let rest = try edges.flatMap { try closedLeads($0, limit: 1_000) }
        return CauseTally.all(sums.map(CauseTally.init) + rest.map(CauseTally.init))
    }

    /// The totals counted from the leads themselves.
    package func countedClosed(_ query: ReportQuery) throws -> ClosedTotals {
        let scope = try closed(query)
        let sql = """
            SELECT \(LeadTest.count(LeadTest.won)), \(LeadTest.count(LeadTest.lost)), \
            sum(CASE WHEN \(LeadTest.won) THEN l.amount ELSE 0 END) FROM leads l \(scope.clause)
            """
        return try connection.first(sql, scope.values) { row in
            var totals = ClosedTotals()
            totals.won = Int(row.int(0))
            totals.lost = Int(row.int(1))
            totals.wonAmount = row.real(2) ?? 0
            return totals
        } ?? ClosedTotals()
    }

    package func closedLeads(_ query: ReportQuery, limit: Int) throws -> [Lead] {
        let scope = try closed(query)
        return try connection.rows(
            """
            SELECT \(LeadRows.columns(of: "l")) FROM leads l \(scope.clause) \
            ORDER BY \(LeadTest.end) DESC, l.id DESC \
            LIMIT ?
            """, scope.values + [.integer(Int64(limit))]
        ) { try LeadRows.read($0, json) }
    }

    /// Leads whose latest outcome lies in the period.
    private func closed(_ query: ReportQuery) throws -> ReportScope {
        try scope(query).theirLeads().adding(LeadTest.real)
            .adding("(l.won_at IS NOT NULL OR l.lost_at IS NOT NULL)").during(LeadTest.end)
    }
}

extension HandoffTally {
    /// From a sum of `Figure.handoff`.
    init(_ figure: ReadFigure) {
        self.init()
        kind = figure[0]
        giver = figure.member(1)
        receiver = figure.member(2)
        source = figure[3]
        state = Handoff.State(rawValue: figure[4]) ?? .pending
        automatic = figure[5] == "1"
        reason = figure.part(6)
        disputed = figure[7] == "1"
        overturned = figure.part(8).map { $0 == "1" }
        count = figure.count
    }
}

extension ClosedTotals {
    /// From a sum of `Figure.closed`.
    fileprivate init(_ figure: ReadFigure) {
        self.init()
        if figure[0] == Reach.won {
            (won, wonAmount) = (figure.count, figure.sum.amount)
        } else {
            lost = figure.count
        }
    }

    fileprivate static func + (a: ClosedTotals, b: ClosedTotals) -> ClosedTotals {
        var sum = a
        sum.won += b.won
        sum.lost += b.lost
        sum.wonAmount += b.wonAmount
        return sum
    }
}

extension CauseTally {
    /// From a sum of `Figure.closed`.
    fileprivate init(_ figure: ReadFigure) {
        self.init(cause: figure.part(1).flatMap { $0.isEmpty ? nil : $0 })
        if figure[0] == Reach.won {
            (won, amount) = (figure.count, figure.sum.amount)
        } else {
            lost = figure.count
        }
    }

    fileprivate init(_ lead: Lead) {
        self.init(cause: lead.milestones.cause.flatMap { $0.isEmpty ? nil : $0 })
        if lead.milestones.furthest == .won {
            (won, amount) = (1, lead.milestones.amount ?? 0)
        } else {
            lost = 1
        }
    }

    /// One for each cause.
    fileprivate static func all(_ tallies: [CauseTally]) -> [CauseTally] {
        Dictionary(grouping: tallies, by: \.cause).map { cause, tallies in
            var sum = CauseTally(cause: cause)
            for tally in tallies {
                sum.won += tally.won
                sum.lost += tally.lost
                sum.amount += tally.amount
            }
            return sum
        }
    }
}
