import LeadRules
import Testing

@Suite struct WeeklyReportTests {
    private let from = moment("2026-03-02T00:00:00Z")
    private let to = moment("2026-03-04T00:00:00Z")

    private func report(_ facts: WeeklyFacts, _ adjust: (inout Playbook) -> Void = { _ in })
        -> WeeklyReport
    {
        var playbook = Playbook()
        playbook.calendars["utc"] = .always
        playbook.homeCalendar = "utc"
        adjust(&playbook)
        let query = ReportQuery(from: from, to: to)
        return WeeklyReport(
            query, WeeklyPeriod(query, at: to), facts, playbook: playbook)
    }

    private func intake(_ at: Instant, _ source: String, _ leads: Int) -> IntakeTally {
        IntakeTally(at: at, source: source, leads: leads)
    }

    @Test func `leads are counted by day and by source, beside the days before`() {
        var facts = WeeklyFacts()
        facts.intake = [
            intake(from, "demo", 3), intake(from + .hours(23), "e-book", 4),
            intake(from + .days(1), "demo", 5), intake(from - .hours(1), "demo", 7),
            intake(from - .days(2), "fair", 2), intake(from - .days(2) + .hours(1), "demo", 1),
        ]
        let trend = report(facts).intake
        #expect(trend.leads == 12 && trend.before == 10)
        #expect(trend.byDay.map(\.key) == ["2026-03-02", "2026-03-03"])
        #expect(trend.byDay.map(\.title) == ["2026-03-02 Mon", "2026-03-03 Tue"])
        #expect(trend.byDay.map(\.leads) == [7, 5] && trend.byDay.map(\.before) == [3, 7])
        #expect(trend.bySource.map(\.key) == ["demo", "e-book", "fair"])
        #expect(trend.bySource.map(\.leads) == [8, 4, 0])
        #expect(trend.bySource.map(\.before) == [8, 0, 2])
    }

    @Test func `sources of as many leads stand in the order of their names`() {
        var facts = WeeklyFacts()
        facts.intake = ["c", "a", "b"].map { intake(from, $0, 2) }
        #expect(report(facts).intake.bySource.map(\.key) == ["a", "b", "c"])
    }

    @Test func `a period without a length has no days`() {
        let query = ReportQuery(from: from, to: from)
        let report = WeeklyReport(
            query, WeeklyPeriod(query, at: to), WeeklyFacts(), playbook: Playbook())
        #expect(report.intake.byDay.isEmpty)
    }

    @Test func `a source's leads are judged by what sales said of them, the most MQLs first`() {
        func funnel(_ source: String, mql: Int, sql: Int) -> FunnelTally {
            var tally = FunnelTally()
            tally.source = source
            tally.counts[.leads] = 10
            (tally.counts[.mql], tally.counts[.mqlAndSQL]) = (mql, sql)
            return tally
        }
        func handoff(_ source: String, _ reason: String?, _ count: Int) -> HandoffTally {
            SampleHandoff(
                state: reason == nil ? .accepted : .rejected, source: source, reason: reason
            ).tally(count)
        }
        var facts = WeeklyFacts()
        facts.quarterFunnel = [
            funnel("b", mql: 2, sql: 1), funnel("a", mql: 2, sql: 2), funnel("c", mql: 5, sql: 1),
            funnel("c", mql: 1, sql: 1),
        ]
        facts.quarterHandoffs = [
            handoff("c", "no-need", 1), handoff("c", "too-small", 2), handoff("c", nil, 3),
            handoff("d", nil, 1),
        ]
        let quality = report(facts) { playbook in
            var source = SourceRule()
            (source.id, source.title) = ("c", "Fair")
            playbook.intake.sources = [source]
        }.quality
        #expect(quality.map(\.source) == ["c", "a", "b", "d"])
        #expect(quality.map(\.title) == ["Fair", "a", "b", "d"])
        #expect(quality.map(\.leads) == [20, 10, 10, 0])
        #expect(quality[0].mqlToSQL == Share(2, of: 6) && quality[0].rejection == Share(3, of: 6))
        #expect(quality[0].topReason == "too-small" && quality[3].topReason == nil)
    }

    @Test func `wins and losses are shown with their end and their date, others are not`() {
        func lead(_ id: Int64, _ change: (inout Milestones) -> Void) -> Lead {
            var lead = Lead(id: LeadID(id), capturedAt: from)
            change(&lead.milestones)
            return lead
        }
        let (early, late) = (from, from + .hours(1))
        var facts = WeeklyFacts()
        facts.closed = [
            lead(1) { ($0.won, $0.lost) = (early, nil) }, lead(2) { $0.lost = late },
            lead(3) { ($0.won, $0.lost) = (late, early) }, lead(4) { $0.sal = early },
        ]
        let closed = report(facts).closedLeads
        #expect(closed.map(\.lead) == [LeadID(1), LeadID(2), LeadID(3)])
        #expect(closed.map(\.won) == [true, false, true])
        #expect(closed.map(\.at) == [early, late, late])
    }

    @Test func `a clock that did not run out is no breach, and one is called by its title`() {
        var clock = Clock(
            id: ClockID(1), rule: "touch", purpose: .firstTouch, lead: LeadID(1), handoff: nil,
            playbook: 1, startedAt: from, owner: MemberID(1), dueAt: to)
        var facts = WeeklyFacts()
        facts.breaches = [clock]
        #expect(report(facts).breachList.isEmpty)
        clock.breachedAt = to
        facts.breaches = [clock]
        let untitled = report(facts).breachList
        #expect(untitled.map(\.title) == ["touch"] && untitled.map(\.owner) == ["M1"])
        let titled = report(facts) {
            $0.clocks = [ClockRule("touch", .hours(1), .plain, [])]
            $0.clocks[0].title = "First touch"
        }
        #expect(titled.breachList.map(\.title) == ["First touch"])
    }

    @Test(arguments: [
        ("Asia/Seoul", true), ("Asia/Kolkata", false), ("America/New_York", true),
        ("Asia/Kathmandu", false),
    ])
    func `days begin on an hour of UTC where the clock is whole hours off`(
        zone: String, isOnTheHour: Bool
    ) throws {
        var playbook = Playbook()
        #expect(playbook.daysBeginOnTheHour(in: WeeklyPeriod(ReportQuery(), at: to)))
        playbook.calendars["home"] = try .weekdays("09:00-18:00", zone: zone)
        playbook.homeCalendar = "home"
        let period = WeeklyPeriod(ReportQuery(from: from, to: to), at: to)
        #expect(playbook.daysBeginOnTheHour(in: period) == isOnTheHour)
        let moment = WeeklyPeriod(ReportQuery(from: from, to: from), at: to)
        #expect(playbook.daysBeginOnTheHour(in: moment) == isOnTheHour)
    }
}
