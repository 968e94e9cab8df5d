import LeadRules
import PlaybookFile
import Testing

struct HandoffTests {
    @Test func `an automatic acceptance that no score reaches is refused`() {
        expectProblems(
            """
            segments: [{ id: telecom, industry: { industry: telecom }, size: { employees: { above: 9 } } }]
            handoffs:
              - { id: up, from: sdr, to: ae, auto-accept: 9, joint-review: 5 }
              - { id: high, from: sdr, to: ae, auto-accept: §9.5, joint-review: 5 }
              - { id: never, from: sdr, to: ae, joint-review: §10 }
            """,
            "No handoff can reach 9.5 points: the handoff score gives at most 9.",
            "No handoff can reach 10 points: the handoff score gives at most 9.")
    }

    @Test func `a joint review begins below the automatic acceptance`() {
        expectProblems(
            "handoffs: [{ id: up, from: sdr, to: ae, auto-accept: 5, joint-review: §5 }]",
            "A joint review must begin below the automatic acceptance at 5 points.")
    }

    @Test func `a rejection needs a route that exists`() {
        expectProblems(
            """
            handoffs:
              - id: up
                from: sdr
                to: ae
                rejections:
                  - §id: mismatch
                  - { id: late, route: §nurtur }
                  - §{ id: mismatch, route: archive }
            """,
            "A rejection reason needs the key 'route'.",
            "Unknown value 'nurtur' for 'route'. Did you mean nurture?",
            "The rejection reason 'mismatch' is defined twice.")
    }

    @Test func `a task runs under a clock`() {
        expectProblems(
            """
            clocks: [{ id: day, time: 24h }]
            handoffs:
              - id: up
                from: sdr
                to: ae
                rejections:
                  - { id: fine, route: task, task: Ask., clock: day }
                  - { id: unclear, route: task, task: §Ask again. }
                  - { id: missing, route: back-to-giver, task: §Complete it. }
                  - { id: plain, route: back-to-giver }
            """,
            "The rejection 'unclear' gives a task without a clock; add 'clock'.",
            "The rejection 'missing' gives a task without a clock; add 'clock'.")
    }

    @Test func `a lead goes to rest for a reason that exists`() {
        expectProblems(
            """
            handoffs:
              - id: up
                from: sdr
                to: ae
                rejections:
                  - { id: later, route: nurture }
                  - { id: nothing, route: §recycle }
                  - { id: never, route: nurture, recycle: §laters }
            """,
            "Unknown recycling reason 'nothing'. Known: later.",
            "Unknown recycling reason 'laters'. Did you mean later?")
    }

    @Test func `what a route does not use is refused`() {
        expectProblems(
            """
            clocks: [{ id: day, time: 24h }]
            handoffs:
              - id: up
                from: sdr
                to: ae
                rejections:
                  - { id: a, route: archive, recycle: §later }
                  - { id: b, route: nurture, recycle: later, clock: §day, task: §Ask. }
                  - { id: c, route: back-to-giver, recycle: §later }
            """,
            "'recycle' does nothing on the route 'archive'.",
            "'clock' does nothing on the route 'nurture'.",
            "'task' does nothing on the route 'nurture'.",
            "'recycle' does nothing on the route 'back-to-giver'.")
    }

    @Test func `givers, fields and checks are known and named once`() {
        expectProblems(
            """
            handoffs:
              - id: up
                from: [sdr, §sdr]
                to: §seller
                required: [pain, §pains, §pain]
                checklist: [why-now, §why]
                makes: §sales-accepted
              - { id: down, from: §[], to: ae }
            """,
            "'sdr' stands here twice.",
            "Unknown value 'seller' for 'to'. Known: marketing, sdr, bdr, ae, am, csm, manager, cro, revops.",
            "Unknown value 'pains' for 'required'. Did you mean pain?",
            "'pain' stands here twice.",
            "Unknown value 'why' for 'checklist'. Did you mean why-now?",
            "Unknown value 'sales-accepted' for 'makes'. Known: mql, pql, sql, sal, won, lost.",
            "Expected at least one role for 'from', found a list.")
    }

    @Test func `the first clock that fits runs, so one that always fits is the last`() {
        expectProblems(
            """
            clocks: [{ id: day, time: 24h }]
            handoffs:
              - id: up
                from: sdr
                to: ae
                contact-clocks:
                  - clock: day
                  - §when: { temperature: hot }
                    clock: day
            """,
            "This is never reached, since one before it always fits.")
    }
}
