import LeadRules
import Testing

@Suite struct HandoffReportTests {
    @Test func `a receiver who rejects far more than the others is worth a talk`() {
        // 1 of 5, 2 of 10, 5 of 5: the median is 0.2, and 0.3 would stand out.
        let report = report(
            decisions(1, of: 5, by: 1) + decisions(2, of: 10, by: 2)
                + decisions(5, of: 5, by: 3))
        #expect(coached(report) == ["M3"])
    }

    @Test func `four decisions are too few to judge a receiver by`() {
        let report = report(decisions(1, of: 5, by: 1) + decisions(4, of: 4, by: 2))
        #expect(coached(report).isEmpty)
    }

    @Test func `a rate just below one and a half times the median does not stand out`() {
        // Rates 0.2, 0.2 and 0.28; 1.5 times the median is 0.3.
        let below = report(
            decisions(1, of: 5, by: 1) + decisions(1, of: 5, by: 2)
                + decisions(7, of: 25, by: 3))
        #expect(coached(below).isEmpty)
        let exactly = report(
            decisions(1, of: 5, by: 1) + decisions(1, of: 5, by: 2)
                + decisions(3, of: 10, by: 3))
        #expect(coached(exactly) == ["M3"])
    }

    @Test func `nobody stands out alone, nor where nobody rejects`() {
        #expect(coached(report(decisions(9, of: 10, by: 1))).isEmpty)
        #expect(coached(report(decisions(0, of: 5, by: 1) + decisions(0, of: 9, by: 2))).isEmpty)
    }

    @Test func `a rejection that was overturned counts as one, and as accepted in the end`() {
        var overturned = tally(.accepted, by: 1)
        overturned.disputed = true
        overturned.overturned = true
        overturned.reason = "no-need"
        var upheld = tally(.rejected, by: 1)
        upheld.disputed = true
        upheld.overturned = false
        upheld.reason = "no-need"
        let total = report([overturned, upheld, tally(.accepted, by: 1)]).total
        #expect(total.counts.rejected == 2)
        #expect(total.counts.accepted == 1)
        #expect(total.acceptance == Share(2, of: 3))
        #expect(total.rejection == Share(2, of: 3))
        #expect(total.overturn == Share(1, of: 2))
    }

    @Test func `what the rules sent back is no rejection`() {
        var returned = tally(.rejected, by: 1)
        returned.automatic = true
        returned.reason = "low-score"
        let report = report([returned])
        #expect(report.total.counts.returned == 1)
        #expect(report.total.counts.rejected == 0)
        #expect(report.total.acceptance.rate == nil)
        #expect(report.reasons.isEmpty)
    }

    @Test func `the three most frequent reasons come first`() {
        let tallies = [("a", 1), ("b", 4), ("c", 2), ("d", 3)].map { reason, count in
            var tally = tally(.rejected, by: 1)
            tally.reason = reason
            tally.count = count
            return tally
        }
        let report = report(tallies)
        #expect(report.reasons.map(\.reason) == ["b", "d", "c", "a"])
        #expect(
            report.topReasons.map(\.share) == [
                Share(4, of: 10), Share(3, of: 10), Share(2, of: 10),
            ])
    }

    @Test func `wins are set against the score band of the handoff`() {
        let outcomes = [(4.9, 1, 0), (5.0, 2, 1), (6.5, 0, 1), (7.0, 3, 1), (10.0, 1, 0)].map {
            points, won, lost in
            var outcome = ScoreOutcome()
            (outcome.points, outcome.won, outcome.lost) = (points, won, lost)
            return outcome
        }
        let bands = HandoffReport(
            ReportQuery(), tallies: [], outcomes: outcomes, members: [], playbook: Playbook()
        ).scoreBands
        #expect(
            bands.map(\.winRate) == [
                Share(1, of: 1), Share(2, of: 4), Share(3, of: 4), Share(1, of: 1),
            ])
    }

    private func tally(_ state: Handoff.State, by receiver: Int64) -> HandoffTally {
        var tally = HandoffTally()
        tally.receiver = MemberID(receiver)
        tally.state = state
        tally.count = 1
        return tally
    }

    private func decisions(_ rejected: Int, of all: Int, by receiver: Int64) -> [HandoffTally] {
        var (no, yes) = (tally(.rejected, by: receiver), tally(.accepted, by: receiver))
        (no.count, yes.count) = (rejected, all - rejected)
        no.reason = "no-need"
        return [no, yes].filter { $0.count > 0 }
    }

    private func report(_ tallies: [HandoffTally]) -> HandoffReport {
        HandoffReport(
            ReportQuery(), tallies: tallies, outcomes: [], members: [], playbook: Playbook())
    }

    private func coached(_ report: HandoffReport) -> [String?] {
        report.byReceiver.filter(\.needsCoaching).map(\.key)
    }
}
