extension Decision {
    /// Does what the playbook says of a lead's BANT grade, once the grade is another one.
    ///
    /// - Parameter before: what was known until now.
    mutating func followGrade(of id: LeadID, from before: QualificationRecord) throws {
        let points = playbook.bantLines(try world.record(of: id)).reduce(0) { $0 + $1.points }
        let former = playbook.bantGrade(playbook.bantLines(before).reduce(0) { $0 + $1.points })
        let lead = try world.lead(id)
        guard let grade = playbook.bantGrade(points), grade.grade != former?.grade, lead.isLive,
            lead.stage != .converted, lead.stage != .archived,
            try !world.handoffs(of: id).contains(where: \.state.isOpen)
        else { return }
        let why = "BANT grade \(grade.grade), \(Value.written(points)) points"
        try endTask(of: id, former, because: why)
        switch grade.action {
        case .assign: try sellAtOnce(lead, grade, because: why)
        case .nurture, .mail: try startTrack(grade.track, of: lead, because: why)
        }
    }

    /// Nobody hands a lead over that is not worth it any more.
    private mutating func endTask(of id: LeadID, _ former: BANTGradeRule?, because why: String)
        throws
    {
        guard let rule = former?.clock else { return }
        for clock in try world.unendedClocks(of: id)
        where clock.rule == rule && clock.purpose == .task && clock.handoff == nil {
            try record(ClockCancelled(clock: clock.id, lead: id, reason: why))
        }
    }

    /// A lead without an owner gets one; whoever works it is to hand it over under a clock.
    private mutating func sellAtOnce(_ lead: Lead, _ grade: BANTGradeRule, because why: String)
        throws
    {
        if lead.isResting { return try wake(lead.id, because: why) }
        try stopNurture(of: lead.id, because: why)
        if lead.stage == .marketing { return try assign(lead.id, because: why) }
        guard let owner = lead.owner, let clock = grade.clock else { return }
        let role = try world.member(owner).profile.role
        guard let path = playbook.handoffs.first(where: { $0.from.contains(role) }) else { return }
        try startClock(
            clock, .task, lead: lead.id, owner: owner, kind: path.id,
            task: "Hand over to sales: \(why)")
    }

    /// The mails of a track begin; those of a resting lead go on as they are.
    private mutating func startTrack(_ name: String?, of lead: Lead, because why: String) throws {
        let isMailing = lead.rest.nextMailAt != nil
        guard !lead.rest.unsubscribed, !(lead.isResting && isMailing) else { return }
        guard let track = name.flatMap({ playbook.recycling.track($0) }),
            let first = track.steps.first
        else { return try stopNurture(of: lead.id, because: why) }
        guard !isMailing || lead.rest.track != track.id else { return }
        try record(
            NurtureStarted(
                leadID: lead.id, track: track.id, nextMailAt: now + first.after, reason: why))
    }
}

package struct NurtureStarted: Event {
    package static let name = "nurture.started"
    package let leadID: LeadID
    package let track: String
    package let nextMailAt: Instant
    package let reason: String
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(leadID) {
            $0.rest.track = track
            $0.rest.trackStep = 0
            $0.rest.nextMailAt = nextMailAt
        }
    }
}
