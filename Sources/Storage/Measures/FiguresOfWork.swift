import LeadRules

/// What a handoff adds to figures.
extension Handoff {
    /// - Parameter source: its lead's; nil when the lead does not count.
    func figures(source: String?, _ add: (FigureCell, FigureSum) -> Void) {
        guard let source else { return }
        let key = FigureKey.of(
            kind, giver?.keyPart, receiver.keyPart, source, state.rawValue,
            automatic ? "1" : "0", rejection?.reason, dispute == nil ? "0" : "1",
            dispute?.overturned.map { $0 ? "1" : "0" })
        add(FigureCell(.handoff, openedAt, key), .one)
    }
}

/// What a clock adds to figures.
extension Clock {
    /// - Parameter source: its lead's; nil when the lead does not count.
    func figures(source: String?, _ add: (FigureCell, FigureSum) -> Void) {
        guard source != nil else { return }
        add(
            FigureCell(
                .clock, startedAt, FigureKey.of(purpose.rawValue, owner?.keyPart, standing)), .one)
        if let breachedAt {
            add(FigureCell(.breach, breachedAt, FigureKey.of(owner?.keyPart)), .one)
        }
        guard endedAt == nil, let owner, state.isOpen || state == .breached else { return }
        let isOverdue = state == .breached ? "1" : "0"
        add(FigureCell(.unended, nil, FigureKey.of(owner.keyPart, isOverdue)), .one)
    }

    /// As letters: met in time `t`, late `l`, open `o`.
    private var standing: String {
        let ended = endedAt ?? Instant(milliseconds: .min)
        var letters = ""
        if state == .met, endedAt != nil, ended <= dueAt { letters += "t" }
        if breachedAt != nil || state == .met, breachedAt != nil || endedAt != nil && ended > dueAt
        {
            letters += "l"
        }
        if state.isOpen { letters += "o" }
        return letters
    }
}

/// Noting what a decision changed.
extension SQLTransaction {
    /// Notes the difference between what was counted before and what is to be counted now. The rows
    /// are saved already.
    func noteFigures(of world: World) throws {
        guard let ledger else { return }
        let add = { ledger.note($0, $1) }
        let take = { ledger.note($0, -$1) }
        for lead in world.leads.changed {
            let before = world.leads.before[lead.id]
            if let before, lead.hasSameFigures(as: before) { continue }
            before?.figures(take)
            lead.figures(add)
            if let before, before.countedSource != lead.countedSource {
                try noteWork(of: lead.id, before.countedSource, lead.countedSource, world)
            }
        }
        for handoff in world.handoffs.changed {
            let source = try sources(of: handoff.lead, world)
            world.handoffs.before[handoff.id]?.figures(source: source.before, take)
            handoff.figures(source: source.now, add)
        }
        for clock in world.clocks.changed {
            let source = try sources(of: clock.lead, world)
            world.clocks.before[clock.id]?.figures(source: source.before, take)
            clock.figures(source: source.now, add)
        }
        for visitor in world.visitors.changed {
            let before = world.visitors.before[visitor.id]
            if let before, (before.lead == nil) == (visitor.lead == nil) { continue }
            before?.figures(take)
            visitor.figures(add)
        }
    }

    /// A lead's handoffs and clocks, those that did not change themselves, count under another source
    /// or no more.
    private func noteWork(
        of lead: LeadID, _ before: String?, _ now: String?, _ world: World
    ) throws {
        guard let ledger else { return }
        let handoffs = Set(world.handoffs.changedKeys)
        for handoff in try self.handoffs(of: lead) where !handoffs.contains(handoff.id) {
            handoff.figures(source: before) { ledger.note($0, -$1) }
            handoff.figures(source: now) { ledger.note($0, $1) }
        }
        let clocks = Set(world.clocks.changedKeys)
        for clock in try self.clocks(of: lead) where !clocks.contains(clock.id) {
            clock.figures(source: before) { ledger.note($0, -$1) }
            clock.figures(source: now) { ledger.note($0, $1) }
        }
    }

    /// The source that a lead's work was and is counted under.
    private func sources(of id: LeadID, _ world: World) throws -> (before: String?, now: String?) {
        let now = try world.leads.all[id] ?? lead(id)
        let before = world.leads.before[id] ?? now
        return (before?.countedSource, now?.countedSource)
    }

    private func clocks(of lead: LeadID) throws -> [Clock] {
        try states(
            "SELECT state FROM clocks WHERE lead_id = ? ORDER BY id", [.integer(lead.number)])
    }

    /// Notes the assignments among events of the journal.
    func noteFigures(of events: [Recorded]) {
        guard let ledger else { return }
        for recorded in events { recorded.figures { ledger.note($0, $1) } }
    }
}

extension Visitor {
    /// Everybody who is known has a key of their own beside the browser's; it is no visitor.
    static let keyOfKnown = "user:"

    /// What the visitor adds to figures.
    func figures(_ add: (FigureCell, FigureSum) -> Void) {
        guard !id.hasPrefix(Self.keyOfKnown) else { return }
        add(FigureCell(.visitor, nil, FigureKey.of(lead == nil ? "0" : "1")), .one)
    }
}

extension Recorded {
    /// What the event itself adds to figures.
    func figures(_ add: (FigureCell, FigureSum) -> Void) {
        guard let owner = event.assignedOwner else { return }
        add(FigureCell(.assigned, stamp.at, FigureKey.of(owner.keyPart)), .one)
    }
}
