import LeadRules

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
            if let before, KeptFigures.leadFacts.areSame(in: before, lead) { continue }
            before?.figures(take)
            lead.figures(add)
            if let before, !KeptFigures.workFacts.areSame(in: before, lead) {
                try noteWork(of: before, now: lead, world)
            }
        }
        for handoff in world.handoffs.changed {
            guard let lead = try states(of: handoff.lead, world) else { continue }
            world.handoffs.before[handoff.id]?.figures(of: lead.before, take)
            handoff.figures(of: lead.now, add)
        }
        for clock in world.clocks.changed {
            guard let lead = try states(of: clock.lead, world) else { continue }
            world.clocks.before[clock.id]?.figures(of: lead.before, take)
            clock.figures(of: lead.now, add)
        }
        for visitor in world.visitors.changed {
            let before = world.visitors.before[visitor.id]
            if let before, (before.lead == nil) == (visitor.lead == nil) { continue }
            before?.figures(take)
            visitor.figures(add)
        }
    }

    /// A lead's handoffs and clocks, those that did not change themselves, count otherwise than they
    /// did, or no more.
    private func noteWork(of before: Lead, now: Lead, _ world: World) throws {
        guard let ledger else { return }
        let handoffs = Set(world.handoffs.changedKeys)
        for handoff in try self.handoffs(of: now.id) where !handoffs.contains(handoff.id) {
            handoff.figures(of: before) { ledger.note($0, -$1) }
            handoff.figures(of: now) { ledger.note($0, $1) }
        }
        let clocks = Set(world.clocks.changedKeys)
        for clock in try self.clocks(of: now.id) where !clocks.contains(clock.id) {
            clock.figures(of: before) { ledger.note($0, -$1) }
            clock.figures(of: now) { ledger.note($0, $1) }
        }
    }

    /// A lead as it was, and as it is now.
    private func states(of id: LeadID, _ world: World) throws -> (before: Lead, now: Lead)? {
        guard let now = try world.leads.all[id] ?? lead(id) else { return nil }
        return (world.leads.before[id] ?? now, now)
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

extension Lead {
    /// What it adds to figures.
    func figures(_ add: (FigureCell, FigureSum) -> Void) {
        for sum in KeptFigures.leads { sum.note(self, add) }
        if let response { add(FigureCell(.response, capturedAt, ""), response.digest) }
    }
}

extension Handoff {
    /// What it adds to figures, as one of such a lead.
    func figures(of lead: Lead, _ add: (FigureCell, FigureSum) -> Void) {
        for sum in KeptFigures.handoffs { sum.note(HandoffOfLead(self, lead), add) }
    }
}

extension Clock {
    /// What it adds to figures, as one of such a lead.
    func figures(of lead: Lead, _ add: (FigureCell, FigureSum) -> Void) {
        for sum in KeptFigures.clocks { sum.note(ClockOfLead(self, lead), add) }
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
