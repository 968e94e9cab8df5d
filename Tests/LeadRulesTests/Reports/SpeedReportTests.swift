import LeadRules
import Testing

@Suite struct SpeedReportTests {
    private let start = moment("2026-03-02T00:00:00Z")

    @Test(
        arguments: zip(
            [0, 299, 300, 3600, 14_400, 86_400, 172_800],
            [
                ResponseBand.Band.under5Minutes, .under5Minutes, .under1Hour, .under4Hours,
                .under24Hours, .under48Hours, .more,
            ]))
    func `a band begins where the one before ends`(_ seconds: Int64, _ band: ResponseBand.Band) {
        let report = report([lead(touchedAfter: seconds)])
        #expect(report.bands.filter { $0.leads == 1 }.map(\.band) == [band])
    }

    @Test func `a lead that nobody touched is in a band of its own`() {
        #expect(report([lead(touchedAfter: nil)]).bands.last?.leads == 1)
    }

    @Test func `the time before the first owner is the system's, not the people's`() {
        var lead = lead(touchedAfter: 7200)
        lead.assignedAt = start + .seconds(3600)
        let report = report([lead])
        #expect(report.system.medianSeconds == 3600)
        #expect(report.human.medianSeconds == 3600)
        #expect(report.total.medianSeconds == 7200)
        #expect(report.bands[2].leads == 1)
    }

    @Test func `a touch before the first owner says nothing of the people's speed`() {
        var lead = lead(touchedAfter: 60)
        lead.assignedAt = start + .seconds(3600)
        let report = report([lead])
        #expect(report.human.count == 0)
        #expect(report.total.medianSeconds == 60)
        #expect(report.bands[0].leads == 1)
    }

    @Test func `a lead younger than 48 hours is neither late nor in time`() {
        let young = report([lead(touchedAfter: nil)], at: start + .seconds(172_799))
        #expect(young.waiting.leads48h == .none)
        let old = report([lead(touchedAfter: nil)], at: start + .hours(48))
        #expect(old.waiting.leads48h == Share(1, of: 1))
        #expect(old.waiting.leads72h == .none)
    }

    @Test func `a touch after exactly 48 hours is in time`() {
        #expect(report([lead(touchedAfter: 172_800)]).waiting.leads48h == Share(0, of: 1))
        #expect(report([lead(touchedAfter: 172_801)]).waiting.leads48h == Share(1, of: 1))
    }

    @Test func `conversion is counted inside each band`() {
        var won = lead(touchedAfter: 60)
        won.isSQL = true
        won.isWon = true
        let bands = report([won, lead(touchedAfter: 70), lead(touchedAfter: 4000)]).bands
        #expect(bands[0].toSQL == Share(1, of: 2))
        #expect(bands[0].toWon == Share(1, of: 2))
        #expect(bands[2].toWon == Share(0, of: 1))
        #expect(bands[1].toWon.rate == nil)
    }

    @Test func `where nobody was answered there is no mean time`() {
        let total = report([lead(touchedAfter: nil)]).total
        #expect(total.count == 0 && total.meanSeconds == nil && total.medianSeconds == nil)
    }

    private func lead(touchedAfter seconds: Int64?) -> ResponseTime {
        var lead = ResponseTime(capturedAt: start)
        lead.assignedAt = start
        lead.touchedAt = seconds.map { start + .seconds($0) }
        return lead
    }

    private func report(_ leads: [ResponseTime], at now: Instant? = nil) -> SpeedReport {
        SpeedReport(
            ReportQuery(), responses: ResponseSet(leads), contacts: [], clocks: [], members: [],
            at: now ?? start + .days(30))
    }
}
