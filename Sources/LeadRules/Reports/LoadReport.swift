/// Who has how much to do, as it stands now; what was assigned and breached, in the period.
package struct LoadReport: Hashable, Codable, Sendable {
    package var query: ReportQuery
    package var asOf: Instant
    /// Half-hour conversations that one member can hold in a week, by the playbook.
    package var slotsPerWeek: Int
    package var members: [MemberLoad]
    package var pools: [PoolLoad]
    package var stages: [StageAge]
    /// The stage in which the middle lead has waited longest for somebody to act; nil without any.
    package var bottleneck: Stage?

    package init(_ query: ReportQuery, _ facts: LoadFacts, playbook: Playbook, at now: Instant) {
        self.query = query
        asOf = now
        slotsPerWeek = playbook.queue.slotsPerWeek
        members = facts.members.filter { query.includes($0) }.compactMap {
            MemberLoad($0, facts, playbook)
        }
        pools = playbook.pools.map { PoolLoad($0, facts, at: now) }
        stages = Stage.allCases.compactMap { stage in
            facts.stages.first { $0.stage == stage }.map { StageAge($0, at: now) }
        }
        bottleneck = StageAge.bottleneck(stages)
    }
}

/// What one member has to do.
package struct MemberLoad: Hashable, Codable, Sendable {
    package var member: MemberID
    package var name: String
    package var role: Role
    package var team: String
    package var isActive: Bool
    /// Leads in worked stages that the member owns.
    package var load: Int
    /// Most leads at once: the member's own cap, else the largest of their pools; nil is no cap.
    package var cap: Int?
    /// Load against the cap; nil without a cap. Above 1 when the cap was lowered since.
    package var shareOfCap: Double?
    /// Load against the conversations of a week, one each; nil when the playbook allows none.
    package var shareOfWeek: Double?
    /// How often a lead was given to the member in the period, by turn or by name.
    package var assigned: Int
    /// Handoffs opened in the period that went to the member.
    package var handoffsReceived: Int
    /// Clocks that run or are paused now.
    package var openClocks: Int
    /// Clocks that ran out and wait to be made good.
    package var overdueClocks: Int
    /// Clocks of the member that ran out in the period.
    package var breaches: Int

    /// Nil for somebody who has nothing to do with leads: in no pool, and without any figure.
    init?(_ row: Member, _ facts: LoadFacts, _ playbook: Playbook) {
        let clocks = facts.clocks.first { $0.owner == row.id }
        member = row.id
        name = row.profile.name
        role = row.profile.role
        team = row.profile.team
        isActive = row.isActive
        load = row.load
        cap = playbook.cap(of: row)
        shareOfCap = cap.flatMap { $0 == 0 ? nil : Double(row.load) / Double($0) }
        let slots = playbook.queue.slotsPerWeek
        shareOfWeek = slots == 0 ? nil : Double(row.load) / Double(slots)
        assigned = facts.assigned[row.id] ?? 0
        handoffsReceived = facts.received[row.id] ?? 0
        openClocks = clocks?.open ?? 0
        overdueClocks = clocks?.overdue ?? 0
        breaches = clocks?.breaches ?? 0
        guard
            playbook.pools.contains(where: { $0.includes(row) })
                || load + assigned + handoffsReceived + openClocks + breaches > 0
        else {
            return nil
        }
    }
}

/// How fairly one pool's leads are spread, and who waits in it.
package struct PoolLoad: Hashable, Codable, Sendable {
    package var pool: String
    package var title: String
    package var seats: [SeatLoad]
    /// Leads that wait for an owner.
    package var held: Int
    /// How long the one that has waited longest is held, in seconds.
    package var oldestHeldSeconds: Double?
    /// The largest distance of a member from the fair share of turns, in leads. It counts absences and
    /// weights; taking turns keeps it below 1 as long as nobody comes or goes.
    package var turnImbalance: Double
    /// The largest distance of a member's load from their weighted part of the pool's load, in leads.
    package var loadImbalance: Double

    init(_ rule: PoolRule, _ facts: LoadFacts, at now: Instant) {
        let members = facts.members.filter { rule.includes($0) }
        let waiting = facts.held.first { $0.pool == rule.id }
        let weights = members.reduce(0) { $0 + rule.weight(of: $1) }
        let load = Double(members.sum(\.load))
        pool = rule.id
        title = rule.title.isEmpty ? rule.id : rule.title
        seats = members.map { member in
            SeatLoad(
                member, facts.seats.first { $0.pool == rule.id && $0.member == member.id },
                fairLoad: weights == 0 ? 0 : load * rule.weight(of: member) / weights)
        }
        held = waiting?.leads ?? 0
        oldestHeldSeconds = waiting.map { Double(max(0, (now - $0.oldest).seconds)) }
        turnImbalance = seats.map { abs($0.credit) }.max() ?? 0
        loadImbalance = seats.map { abs(Double($0.load) - $0.fairLoad) }.max() ?? 0
    }
}

/// One member's place in a pool.
package struct SeatLoad: Hashable, Codable, Sendable {
    package var member: MemberID
    package var name: String
    /// Leads given by turn so far, less those credited back.
    package var given: Int
    /// Leads that the member is owed: the fair share up to now less what was given.
    package var credit: Double
    package var load: Int
    /// The member's weighted part of the load of everybody in the pool, in leads.
    package var fairLoad: Double

    init(_ member: Member, _ seat: Seat?, fairLoad: Double) {
        self.member = member.id
        name = member.profile.name
        given = seat?.given ?? 0
        credit = seat?.credit ?? 0
        load = member.load
        self.fairLoad = fairLoad
    }
}

/// How long the leads of one stage have been there; won and lost leads do not count.
package struct StageAge: Hashable, Codable, Sendable {
    package var stage: Stage
    package var leads: Int
    package var medianSeconds: Double
    package var oldestSeconds: Double

    init(_ tally: StageTally, at now: Instant) {
        stage = tally.stage
        leads = tally.leads
        medianSeconds = Double(max(0, (now - tally.medianSince).seconds))
        oldestSeconds = Double(max(0, (now - tally.oldestSince).seconds))
    }

    /// Stages in which somebody of the team is to act, not the lead or the calendar.
    private static let acting: Set<Stage> = [
        .held, .new, .workingUntouched, .workingConnected, .converted,
    ]

    static func bottleneck(_ stages: [StageAge]) -> Stage? {
        stages.filter { acting.contains($0.stage) && $0.leads > 0 }
            .max { ($0.medianSeconds, $0.leads) < ($1.medianSeconds, $1.leads) }?.stage
    }
}
