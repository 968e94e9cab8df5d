import LeadEngine
import LeadRules

/// The leads that a figure of a report counts. Each condition is that of the report itself.
extension Conditions {
    mutating func add(from: Instant?, to: Instant?, _ column: String) {
        if let from { add("\(column) >= ?", .integer(from.milliseconds)) }
        if let to { add("\(column) < ?", .integer(to.milliseconds)) }
    }

    /// What belongs, by one of these columns, to some people; nil is everybody's.
    mutating func add(people: Set<MemberID>?, _ columns: [String]) {
        guard let people else { return }
        let ids = people.map(\.number).sorted()
        guard !ids.isEmpty else { return add("1 = 0") }
        let marks = Array(repeating: "?", count: ids.count).joined(separator: ", ")
        parts.append("(\(columns.map { "\($0) IN (\(marks))" }.joined(separator: " OR ")))")
        for _ in columns { values += ids.map(SQLValue.integer) }
    }

    /// Leads of which something else fits.
    private mutating func add(existing table: String, _ inner: Conditions) {
        parts.append("EXISTS (SELECT 1 FROM \(table) \(inner.clause))")
        values += inner.values
    }

    /// Rows of a cohort that lie in the filter's period, and are somebody's it asks for.
    mutating func add<M: Measure>(_ cohort: Cohort<M>, of filter: LeadFilter)
    where M.F: StoredFact {
        let sql = CriterionSQL.list
        if !filter.merged { add(sql.text(cohort.base)) }
        if let at = cohort.at { add(from: filter.from, to: filter.to, sql.text(at)) }
        guard !cohort.credited.isEmpty else { return }
        add(people: filter.credited, cohort.credited.map { sql.text($0) })
    }

    /// Leads with a clock that ran out in the period.
    mutating func add(breachesOf filter: LeadFilter) {
        var clock = Conditions()
        clock.add("clocks.lead_id = leads.id")
        clock.add(Cohort<ClockMeasure>.breached, of: filter)
        if let owner = filter.behind.clockOwner {
            clock.add("clocks.owner_id = ?", .integer(owner.number))
        }
        add(existing: "clocks", clock)
    }

    /// Leads with a handoff that was opened in the period, and is such a one.
    mutating func add(handoffsOf filter: LeadFilter) {
        let behind = filter.behind
        var handoff = Conditions()
        handoff.add("h.lead_id = leads.id")
        handoff.add(Cohort<HandoffMeasure>.opened, of: filter)
        if let kind = behind.kind { handoff.add("h.kind = ?", .text(kind)) }
        if let reason = behind.reason { handoff.add("h.reason = ?", .text(reason)) }
        if let giver = behind.giver { handoff.add("h.giver_id = ?", .integer(giver.number)) }
        if behind.lacksGiver { handoff.add("h.giver_id IS NULL") }
        if let receiver = behind.receiver {
            handoff.add("h.receiver_id = ?", .integer(receiver.number))
        }
        if let outcome = behind.handoff { handoff.add(outcome) }
        if let band = behind.points { handoff.add(points: band) }
        if let hours = behind.late, let now = behind.now {
            let limit = hours * 3_600_000
            handoff.add(HandoffMeasure.answerable)
            handoff.add("h.opened_at <= ?", .integer(now.milliseconds - limit))
            handoff.add(
                "(h.first_contact_at IS NULL OR h.first_contact_at - h.opened_at > ?)",
                .integer(limit))
        }
        add(existing: "handoffs h", handoff)
    }

    /// Only rows that a figure counts.
    mutating func add<M: Measure>(_ measure: M) where M.F: StoredFact {
        add(CriterionSQL.list.text(measure.criterion))
    }

    /// The last handoff of its kind, with so many points, before the lead was won or lost.
    private mutating func add(points band: String) {
        guard let points = ScoreBand.points(of: band) else { return add("1 = 0") }
        if points.lowerBound > -.infinity { add("h.points >= ?", .real(points.lowerBound)) }
        if points.upperBound < .infinity { add("h.points < ?", .real(points.upperBound)) }
        add(CriterionSQL.list.lastBeforeEnd)
    }
}
