import LeadRules
import Testing

@Suite struct FunnelAndLoadTests {
    @Test func `a conversion rate counts only those who reached the first step`() {
        var tally = FunnelTally()
        tally.counts[.leads] = 10
        tally.counts[.sql] = 2
        tally.counts[.sqlAndWon] = 1
        // Nine wins were brought in without ever having been SQLs.
        tally.counts[.won] = 10
        let report = FunnelReport(
            ReportQuery(), visitors: nil, facts: FunnelFacts([tally]), members: [],
            playbook: Playbook())
        #expect(report.total.conversions[.sqlToWon] == Share(1, of: 2))
        #expect(report.total.conversions[.leadToWon].rate == 1)
        #expect(report.targets.map(\.met) == [nil, true])
    }

    @Test func `rows are added up over everything but their own cut`() {
        var first = FunnelTally()
        (first.source, first.campaign) = ("demo", "spring")
        (first.counts[.leads], first.counts.amount) = (3, 10)
        var second = first
        second.source = "e-book"
        (second.counts[.leads], second.counts.amount) = (5, 20)
        let report = FunnelReport(
            ReportQuery(), visitors: nil, facts: FunnelFacts([first, second]), members: [],
            playbook: Playbook())
        #expect(report.bySource.map(\.counts[.leads]) == [5, 3])
        #expect(report.byCampaign.map(\.counts[.leads]) == [8])
        #expect(report.total.counts.amount == 30)
    }

    @Test func `a member in two pools is full only at the larger cap, at none without one`() {
        #expect(report(caps: [5, 8]).members.map(\.cap) == [8])
        #expect(report(caps: [5, nil]).members.map(\.cap) == [nil])
        #expect(report(caps: [5, 8], own: 3).members.map(\.cap) == [3])
        #expect(report(caps: [5, 8], own: 0).members.map(\.shareOfCap) == [nil])
    }

    @Test func `the bottleneck is never where a lead rests or is closed`() {
        let report = report(
            caps: [5],
            stages: [(.archived, 90), (.recycled, 80), (.marketing, 70), (.new, 2), (.held, 3)])
        #expect(report.bottleneck == .held)
        let held = report.stages.first { $0.stage == .held }
        #expect(held?.medianSeconds == 3 * 86_400 && held?.oldestSeconds == 3 * 86_400)
        #expect(self.report(caps: [5]).bottleneck == nil)
        let empty = self.report(caps: [5], stages: [(.new, 9)], leads: 0)
        #expect(empty.bottleneck == nil)
    }

    @Test func `an open week is the seven days up to now`() {
        let now = moment("2026-03-12T09:30:00Z")
        let period = WeeklyPeriod(ReportQuery(), at: now)
        #expect(period.from == moment("2026-03-05T09:30:00Z"))
        #expect(period.beforeFrom == moment("2026-02-26T09:30:00Z"))
        #expect(period.quarterFrom == moment("2025-12-11T09:30:00Z"))
    }

    private let now = moment("2026-03-12T00:00:00Z")

    private func report(
        caps: [Int?], own: Int? = nil, stages: [(Stage, Int64)] = [], leads: Int = 1
    ) -> LoadReport {
        var playbook = Playbook()
        playbook.pools = caps.enumerated().map { index, cap in
            var pool = PoolRule()
            pool.id = "\(index)"
            pool.cap = cap
            return pool
        }
        var facts = LoadFacts()
        var profile = MemberProfile(name: "Ana", email: "ana@example.com", role: .sdr)
        profile.cap = own
        facts.members = [Member(id: MemberID(1), joinedAt: now, profile: profile)]
        facts.stages = stages.map { stage, days in
            StageTally(
                stage: stage, leads: leads, medianSince: now - .days(days),
                oldestSince: now - .days(days))
        }
        return LoadReport(ReportQuery(), facts, playbook: playbook, at: now)
    }
}
