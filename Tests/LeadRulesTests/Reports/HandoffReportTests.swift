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
        var overturned = SampleHandoff(state: .accepted)
        overturned.disputed = true
        overturned.overturned = true
        overturned.reason = "no-need"
        var upheld = SampleHandoff(state: .rejected)
        upheld.disputed = true
        upheld.overturned = false
        upheld.reason = "no-need"
        let accepted = SampleHandoff(state: .accepted)
        let total = report([overturned.tally(), upheld.tally(), accepted.tally()]).total
        #expect(total.counts[.rejected] == 2)
        #expect(total.counts[.accepted] == 1)
        #expect(total.acceptance == Share(2, of: 3))
        #expect(total.rejection == Share(2, of: 3))
        #expect(total.overturn == Share(1, of: 2))
    }

    @Test func `what the rules sent back is no rejection`() {
        let returned = SampleHandoff(state: .rejected, automatic: true, reason: "low-score")
        let report = report([returned.tally()])
        #expect(report.total.counts[.returned] == 1)
        #expect(report.total.counts[.rejected] == 0)
        #expect(report.total.acceptance.rate == nil)
        #expect(report.reasons.isEmpty)
    }

    @Test func `the three most frequent reasons come first`() {
        let tallies = [("a", 1), ("b", 4), ("c", 2), ("d", 3)].map { reason, count in
            SampleHandoff(state: .rejected, reason: reason).tally(count)
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

    private func decisions(_ rejected: Int, of all: Int, by receiver: Int64) -> [HandoffTally] {
        let receiver = MemberID(receiver)
        let no = SampleHandoff(state: .rejected, receiver: receiver, reason: "no-need")
        let yes = SampleHandoff(state: .accepted, receiver: receiver)
        return [no.tally(rejected), yes.tally(all - rejected)].filter { $0.counts[.opened] > 0 }
    }

    private func report(_ tallies: [HandoffTally]) -> HandoffReport {
        HandoffReport(
            ReportQuery(), tallies: tallies, outcomes: [], members: [], playbook: Playbook())
    }

    private func coached(_ report: HandoffReport) -> [String?] {
        report.byReceiver.filter(\.needsCoaching).map(\.key)
    }
}
