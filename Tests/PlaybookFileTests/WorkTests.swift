import LeadRules
import PlaybookFile
import Testing

struct WorkTests {
    @Test func `reminders ascend between the start and the end of a clock`() {
        expectProblems(
            """
            clocks:
              - { id: a, time: 4h, remind-at: [50%, §0.4, §50%, 0.8] }
              - { id: b, time: 4h, remind-at: [§0, §100%] }
              - { id: c, time: 4h, remind-at: §half }
            """,
            "Expected ascending fractions between 0 and 1 for 'remind-at', found the number 0.4.",
            "Expected ascending fractions between 0 and 1 for 'remind-at', found '50%'.",
            "Expected ascending fractions between 0 and 1 for 'remind-at', found the number 0.",
            "Expected ascending fractions between 0 and 1 for 'remind-at', found '100%'.",
            "Expected a list for 'remind-at', found 'half'.")
    }

    @Test func `a clock counts the hours of its owner, of a calendar, or all`() throws {
        let clocks = try playbook(
            """
            clocks:
              - { id: a, time: 4h }
              - { id: b, time: 4h, calendar: owner }
              - { id: c, time: 4h, calendar: plain, on-breach: [reassign-pool, alert-manager] }
              - { id: d, time: 4h, calendar: office, remind-at: [50%, 0.8] }
            """
        ).clocks
        #expect(clocks.map(\.calendar) == [.owner, .owner, .plain, .named("office")])
        #expect(clocks[2].onBreach == [.alertManager, .reassignPool])
        #expect(clocks[3].remindAt == [0.5, 0.8])
    }

    @Test func `every stage can be reached from marketing`() {
        expectProblems(
            """
            stages:
              attempts-reason: later
              moves:
                §marketing: [new]
                new: [working-untouched]
                working-connected: [converted, recycled]
            """,
            "No chain of moves leads from marketing to: held, working-connected, converted, recycled, archived."
        )
    }

    @Test func `stages are known`() {
        expectProblems(
            """
            stages:
              attempts-reason: later
              attempts: §0
              moves:
                §working: [new]
                marketing: [§lost]
            """,
            "Expected a whole number of at least 1 for 'attempts', found the number 0.",
            "Unknown value 'working' for 'working'. Did you mean working-connected or working-untouched?",
            "Unknown value 'lost' for 'marketing'. Known: marketing, held, new, working-untouched, working-connected, converted, recycled, archived."
        )
    }

    @Test func `a pool has a role and people`() {
        expectProblems(
            """
            pools:
              - §id: nobody
              - { id: empty, role: ae, members: §[] }
              - { id: teamless, role: am, teams: §[] }
              - { id: names, role: csm, members: [§Kim, kim@example.com] }
            """,
            "The pool 'nobody' needs the key 'role'.",
            "Expected a list with at least one item for 'members', found a list.",
            "Expected a list with at least one item for 'teams', found a list.",
            "Expected a mail address for 'members', found 'Kim'.")
    }

    @Test func `shares are positive and belong to members`() {
        expectProblems(
            """
            pools:
              - id: a
                role: sdr
                members: [Kim@Example.com, lee@example.com]
                weights: { kim@example.com: 2, §leo@example.com: 1, lee@example.com: §0 }
                cap: §0
            """,
            "'leo@example.com' has a weight but is not in 'members'. Did you mean lee@example.com or kim@example.com?",
            "Expected a number above 0 for 'lee@example.com', found the number 0.",
            "Expected a whole number of at least 1 for 'cap', found the number 0.")
    }

    @Test func `without members, anybody of the role may have a share`() throws {
        let pool = try playbook(
            "pools: [{ id: a, role: sdr, weights: { Kim@Example.com: 2 } }]"
        ).pools.first
        #expect(pool?.weights == ["kim@example.com": 2])
    }

    @Test func `a team that assigns by hand says that it has no pools`() throws {
        #expect(try playbook("pools: []").pools.isEmpty)
    }

    @Test func `a resting lead comes back somehow, and its mails come in order`() {
        expectProblems(
            """
            recycling:
              reasons:
                - { id: later, wake-on-rise: 10 }
                - §{ id: never }
              tracks:
                - id: news
                  steps:
                    - { after: 10d, stage: tofu, mail: First }
                    - { after: §5d, stage: mofu, mail: Second }
                    - { after: 12d, stage: §end, mail: Third }
                - { id: empty, steps: §[] }
            """,
            "The recycling reason 'never' needs 'wake-after' or 'wake-on-rise', or its leads never come back.",
            "Steps count from the start of the track: this one must not come before 10d.",
            "Unknown value 'end' for 'stage'. Known: tofu, mofu, bofu.",
            "Expected a list with at least one item for 'steps', found a list.")
    }
}
