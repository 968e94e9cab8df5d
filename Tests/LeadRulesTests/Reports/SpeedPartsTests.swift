import LeadRules
import Testing

@Suite struct SpeedPartsTests {
    private let start = moment("2026-03-02T00:00:00Z")

    private func responses(_ seconds: [Int64]) -> [ResponseTime] {
        seconds.map {
            var response = ResponseTime(capturedAt: start)
            response.assignedAt = start
            response.touchedAt = start + .seconds($0)
            return response
        }
    }

    private func report(
        _ responses: ResponseSet, _ contacts: [ContactTime] = [], _ clocks: [ClockTally] = [],
        _ members: [Member] = [], at now: Instant? = nil
    ) -> SpeedReport {
        SpeedReport(
            ReportQuery(), responses: responses, contacts: contacts, clocks: clocks,
            members: members, at: now ?? start + .days(30))
    }

    @Test(arguments: [
        [[10, 20, 30], [40, 50, 60, 70, 80, 90]], [[10, 90], [20], [30, 40, 50, 60, 70, 80]],
        [[10, 20, 30, 40, 50, 60, 70, 80, 90], []], [[10, 20, 30, 40, 50, 60, 70, 80, 90]],
    ])
    func `times in parts are measured as one`(parts: [[Int64]]) {
        let set = ResponseSet(parts: parts.map { ResponsePart(responses($0)) })
        let human = report(set).human
        #expect(human == Durations((1...9).map { Double($0 * 10) }))
        #expect(human.count == 9 && human.meanSeconds == 50 && human.medianSeconds == 50)
        #expect(human.p90Seconds == 82)
    }

    @Test func `equal times in several parts, and an even number of them`() {
        let set = ResponseSet(
            parts: [[5, 5], [5, 7], [9, 9]].map { ResponsePart(responses($0)) })
        #expect(report(set).human.medianSeconds == 6 && report(set).human.p90Seconds == 9)
    }

    private func contact(_ receiver: Int64, _ seconds: Int64?, _ temperature: Temperature = .warm)
        -> ContactTime
    {
        var contact = ContactTime(openedAt: start)
        contact.receiver = MemberID(receiver)
        contact.temperature = temperature
        contact.contactedAt = seconds.map { start + .seconds($0) }
        return contact
    }

    @Test func `contacts are measured by who received them, and by temperature`() {
        let profile = MemberProfile(name: "Zoe", email: "zoe@team.example", role: .ae)
        let zoe = Member(id: MemberID(1), joinedAt: start, profile: profile)
        let report = report(
            ResponseSet([]), [contact(1, 60, .hot), contact(2, 120), contact(2, -5)], [], [zoe])
        #expect(report.byMember.map(\.title) == ["M2", "Zoe"])
        #expect(report.byMember.map(\.handoffContact.meanSeconds) == [60, 60])
        #expect(report.handoffContact.count == 3 && report.handoffContact.medianSeconds == 60)
        let byTemperature = Dictionary(
            uniqueKeysWithValues: report.byTemperature.map { ($0.key, $0.handoffContact.count) })
        #expect(byTemperature == ["hot": 1, "warm": 2, "cool": 0])
    }

    @Test(arguments: [
        (172_799, Share.none), (172_800, Share(3, of: 4)), (259_199, Share(3, of: 4)),
    ])
    func `a handoff of 48 hours is late unless it was contacted by then`(
        age: Int, late: Share
    ) {
        let contacts = [
            contact(1, 172_800), contact(1, 172_801), contact(1, nil), contact(1, 200_000),
        ]
        let waiting = report(ResponseSet([]), contacts, at: start + .seconds(Int64(age))).waiting
        #expect(waiting.handoffs48h == late && waiting.handoffs72h == .none)
        let old = report(ResponseSet([]), contacts, at: start + .hours(72)).waiting
        #expect(old.handoffs72h == Share(1, of: 4))
    }

    @Test func `clocks in time are counted of those that ended, by purpose and by owner`() {
        func tally(
            _ purpose: Clock.Purpose, _ owner: Int64, _ inTime: Int, _ late: Int, _ open: Int
        )
            -> ClockTally
        {
            var tally = ClockTally()
            (tally.purpose, tally.owner) = (purpose, MemberID(owner))
            (tally.counts[.inTime], tally.counts[.late], tally.counts[.open]) = (inTime, late, open)
            tally.counts[.judged] = inTime + late
            return tally
        }
        let report = report(
            ResponseSet([]), [],
            [
                tally(.firstTouch, 1, 3, 1, 2), tally(.firstTouch, 2, 1, 1, 5),
                tally(.decision, 1, 0, 2, 0),
            ])
        #expect(report.withinSLA == Share(4, of: 8))
        #expect(report.byPurpose.map(\.purpose) == [.firstTouch, .decision])
        #expect(report.byPurpose.map(\.withinSLA) == [Share(4, of: 6), Share(0, of: 2)])
        #expect(report.byPurpose.map(\.open) == [7, 0])
        #expect(report.byMember.map(\.withinSLA) == [Share(3, of: 6), Share(1, of: 2)])
    }

    @Test func `a band begins where the one before ends, the first and the last nowhere`() {
        #expect(
            ResponseBand.Band.allCases.map(\.startSeconds) == [
                nil, 300, 3600, 14_400, 86_400, 172_800, nil,
            ])
    }

    @Test func `a band of the ten points begins where the one below ends`() {
        #expect(ScoreBand.points(of: "0-4") == -.infinity..<5)
        #expect(ScoreBand.points(of: "5-6") == 5..<7)
        #expect(ScoreBand.points(of: "7-8") == 7..<9)
        #expect(ScoreBand.points(of: "9-10") == 9..<(.infinity))
        #expect(ScoreBand.points(of: "11") == nil)
    }
}
