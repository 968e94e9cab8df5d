import LeadRules
import PlaybookFile
import Testing

struct PlaybookDiffTests {
    @Test func `a playbook does not differ from itself`() throws {
        let playbook = try PlaybookFile.read(shipped("default"))
        #expect(PlaybookDiff.lines(from: playbook, to: playbook) == [])
    }

    @Test func `a changed figure is said with its section and rule`() throws {
        let lines = try diff { playbook in
            playbook.name = "Our own"
            playbook.homeCalendar = "tokyo"
            playbook.scoring.threshold = 60
            playbook.scoring.behaviours[0].points = 2
            playbook.scoring.repetition = nil
            playbook.clocks[7].time = .hours(2)
            playbook.clocks[7].calendar = .plain
            playbook.targets.mqlToSQL = 0.3
        }
        #expect(
            lines == [
                "name Default -> 'Our own'",
                "home calendar seoul -> tokyo",
                "scoring: threshold 50 -> 60",
                "scoring, behaviour 'page-visit': points 1 -> 2",
                "scoring: repetition times 3; points -50; except page-visit, product-page-view, "
                    + "pricing-page-visit, mail-open, product-use, teammate-invited -> none",
                "clock 'first-contact-hot': time 4h -> 2h",
                "clock 'first-contact-hot': calendar owner -> plain",
                "targets: mql to sql 0.25 -> 0.3",
            ])
    }

    @Test func `rules are told apart by their ids, wherever they stand`() throws {
        let lines = try diff { playbook in
            let removed = playbook.pools.remove(at: 2)
            playbook.pools.insert(removed, at: 0)
            playbook.pools.removeLast()
            playbook.pools[0].cap = nil
            playbook.clocks.removeAll { $0.id == "held" }
            var clock = ClockRule()
            clock.id = "renewal"
            clock.title = "Renewal"
            clock.time = .days(30)
            clock.onBreach = [.alertManager]
            playbook.clocks.append(clock)
        }
        #expect(
            lines == [
                "pool 'customer-success': removed",
                "pool 'sdr-inbound-b': cap 50 -> none",
                "pools: order bdr-outbound, sdr-inbound-a, sdr-inbound-b, ae-enterprise, ae-japan, "
                    + "ae-europe, ae-general, account-managers -> sdr-inbound-b, bdr-outbound, "
                    + "sdr-inbound-a, ae-enterprise, ae-japan, ae-europe, ae-general, account-managers",
                "clock 'held': removed",
                "clock 'renewal': added, title Renewal; time 30d; calendar owner; on breach alert-manager",
            ])
    }

    @Test func `what lies inside a rule is said with the rule`() throws {
        let lines = try diff { playbook in
            playbook.handoffs[1].rejections[0].route = .archive
            playbook.handoffs[1].rejections[0].recycle = nil
            playbook.handoffs[1].contactClocks[2].clock = "first-contact-hot"
            playbook.handoffs[1].required.removeLast()
            playbook.stages.moves[.new] = [.workingConnected, .archived]
            playbook.pools[1].weights = ["kim@example.com": 2]
            playbook.bant.grades[1].atLeast = 65
            playbook.recycling.tracks[0].steps[0].after = .days(5)
            playbook.tracking[2].activity = nil
            playbook.segments[0].stack = nil
        }
        #expect(
            lines == [
                "segment 'manufacturing': stack tech-stack contains sap or oracle or mes or plm -> none",
                "tracking rule 'event is Email Opened': activity mail-open -> none",
                "bant, grade 'B': at least 60 -> 65",
                "stages, moves from 'new': working-untouched, working-connected, recycled, archived "
                    + "-> working-connected, archived",
                "pool 'sdr-inbound-a', weight 'kim@example.com': added, 2",
                "handoff 'sdr-to-ae': required icp-fit, segment, pain, trigger-event, "
                    + "current-alternative, decision-structure, budget, timeline, next-step, "
                    + "next-meeting -> icp-fit, segment, pain, trigger-event, current-alternative, "
                    + "decision-structure, budget, timeline, next-step",
                "handoff 'sdr-to-ae', contact clock 'always': clock first-contact -> first-contact-hot",
                "handoff 'sdr-to-ae', rejection 'icp-mismatch': route nurture -> archive",
                "handoff 'sdr-to-ae', rejection 'icp-mismatch': recycle icp-mismatch -> none",
                "recycling, track 'learn-the-field', step 'Guide: what lost handoffs cost a revenue "
                    + "team': after 3d -> 5d",
            ])
    }

    @Test func `calendars differ in zone, hours and days`() throws {
        let old = try playbook(
            "calendars: { office: { zone: UTC, hours: { mon-fri: \"09:00-18:00\" }, holidays: [2026-05-01] } }"
        )
        let new = try playbook(
            """
            calendars:
              office:
                zone: Asia/Seoul
                hours: { mon-thu: ["09:00-12:00", "13:00-18:00"], fri: "09:00-12:00" }
                holidays: [2026-05-05]
            """)
        #expect(
            PlaybookDiff.lines(from: old, to: new) == [
                "calendar 'office': zone UTC -> Asia/Seoul",
                "calendar 'office': hours mon-fri 09:00-18:00 -> mon-thu 09:00-12:00 and "
                    + "13:00-18:00, fri 09:00-12:00",
                "calendar 'office', holiday '2026-05-01': removed",
                "calendar 'office', holiday '2026-05-05': added",
            ])
    }

    private func diff(_ change: (inout Playbook) -> Void) throws -> [String] {
        let old = try PlaybookFile.read(shipped("default"))
        var new = old
        change(&new)
        return PlaybookDiff.lines(from: old, to: new)
    }
}
