import LeadRules
import Testing

@Suite struct QueryTests {
    @Test func `a query is about leads when it names what only leads have`() {
        var queries = [ReportQuery](repeating: ReportQuery(), count: 6)
        queries[0].source = "website"
        queries[1].sourceGroup = .partner
        queries[2].campaign = "spring"
        queries[3].segment = "telecom"
        queries[4].team = "north"
        queries[5].member = MemberID(1)
        #expect(queries.allSatisfy(\.isAboutLeads) && !ReportQuery().isAboutLeads)
        #expect(queries.map(\.isAboutMembers) == [false, false, false, false, true, true])
        #expect(!ReportQuery(from: Instant(seconds: 0), to: nil).isAboutLeads)
    }

    @Test func `a member is asked for by name, by team, or as anybody`() {
        var profile = MemberProfile(name: "Kim", email: "kim@team.example", role: .sdr)
        profile.team = "north"
        let kim = Member(id: MemberID(1), joinedAt: Instant(seconds: 0), profile: profile)
        func includes(_ member: Int64?, _ team: String?) -> Bool {
            var query = ReportQuery()
            query.member = member.map { MemberID($0) }
            query.team = team
            return query.includes(kim)
        }
        #expect(includes(nil, nil) && includes(1, nil) && includes(nil, "north"))
        #expect(includes(1, "north"))
        #expect(!includes(2, nil) && !includes(nil, "south") && !includes(2, "north"))
        #expect(!includes(1, "south"))
    }

    @Test func `shares are added part by part`() {
        #expect(Share(1, of: 4) + Share(2, of: 3) == Share(3, of: 7))
    }

    @Test func `the furthest milestone is the end, the later of won and lost`() {
        var milestones = Milestones()
        #expect(milestones.furthest == nil)
        let at = Instant(seconds: 10)
        milestones.pql = at
        #expect(milestones.furthest == .pql)
        milestones.mql = at
        #expect(milestones.furthest == .mql)
        milestones.sql = at
        #expect(milestones.furthest == .sql)
        milestones.sal = at
        #expect(milestones.furthest == .sal)
        milestones.lost = at
        #expect(milestones.furthest == .lost)
        milestones.won = at
        #expect(milestones.furthest == .won)
        milestones.lost = at + .seconds(1)
        #expect(milestones.furthest == .lost)
        milestones.won = at + .seconds(2)
        #expect(milestones.furthest == .won)
    }
}
