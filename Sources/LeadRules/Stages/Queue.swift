/// A lead in an SDR's queue, and why it is where it is.
package struct QueueEntry: Hashable, Sendable {
    package var lead: Lead
    package var group: Group
    /// Until when something is to be done: the earliest clock, else when contact was due.
    package var dueAt: Instant?
    package var why: String

    /// Groups in the order of the day.
    package enum Group: String, Codable, CaseIterable, Sendable {
        case hot, new, untouched, connected, recycled
    }
}

/// The daily queue: hot now first, then grouped by stage so that calls keep a rhythm, and inside a
/// group by due time, then score.
package enum DailyQueue {
    /// Orders an SDR's leads in work. Leads whose time of contact has not come are left out, but not
    /// while they are hot: whoever looks at our pages now is worth an early call.
    package static func entries(
        of leads: [Lead], clocks: [LeadID: Instant], at now: Instant
    ) -> [QueueEntry] {
        let due = leads.filter { lead in
            lead.stage.isWorked
                && ((lead.work.contactDueAt ?? now) <= now || (lead.work.hotUntil ?? now) > now)
        }
        let entries = due.map { entry($0, clock: clocks[$0.id], at: now) }
        return entries.sorted { precedes($0, $1) }
    }

    private static func entry(_ lead: Lead, clock: Instant?, at now: Instant) -> QueueEntry {
        let group = group(of: lead, at: now)
        return QueueEntry(
            lead: lead, group: group, dueAt: clock ?? lead.work.contactDueAt,
            why: why(lead, group))
    }

    private static func group(of lead: Lead, at now: Instant) -> QueueEntry.Group {
        if let until = lead.work.hotUntil, until > now { return .hot }
        switch lead.stage {
        case .workingUntouched: return .untouched
        case .workingConnected: return .connected
        default: return lead.rest.times > 0 ? .recycled : .new
        }
    }

    private static func why(_ lead: Lead, _ group: QueueEntry.Group) -> String {
        switch group {
        case .hot: "active just now, call while they look"
        case .new: "assigned and untouched (\(lead.origin.source))"
        case .untouched: "tried \(lead.work.attempts) times, not reached yet"
        case .connected: "in conversation"
        case .recycled: lead.stageReason
        }
    }

    private static func precedes(_ a: QueueEntry, _ b: QueueEntry) -> Bool {
        let order = QueueEntry.Group.allCases
        let (i, j) = (order.firstIndex(of: a.group) ?? 0, order.firstIndex(of: b.group) ?? 0)
        if i != j { return i < j }
        let (x, y) = (a.dueAt?.milliseconds ?? .max, b.dueAt?.milliseconds ?? .max)
        if x != y { return x < y }
        if a.lead.score.total != b.lead.score.total {
            return a.lead.score.total > b.lead.score.total
        }
        return a.lead.id < b.lead.id
    }
}
