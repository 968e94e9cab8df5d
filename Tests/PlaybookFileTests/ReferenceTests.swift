import LeadRules
import PlaybookFile
import Testing

struct ReferenceTests {
    @Test func `every name that is used is defined somewhere`() {
        expectProblems(
            """
            home-calendar: §ofice
            intake:
              fallback-source: §web
              sources:
                - id: form
                  first-touch-clock: §tuch
                  activity: §form-sent
            verification: { phone-clock: §phone }
            scoring:
              behaviours:
                - { id: visit, activity: §visit, points: 50 }
              pql:
                - { id: team, counts: { §invites: 3 } }
            stages:
              moves:
                marketing: [held, new, working-untouched, working-connected, converted, recycled, archived]
              new-clock: §new
              attempts-reason: §latter
            pools:
              - { id: a, role: sdr, held-clock: §held }
            handoffs:
              - id: up
                from: sdr
                to: ae
                decision-clock: §decide
                contact-clocks: [{ clock: §call }]
                after-win-clock: §won
                rejections:
                  - { id: no, route: recycle, recycle: §latr }
                  - { id: ask, route: task, task: Ask., clock: §ask }
            clocks:
              - { id: touch, time: 4h }
              - { id: b, time: 4h, calendar: §offices }
            recycling:
              reasons:
                - { id: later, wake-after: 30d, track: §news }
            """,
            "Unknown calendar 'ofice'. Did you mean office?",
            "Unknown source 'web'. Known: form.",
            "Unknown clock 'tuch'. Did you mean touch?",
            "Unknown activity 'form-sent'. The playbook defines none.",
            "Unknown clock 'phone'. Known: b, touch.",
            "Unknown activity 'visit'. The playbook defines none.",
            "Unknown product count 'invites'. The playbook defines none.",
            "Unknown clock 'new'. Known: b, touch.",
            "Unknown recycling reason 'latter'. Did you mean later?",
            "Unknown clock 'held'. Known: b, touch.",
            "Unknown clock 'decide'. Known: b, touch.",
            "Unknown clock 'call'. Known: b, touch.",
            "Unknown clock 'won'. Known: b, touch.",
            "Unknown recycling reason 'latr'. Did you mean later?",
            "Unknown clock 'ask'. Known: b, touch.",
            "Unknown calendar 'offices'. Did you mean office?",
            "Unknown nurture track 'news'. The playbook defines none.")
    }

    @Test func `names may be defined after they are used`() throws {
        let playbook = try playbook(
            """
            tracking: [{ when: { event: Invite Sent }, activity: invite, count: invites }]
            activities: [{ id: invite }]
            scoring:
              pql: [{ id: team, counts: { invites: 3 } }]
            """)
        #expect(playbook.tracking.first?.activity == "invite")
        #expect(playbook.scoring.pql.first?.counts == ["invites": 3])
    }

    @Test func `a source that stands for unknown ones is needed`() {
        expectProblems(
            "intake: §{ sources: [{ id: form }] }",
            "The section 'intake' needs the key 'fallback-source'.")
    }

    @Test func `the standard recycling reason must exist where none is named`() {
        expectProblems(
            """
            stages:
              §moves:
                marketing: [held, new, working-untouched, working-connected, converted, recycled, archived]
            """,
            "Unknown recycling reason 'unreachable'. Known: later.")
    }
}
