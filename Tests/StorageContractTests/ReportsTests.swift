import LeadEngine
import LeadRules
import Records
import Testing

/// Every figure of every report, counted by hand from the ten days in `ReportHistory.work`.
@Suite struct ReportsTests {
    @Test func `the funnel counts each milestone of the leads captured`() async throws {
        let report = try await worked().funnel()
        let counts = report.total.counts
        #expect(report.visitors == Share(1, of: 2))
        #expect(counts[.leads] == 7)
        #expect(counts[.fake] == 1)
        #expect([counts[.mql], counts[.pql], counts[.sql], counts[.sal]] == [4, 0, 2, 2])
        #expect([counts[.won], counts[.lost]] == [2, 1])
        #expect(counts.amount == 10_500)
        let rates = report.total.conversions
        #expect(rates[.mqlToSQL] == Share(2, of: 4))
        #expect(rates[.pqlToSQL] == .none)
        #expect(rates[.sqlToSAL] == Share(2, of: 2))
        #expect(rates[.salToWon] == Share(1, of: 2))
        #expect(rates[.sqlToWon] == Share(1, of: 2))
        #expect(rates[.leadToWon] == Share(2, of: 7))
        #expect(report.targets.map(\.met) == [true, true])
    }

    @Test func `the funnel is cut by origin and by people, wins without a handoff included`()
        async throws
    {
        let report = try await worked().funnel()
        #expect(
            report.bySource.map { "\($0.title) \($0.counts[.leads])" } == [
                "Demo request 4", "e-book 2", "import 1",
            ])
        #expect(report.bySourceGroup.map(\.counts[.leads]) == [7])
        #expect(report.byCampaign.map { $0.key } == ["spring", nil])
        #expect(report.byCampaign.map(\.counts[.leads]) == [1, 6])
        #expect(
            report.bySDR.map { "\($0.title) \($0.counts[.leads]) \($0.counts[.won])" } == [
                "Ana 3 2", "Ben 3 0", "(none) 1 0",
            ])
        #expect(report.bySDR.map(\.counts.amount) == [10_500, 0, 0])
        #expect(
            report.byAE.map { "\($0.title) \($0.counts[.leads]) \($0.counts[.won])" } == [
                "Cho 2 1", "Dee 1 1", "(none) 4 0",
            ])
    }

    @Test func `a query limits the funnel by period, origin and people`() async throws {
        let history = try await worked()
        var query = ReportQuery(from: moment("02T00:10"), to: moment("02T03:00"))
        #expect(try await history.funnel(query).total.counts[.leads] == 2)
        #expect(try await history.funnel(query).visitors == Share(1, of: 2))
        query.source = "e-book"
        #expect(try await history.funnel(query).total.counts[.leads] == 1)
        #expect(try await history.funnel(query).visitors == nil)
        query = ReportQuery()
        query.campaign = "spring"
        #expect(try await history.funnel(query).total.counts[.won] == 1)
        query = ReportQuery()
        query.team = "south"
        #expect(try await history.funnel(query).total.counts[.leads] == 4)
        query.member = ReportHistory.dee
        #expect(try await history.funnel(query).total.counts.amount == 500)
        query.member = ReportHistory.ana
        #expect(try await history.funnel(query).total.counts[.leads] == 0)
    }

    @Test func `the delay is split between the system and the people`() async throws {
        let report = try await worked().speed()
        #expect(report.system == Durations([0, 0, 0, 0, 0]))
        #expect(report.human.count == 3)
        #expect(report.human.meanSeconds == 4240)
        #expect(report.human.medianSeconds == 1800)
        #expect(report.human.p90Seconds == 9000)
        #expect(report.total == report.human)
        #expect(report.handoffContact == Durations([3600, 14_400]))
        #expect(report.waiting.leads48h == Share(1, of: 4))
        #expect(report.waiting.leads72h == Share(1, of: 4))
        #expect(report.waiting.handoffs48h == Share(0, of: 2))
    }

    @Test func `clocks count when they were met in time or ran out, not when cancelled`()
        async throws
    {
        let report = try await worked().speed()
        let shares = report.byPurpose.map {
            "\($0.purpose) \($0.withinSLA.count)/\($0.withinSLA.of)"
        }
        #expect(shares == ["firstTouch 1/4", "decision 1/1", "firstContact 2/2"])
        #expect(report.withinSLA == Share(4, of: 7))
        #expect(report.byPurpose.map(\.open) == [0, 0, 0])
    }

    @Test func `speed is shown by member, temperature and response time`() async throws {
        let report = try await worked().speed()
        let members = report.byMember.map {
            "\($0.title) \($0.human.count) \($0.handoffContact.count) "
                + "\($0.withinSLA.count)/\($0.withinSLA.of)"
        }
        #expect(members == ["Ana 2 0 1/2", "Ben 1 0 0/2", "Cho 0 2 3/3"])
        #expect(report.byMember[1].waiting.leads48h == Share(1, of: 2))
        #expect(report.byTemperature.map(\.human.count) == [3, 0, 0])
        #expect(report.bands.map(\.leads) == [1, 1, 1, 0, 0, 0, 2])
        #expect(report.bands.map(\.toSQL.count) == [1, 1, 0, 0, 0, 0, 0])
        #expect(report.bands.map(\.toWon.count) == [1, 0, 0, 0, 0, 0, 0])
    }

    @Test func `handoffs are counted by what the receivers and the rules decided`() async throws {
        let report = try await worked().handoffs()
        let total = report.total
        #expect(total.counts[.opened] == 3)
        #expect(total.counts[.autoAccepted] == 1)
        #expect(total.counts[.accepted] == 0)
        #expect(total.counts[.rejected] == 1)
        #expect(total.counts[.returned] == 1)
        #expect(total.counts[.pending] + total.counts[.withdrawn] == 0)
        #expect([total.counts[.disputed], total.counts[.overturned]] == [1, 1])
        #expect(total.acceptance == Share(2, of: 2))
        #expect(total.rejection == Share(1, of: 1))
        #expect(total.overturn == Share(1, of: 1))
        #expect(report.byGiver.map { "\($0.title) \($0.counts[.opened])" } == ["Ana 2", "Ben 1"])
        #expect(
            report.byReceiver.map { "\($0.title) \($0.counts[.opened])" } == ["Cho 2", "Dee 1"])
        #expect(report.topReasons.map(\.title) == ["No real interest"])
        let bands = report.scoreBands.map { [$0.won, $0.lost, $0.open] }
        #expect(bands == [[0, 0, 1], [0, 1, 0], [1, 0, 0], [0, 0, 0]])
    }

    @Test func `load shows what members own, were given and let run out`() async throws {
        let report = try await worked().load()
        let members = report.members.map {
            [
                $0.load, $0.assigned, $0.handoffsReceived, $0.openClocks, $0.overdueClocks,
                $0.breaches,
            ]
        }
        #expect(
            members == [
                [1, 2, 0, 0, 0, 1], [2, 4, 0, 0, 1, 2], [0, 0, 2, 0, 0, 0], [0, 0, 1, 0, 0, 0],
            ])
        #expect(report.members.map(\.cap) == [4, 4, nil, nil])
        #expect(report.members.map(\.shareOfCap) == [0.25, 0.5, nil, nil])
        #expect(report.members[1].shareOfWeek == 2.0 / 80)
        #expect(report.pools[0].seats.map(\.given) == [2, 2])
        #expect(report.pools[0].turnImbalance == 0)
        #expect(report.pools[0].loadImbalance == 0.5)
        #expect(report.pools[1].seats.map(\.given) == [1, 0])
    }

    @Test func `time in stage names the bottleneck`() async throws {
        let report = try await worked().load()
        let stages = report.stages.map { "\($0.stage) \($0.leads) \(Int($0.medianSeconds))" }
        #expect(
            stages == ["marketing 1 860400", "new 2 352800", "workingConnected 1 842400"])
        #expect(report.stages[1].oldestSeconds == 691_200)
        #expect(report.bottleneck == .workingConnected)
    }

    @Test func `held leads wait in their pool, the oldest first`() async throws {
        let history = try await ReportHistory()
        for number in 1...10 {
            try await history.on("02T0\(number / 10):0\(number % 10)", .capture(number))
        }
        try await history.play(to: "02T03:00")
        let report = try await history.load()
        #expect(report.pools.map(\.held) == [2, 0])
        #expect(report.pools[0].oldestHeldSeconds == 10_260)
        #expect(report.bottleneck == .new)
    }

    @Test func `the weekly pack compares a week with the one before`() async throws {
        let report = try await worked().weekly()
        #expect(report.period.from == moment("05T00:00"))
        #expect([report.intake.leads, report.intake.before] == [1, 6])
        #expect(report.intake.byDay.map(\.leads) == [0, 0, 0, 0, 0, 0, 1])
        #expect(report.intake.byDay.map(\.before) == [0, 0, 0, 0, 4, 1, 1])
        #expect(report.closed[.won] == 1)
        #expect(report.closed[.lost] == 1)
        #expect(report.closed.amount == 10_000)
        #expect(report.closedLeads.map(\.lead.number) == [1, 2])
        #expect(report.closedLeads.map(\.cause) == ["fit", "price"])
        #expect([report.breaches, report.breachesBefore] == [0, 3])
        #expect(report.topReasons.isEmpty)
        #expect(
            report.quality.map { "\($0.source) \($0.mql) \($0.fake) \($0.won)" } == [
                "demo 4 1 1", "e-book 0 0 0", "import 0 0 1",
            ])
        #expect(report.quality[0].topReason == "No real interest")
    }

    @Test func `the scoreboard holds both sides against the same figures`() async throws {
        let rows = try await worked().weekly().scoreboard
        #expect(
            rows.map(\.name) == [
                "mqlToSQL", "sqlToWon", "acceptance", "withinSLA", "firstTouch", "won",
                "wonAmount",
            ])
        #expect(rows.map(\.value) == [0.5, 0.5, nil, nil, nil, 1, 10_000])
        #expect(rows.map(\.before) == [nil, nil, 1, 4.0 / 7, 1800, 1, 500])
        #expect(rows.map(\.met) == [true, true, nil, nil, nil, nil, nil])
    }

    @Test(arguments: ReportKind.allCases)
    func `an empty workspace gives zeros and no data`(_ kind: ReportKind) async throws {
        let history = try await ReportHistory()
        let json = try JSONText.of(try await history.report(kind))
        #expect(!json.contains("nan"))
        if kind == .funnel {
            #expect(try await history.funnel().total.counts == FunnelCounts())
            #expect(json.contains(#""mqlToSQL":{"count":0,"of":0,"rate":null}"#))
        }
    }

    @Test func `without a playbook a report says what to do`() async throws {
        let store = try ReportHistory.emptyStore()
        await #expect(throws: Refusal.self) {
            try await store.read { try $0.report(.funnel, ReportQuery(), at: moment("02T00:00")) }
        }
    }
}

private func worked() async throws -> ReportHistory {
    let history = try await ReportHistory()
    try await history.work()
    return history
}

extension Command where Self == CaptureLead {
    fileprivate static func capture(_ number: Int) -> CaptureLead {
        ReportHistory.capture("Lead\(number)", "demo")
    }
}

extension ReportHistory {
    fileprivate func funnel(_ query: ReportQuery = ReportQuery()) async throws -> FunnelReport {
        guard case .funnel(let report) = try await report(.funnel, query) else { throw Mismatch() }
        return report
    }
    fileprivate func speed() async throws -> SpeedReport {
        guard case .speed(let report) = try await report(.speed) else { throw Mismatch() }
        return report
    }
    fileprivate func handoffs() async throws -> HandoffReport {
        guard case .handoffs(let report) = try await report(.handoffs) else { throw Mismatch() }
        return report
    }
    fileprivate func load() async throws -> LoadReport {
        guard case .load(let report) = try await report(.load) else { throw Mismatch() }
        return report
    }
    fileprivate func weekly() async throws -> WeeklyReport {
        guard case .weekly(let report) = try await report(.weekly) else { throw Mismatch() }
        return report
    }
}

private struct Mismatch: Error {}
