import LeadRules
import Testing

@Suite struct LoadPartsTests {
    private let now = moment("2026-03-12T00:00:00Z")

    private func member(_ id: Int64, _ role: Role = .sdr, load: Int = 0, team: String = "")
        -> Member
    {
        var profile = MemberProfile(name: "\(id)", email: "\(id)@team.example", role: role)
        profile.team = team
        var member = Member(id: MemberID(id), joinedAt: now, profile: profile)
        member.load = load
        return member
    }

    private func report(_ facts: LoadFacts, _ query: ReportQuery = ReportQuery()) -> LoadReport {
        var playbook = Playbook()
        var pools = [PoolRule(), PoolRule()]
        (pools[0].id, pools[1].id) = ("a", "b")
        pools[0].weights = ["2@team.example": 3]
        pools[1].role = .ae
        playbook.pools = pools
        return LoadReport(query, facts, playbook: playbook, at: now)
    }

    @Test func `who is in no pool is shown when there is anything to show`() {
        var facts = LoadFacts()
        facts.members = (1...7).map { member($0, .manager, load: $0 == 1 ? 1 : 0) }
        facts.assigned = [MemberID(2): 1]
        facts.received = [MemberID(3): 1]
        facts.clocks = [
            ClockLoad(owner: MemberID(4), open: 1, overdue: 0, breaches: 0),
            ClockLoad(owner: MemberID(5), open: 0, overdue: 2, breaches: 1),
            ClockLoad(owner: MemberID(6), open: 0, overdue: 1, breaches: 0),
        ]
        let rows = report(facts).members
        #expect(rows.map(\.name) == ["1", "2", "3", "4", "5"])
        #expect(rows.map(\.openClocks) == [0, 0, 0, 1, 0])
        #expect(rows.map(\.overdueClocks) == [0, 0, 0, 0, 2])
        #expect(rows.map(\.breaches) == [0, 0, 0, 0, 1])
        #expect(rows.map(\.assigned) == [0, 1, 0, 0, 0])
        #expect(rows.map(\.handoffsReceived) == [0, 0, 1, 0, 0])
    }

    @Test func `who is in a pool is shown without any figure`() {
        var facts = LoadFacts()
        facts.members = [member(1), member(2, .manager), member(3, team: "north")]
        #expect(report(facts).members.map(\.name) == ["1", "3"])
        var query = ReportQuery()
        query.team = "north"
        #expect(report(facts, query).members.map(\.name) == ["3"])
    }

    @Test func `a pool shows its own seats, its own waiting leads and its weighted load`() {
        var facts = LoadFacts()
        facts.members = [member(1, load: 3), member(2, load: 1), member(9, .ae, load: 7)]
        func seat(_ pool: String, _ id: Int64, _ given: Int, _ credit: Double) -> Seat {
            var seat = Seat(pool: pool, member: MemberID(id))
            (seat.given, seat.credit) = (given, credit)
            return seat
        }
        facts.seats = [seat("b", 1, 99, 9), seat("a", 2, 5, -0.75), seat("a", 1, 4, 0.5)]
        facts.held = [
            HeldTally(pool: "b", leads: 9, oldest: now),
            HeldTally(pool: "a", leads: 2, oldest: now - .hours(1)),
        ]
        let pools = report(facts).pools
        #expect(pools[0].seats.map(\.given) == [4, 5])
        #expect(pools[0].seats.map(\.credit) == [0.5, -0.75] && pools[0].turnImbalance == 0.75)
        #expect(pools[0].seats.map(\.fairLoad) == [1, 3] && pools[0].loadImbalance == 2)
        #expect(pools.map(\.held) == [2, 9] && pools.map(\.oldestHeldSeconds) == [3600, 0])
        #expect(pools[1].seats.map(\.given) == [0])
    }

    @Test func `the load is set against the cap and the conversations of a week`() {
        var facts = LoadFacts()
        var busy = member(1, load: 20)
        busy.profile.cap = 10
        facts.members = [busy, member(2)]
        let rows = report(facts).members
        #expect(rows[0].shareOfCap == 2 && rows[0].shareOfWeek == 0.25)
        #expect(rows[1].shareOfCap == nil && rows[1].cap == nil)
    }

    @Test func `rows of as many leads stand by name, those without a name last`() {
        func tally(_ campaign: String?, _ leads: Int) -> FunnelTally {
            var tally = FunnelTally()
            (tally.source, tally.campaign, tally.counts[.leads]) = ("x", campaign, leads)
            return tally
        }
        let report = FunnelReport(
            ReportQuery(), visitors: nil,
            facts: FunnelFacts(
                [tally(nil, 9), tally("c", 5)]
                    + ["g", "b", "e", "a", "f", "d"].map { tally($0, 2) }),
            members: [], playbook: Playbook())
        #expect(report.byCampaign.map(\.key) == ["c", "a", "b", "d", "e", "f", "g", nil])
    }
}
