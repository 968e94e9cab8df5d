import LeadEngine
import LeadRules

/// The clocks that a figure counts.
extension Conditions {
    /// - Parameter leads: the conditions of the filter's leads; nil for any lead.
    mutating func add(figureOf filter: ClockFilter, leads: Conditions?) {
        if let leads {
            parts.append("lead_id IN (SELECT id FROM leads \(leads.clause))")
            values += leads.values
        }
        add(from: filter.startedFrom, to: filter.startedTo, "started_at")
        if let to = filter.breachedTo { add("breached_at < ?", .integer(to.milliseconds)) }
        switch filter.standing {
        case nil: break
        case .open: add("clock_state IN ('running', 'paused')")
        case .overdue: add("clock_state = 'breached' AND ended_at IS NULL")
        case .inTime: add("clock_state = 'met' AND ended_at <= due_at")
        case .late: add("(breached_at IS NOT NULL OR (clock_state = 'met' AND ended_at > due_at))")
        }
    }
}
