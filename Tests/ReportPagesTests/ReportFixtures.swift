import LeadRules

/// Small reports with names from outside: Korean, Japanese, and hostile ones.
enum ReportFixtures {
    static let now = Instant(seconds: 1_772_409_600)  // 2026-03-02T00:00:00Z
    static let script = "<script>alert('x')</script>"

    static func funnel(campaign: String = "봄 캠페인") -> Report {
        var first = FunnelTally()
        (first.source, first.sourceGroup) = ("demo", "inbound")
        (first.campaign, first.sdr) = (campaign, MemberID(1))
        (first.counts[.leads], first.counts[.mql], first.counts[.sql], first.counts[.sal]) = (
            8, 4, 2, 1
        )
        (first.counts[.mqlAndSQL], first.counts[.sqlAndSAL]) = (2, 1)
        (first.counts[.won], first.counts[.sqlAndWon], first.counts[.salAndWon]) = (1, 1, 1)
        (first.counts.amount, first.counts[.fake]) = (1_234_567.5, 1)
        var second = FunnelTally()
        (second.source, second.sourceGroup) = ("e-book", "inbound")
        second.counts[.leads] = 4
        return .funnel(
            FunnelReport(
                ReportQuery(from: now, to: nil), visitors: Share(12, of: 48),
                facts: FunnelFacts([first, second]), members: [member(1, "田中 花子")],
                playbook: Playbook()))
    }

    static func handoffs(note: String = "Kim") -> Report {
        var tally = HandoffTally()
        (tally.kind, tally.giver, tally.receiver) = ("sdr-to-ae", MemberID(1), MemberID(2))
        tally.reason = "no-authority"
        for measure in [HandoffMeasure.opened, .rejected, .decided, .decidedInPerson] {
            tally.counts[measure] = 3
        }
        return .handoffs(
            HandoffReport(
                ReportQuery(), tallies: [tally], outcomes: [],
                members: [member(1, note), member(2, "Lee")], playbook: Playbook()))
    }

    static let emptySpeed = Report.speed(
        SpeedReport(
            ReportQuery(), responses: ResponseSet([]), contacts: [], clocks: [], members: [],
            at: now))

    static func weekly() -> Report {
        let period = WeeklyPeriod(ReportQuery(), at: now)
        return .weekly(WeeklyReport(ReportQuery(), period, WeeklyFacts(), playbook: Playbook()))
    }

    static func explanation(name: String) -> Explanation {
        var lead = Lead(id: LeadID(7), capturedAt: now)
        lead.contact.name = name
        lead.contact.company = name
        lead.stageReason = name
        return Explanation(
            ExplanationFacts(lead: lead, active: PlaybookName(version: 1, name: name)), at: now)
    }

    private static func member(_ id: Int64, _ name: String) -> Member {
        Member(
            id: MemberID(id), joinedAt: now,
            profile: MemberProfile(name: name, email: "m\(id)@example.com", role: .sdr))
    }
}
