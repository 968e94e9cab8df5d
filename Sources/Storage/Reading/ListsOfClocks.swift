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
        if let standing = filter.standing { add(standing) }
    }
}
