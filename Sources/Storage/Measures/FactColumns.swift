import LeadRules

/// A fact that a table keeps, or that follows from facts that tables keep.
protocol StoredFact: Fact {
    /// The rows of the noun in a query; leads are `l`, handoffs `h`, clocks `c`.
    static var rows: String { get }
    /// The table and the column that keep it; nil where it follows from others.
    var kept: (table: Table, column: String)? { get }
    /// What is known of the row's lead.
    static func ofLead(_ fact: LeadFact) -> Self
    /// The fact of its lead that it is; nil for one of the row itself.
    var leadFact: LeadFact? { get }
}

extension StoredFact {
    /// What a column of it holds.
    var kind: Column.Kind {
        guard let kept else { return origin == nil ? .text : .integer }
        return kept.table.columns[kept.table.place(of: kept.column)].kind
    }
}

extension LeadFact: StoredFact {
    static let rows = "leads l"
    static func ofLead(_ fact: LeadFact) -> LeadFact { fact }
    var leadFact: LeadFact? { self }

    var kept: (table: Table, column: String)? { column.map { (.leads, $0) } }

    private var column: String? {
        switch self {
        case .mergedInto: "merged_into"
        case .sourceGroup: "source_group"
        case .owner, .sdr, .ae: "\(self)_id"
        case .heldIn: "held_in"
        case .verification, .source, .campaign, .segment, .temperature, .stage, .amount: "\(self)"
        case .capturedAt: "captured_at"
        case .stageSince: "stage_since"
        case .firstAssignedAt: "first_assigned_at"
        case .firstTouchAt: "first_touch_at"
        case .mqlAt, .pqlAt, .sqlAt, .salAt: "\("\(self)".dropLast(2))_at"
        case .wonAt: "won_at"
        case .lostAt: "lost_at"
        // It stands only in the lead's progress, as JSON.
        case .cause: nil
        case .isCounted, .isFake, .isReal, .isMQL, .isPQL, .isSQL, .isSAL, .isWon, .isLost,
            .isOpen, .endedAt, .handler, .waitingSince:
            nil
        }
    }
}

extension HandoffFact: StoredFact {
    static let rows = "handoffs h JOIN leads l ON l.id = h.lead_id"
    static func ofLead(_ fact: LeadFact) -> HandoffFact { .lead(fact) }
    var leadFact: LeadFact? { if case .lead(let fact) = self { fact } else { nil } }

    var kept: (table: Table, column: String)? {
        switch self {
        case .kind: (.handoffs, "kind")
        case .giver: (.handoffs, "giver_id")
        case .receiver: (.handoffs, "receiver_id")
        case .state: (.handoffs, "handoff_state")
        case .automatic: (.handoffs, "automatic")
        case .reason: (.handoffs, "reason")
        case .disputed: (.handoffs, "disputed")
        case .overturned: (.handoffs, "overturned")
        case .openedAt: (.handoffs, "opened_at")
        case .firstContactAt: (.handoffs, "first_contact_at")
        case .lead(let fact): fact.kept
        case .isRejected, .isAnswerable: nil
        }
    }
}

extension ClockFact: StoredFact {
    static let rows = "clocks c JOIN leads l ON l.id = c.lead_id"
    static func ofLead(_ fact: LeadFact) -> ClockFact { .lead(fact) }
    var leadFact: LeadFact? { if case .lead(let fact) = self { fact } else { nil } }

    var kept: (table: Table, column: String)? {
        switch self {
        case .purpose: (.clocks, "purpose")
        case .owner: (.clocks, "owner_id")
        case .state: (.clocks, "clock_state")
        case .startedAt: (.clocks, "started_at")
        case .dueAt: (.clocks, "due_at")
        case .endedAt: (.clocks, "ended_at")
        case .breachedAt: (.clocks, "breached_at")
        case .lead(let fact): fact.kept
        case .isOpen, .isOverdue, .isInTime, .isLate: nil
        }
    }
}
