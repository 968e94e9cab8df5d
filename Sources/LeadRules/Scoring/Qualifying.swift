extension Decision {
    /// Looks at a lead anew after something changed: its total, MQL, PQL and SQL, its wake-up.
    mutating func reconsider(_ id: LeadID, handRaise: HandRaise? = nil) throws {
        let lead = try world.lead(id)
        guard lead.isLive else { return }
        let account = try lead.account.map { try world.account($0) }
        let points = playbook.points(of: lead, account: account, at: now)
        if abs(lead.score.total - points.total) > 1e-9 {
            try record(ScoreRefreshed(leadID: id, total: points.total))
        }
        guard lead.stage != .archived else { return }
        if let handRaise { try note(handRaise, of: id) }
        try considerPQL(id)
        if handRaise != nil || points.passes { try considerMQL(lead, account, handRaise) }
        try considerSQL(id)
        try considerWaking(id, handRaised: handRaise != nil)
        try assignIfQualified(id, because: "qualified")
        if handRaise != nil { try answerHand(of: id) }
        try startPhoneVerification(of: id)
    }

    private mutating func considerMQL(
        _ lead: Lead, _ account: Account?, _ handRaise: HandRaise?
    ) throws {
        guard try world.lead(lead.id).milestones.mql == nil else { return }
        let breakdown = playbook.breakdown(of: lead, account: account, at: now)
        let why =
            handRaise.map { "raised a hand (\($0.kind))" }
            ?? "\(Value.written(breakdown.total)) points, threshold "
            + Value.written(breakdown.threshold)
        try record(
            LeadQualified(
                leadID: lead.id, as: .mql, why: why,
                lines: breakdown.attribute + breakdown.behaviour))
    }

    private mutating func considerPQL(_ id: LeadID) throws {
        let lead = try world.lead(id)
        guard lead.milestones.pql == nil, let rule = playbook.productQualifies(lead) else { return }
        let facts = rule.counts.keys.sorted().map {
            "\(Value.written(lead.score.counts[$0] ?? 0)) \($0)"
        }
        try record(
            LeadQualified(
                leadID: id, as: .pql,
                why: "\(rule.title): \(facts.joined(separator: ", "))", lines: []))
        if lead.isResting { try wake(id, because: rule.title) }
    }

    /// A qualified lead that nobody works yet goes to an SDR.
    mutating func assignIfQualified(_ id: LeadID, because reason: String) throws {
        let lead = try world.lead(id)
        guard lead.stage == .marketing, !lead.isResting,
            lead.milestones.mql != nil || lead.milestones.pql != nil
        else { return }
        // One that marketing is handing over waits for that decision.
        guard try !world.handoffs(of: id).contains(where: \.state.isOpen) else { return }
        try assign(id, because: reason)
    }
}

package struct LeadQualified: Event {
    package static let name = "lead.qualified"
    package let leadID: LeadID
    package let `as`: Milestone
    package let why: String
    /// The points that it rested on.
    package let lines: [ScoreLine]
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) { $0.milestones.reach(`as`, at: stamp.at) }
    }
}

extension Milestones {
    /// Notes the first time of a milestone.
    mutating func reach(_ milestone: Milestone, at: Instant) {
        switch milestone {
        case .mql: mql = mql ?? at
        case .pql: pql = pql ?? at
        case .sql: sql = sql ?? at
        case .sal: sal = sal ?? at
        case .won: won = won ?? at
        case .lost: lost = lost ?? at
        }
    }
}

package struct ScoreRefreshed: Event {
    package static let name = "score.refreshed"
    package let leadID: LeadID
    package let total: Double
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) { $0.score.total = total }
    }
}
