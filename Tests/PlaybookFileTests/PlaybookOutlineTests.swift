import LeadRules
import PlaybookFile
import Testing

struct PlaybookOutlineTests {
    @Test func `an outline has a heading for each section and a line for each rule`() throws {
        let outline = try PlaybookFile.outline(
            playbook(
                """
                name: Small
                calendars: { office: { zone: UTC, hours: { mon-fri: "09:00-18:00" } } }
                clocks:
                  - { id: touch, time: 4h, remind-at: [50%, 80%], on-breach: [reassign-backup, alert-manager] }
                activities: [{ id: visit, hot-for: 15m }]
                scoring:
                  behaviours: [{ id: visit, activity: visit, points: 1, cap: 10, half-life: 30d }, { id: more, activity: visit, points: 2 }]
                """))
        #expect(
            outline == """
                Small

                Calendars
                  office (home): mon-fri 09:00-18:00, UTC, 0 holidays
                  Phone numbers without a country code are read as US.

                Sources
                  form: inbound, grade B, warm; contact at once; stands for unknown sources

                Activities
                  visit: by the lead; hot for 15m

                Verification
                  3 leads from one address within 1h are suspect
                  a disposable mail domain is suspect

                Scoring
                  MQL at 50 points, from 0 attribute points
                  +1 visit: each visit; at most 10; half after 30d
                  +2 more: each visit

                BANT
                  budget of 50000 USD +30
                  decision maker +25
                  influencer +10
                  need +35
                  timeline within 90 days +10

                Handoff score, of 10
                  ICP fit: industry +1, size +1, stack +1
                  trigger event: typed +2, other +1
                  problem impact: concrete +2, stated +1
                  access to the decision: reachable +2, known +1
                  timeline within 90 days: +1

                Qualification
                  SQL needs: nothing, so no lead becomes one
                  the decision structure is known from 2 stakeholders
                  active communication: within 30d

                Stages and queue
                  marketing -> held, new, working-untouched, working-connected, converted, recycled, archived
                  6 attempts without contact: recycled as later
                  a full week has 80 slots of 30m

                Pools
                  everybody: sdr

                Clocks
                  touch: 4h of the owner's hours; reminds at 50%, 80%; then alert-manager, reassign-backup

                Recycling
                  later: wakes after 30d

                Alerts and targets
                  to Slack: breach, fraud, handoff, held, reminder
                  MQL to SQL 25%, SQL to won 15%

                """)
    }

    @Test(arguments: ["default", "product-led", "enterprise-outbound"])
    func `every rule of a shipped playbook stands in its outline`(name: String) throws {
        let playbook = try PlaybookFile.read(shipped(name))
        let outline = PlaybookFile.outline(playbook)
        let ids =
            playbook.intake.sources.map(\.id) + playbook.segments.map(\.id)
            + playbook.activities.map(\.id) + playbook.scoring.attributes.map(\.id)
            + playbook.scoring.behaviours.map(\.id) + playbook.scoring.pql.map(\.id)
            + playbook.pools.map(\.id) + playbook.handoffs.map(\.id) + playbook.clocks.map(\.id)
            + playbook.recycling.reasons.map(\.id) + playbook.recycling.tracks.map(\.id)
            + playbook.handoffs.flatMap { $0.rejections.map(\.id) }
        for id in ids { #expect(outline.contains(id)) }
        #expect(!outline.contains("Optional"))
    }
}
