import LeadEngine
import LeadRules

/// The leads that a figure of a report counts. Each condition is that of the report itself.
extension Conditions {
    mutating func add(from: Instant?, to: Instant?, _ column: String) {
        if let from { add("\(column) >= ?", .integer(from.milliseconds)) }
        if let to { add("\(column) < ?", .integer(to.milliseconds)) }
    }

    /// What belongs, by one of these columns, to some people; nil is everybody's.
    mutating func add(people: Set<MemberID>?, _ columns: String...) {
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

    /// Leads with a clock that ran out in the period.
    mutating func add(breachesOf filter: LeadFilter) {
        var clock = Conditions()
        clock.add("c.lead_id = leads.id")
        clock.add("c.breached_at IS NOT NULL")
        clock.add(from: filter.from, to: filter.to, "c.breached_at")
        clock.add(people: filter.credited, "c.owner_id")
        if let owner = filter.behind.clockOwner {
            clock.add("c.owner_id = ?", .integer(owner.number))
        }
        add(existing: "clocks c", clock)
    }

    /// Leads with a handoff that was opened in the period, and is such a one.
    mutating func add(handoffsOf filter: LeadFilter) {
        let behind = filter.behind
        var handoff = Conditions()
        handoff.add("h.lead_id = leads.id")
        handoff.add(from: filter.from, to: filter.to, "h.opened_at")
        handoff.add(people: filter.credited, "h.giver_id", "h.receiver_id")
        if let kind = behind.kind { handoff.add("h.kind = ?", .text(kind)) }
        if let reason = behind.reason { handoff.add("h.reason = ?", .text(reason)) }
        if let giver = behind.giver { handoff.add("h.giver_id = ?", .integer(giver.number)) }
        if behind.lacksGiver { handoff.add("h.giver_id IS NULL") }
        if let receiver = behind.receiver {
            handoff.add("h.receiver_id = ?", .integer(receiver.number))
        }
        if let outcome = behind.handoff { handoff.add(outcome: outcome) }
        if let band = behind.points { handoff.add(points: band) }
        if let hours = behind.late, let now = behind.now {
            let limit = hours * 3_600_000
            handoff.add("leads.verification <> 'fake'")
            handoff.add("h.handoff_state IN ('pending', 'review', 'accepted')")
            handoff.add("h.opened_at <= ?", .integer(now.milliseconds - limit))
            handoff.add(
                "(h.first_contact_at IS NULL OR h.first_contact_at - h.opened_at > ?)",
                .integer(limit))
        }
        add(existing: "handoffs h", handoff)
    }

    /// As `HandoffCounts` counts it.
    private mutating func add(outcome: LeadsBehind.Outcome) {
        let no =
            "(h.automatic = 0 AND (h.handoff_state IN ('rejected', 'disputed') OR h.overturned = 1))"
        let isNo = "(h.automatic = 0 AND coalesce(h.overturned, 0) = 1)"
        let yes = "h.handoff_state = 'accepted' AND NOT \(isNo)"
        switch outcome {
        case .opened: break
        case .accepted: add("\(yes) AND h.automatic = 0")
        case .autoAccepted: add("\(yes) AND h.automatic = 1")
        case .acceptance: add("(\(yes) OR h.overturned = 1)")
        case .rejected: add(no)
        case .returned: add("h.automatic = 1 AND h.handoff_state IN ('rejected', 'disputed')")
        case .pending: add("h.handoff_state IN ('pending', 'review') AND NOT \(isNo)")
        case .withdrawn: add("h.handoff_state = 'withdrawn' AND NOT \(isNo)")
        case .disputed: add("h.disputed = 1")
        case .overturned: add("h.overturned = 1")
        case .contacted:
            add("leads.verification <> 'fake' AND h.first_contact_at IS NOT NULL")
            add("h.handoff_state IN ('pending', 'review', 'accepted')")
        }
    }

    /// The last handoff of its kind, with so many points, before the lead was won or lost.
    private mutating func add(points band: String) {
        guard let points = ScoreBand.points(of: band) else { return add("1 = 0") }
        if points.lowerBound > -.infinity { add("h.points >= ?", .real(points.lowerBound)) }
        if points.upperBound < .infinity { add("h.points < ?", .real(points.upperBound)) }
        add("leads.verification <> 'fake'")
        add(
            """
            h.opened_at <= coalesce(leads.won_at, leads.lost_at, h.opened_at) AND h.id = \
            (SELECT max(o.id) FROM handoffs o WHERE o.lead_id = h.lead_id AND o.kind = h.kind)
            """)
    }
}
