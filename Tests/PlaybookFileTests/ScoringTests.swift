import LeadRules
import PlaybookFile
import Testing

struct ScoringTests {
    @Test func `a threshold that all rules together cannot reach is refused`() {
        expectProblems(
            """
            activities: [{ id: visit }]
            scoring:
              threshold: §40
              attributes:
                - { id: size, when: { employees: { above: 100 } }, points: 20 }
                - { id: student, when: { title: student }, points: -50 }
              behaviours:
                - { id: visit, activity: visit, points: 1, cap: 15 }
              variants:
                - { id: partner, when: { source-group: partner }, threshold: 35 }
                - { id: outbound, when: { source-group: outbound }, threshold: §35.5 }
            """,
            "No lead can reach the threshold of 40: all rules together give at most 35 points.",
            "No lead can reach the threshold of 35.5: all rules together give at most 35 points.")
    }

    @Test func `the default threshold must be reached too`() {
        expectProblems(
            """
            scoring:
              §attributes:
                - { id: size, when: { employees: { above: 100 } }, points: 20 }
            """,
            "No lead can reach the threshold of 50: all rules together give at most 20 points.")
    }

    @Test func `a behaviour without a cap can reach any threshold`() throws {
        let scoring = try playbook(
            """
            activities: [{ id: visit }]
            scoring:
              threshold: 1000
              behaviours: [{ id: visit, activity: visit, points: 1 }]
            """
        ).scoring
        #expect(scoring.threshold == 1000)
    }

    @Test func `a gate above all attribute points is refused`() {
        expectProblems(
            """
            activities: [{ id: visit }]
            scoring:
              attribute-gate: §25
              attributes:
                - { id: size, when: { employees: { above: 100 } }, points: 20 }
              behaviours: [{ id: visit, activity: visit, points: 1 }]
              variants:
                - { id: partner, when: { source-group: partner }, attribute-gate: §21 }
            """,
            "No lead can pass the gate of 25: the attribute rules give at most 20 points.",
            "No lead can pass the gate of 21: the attribute rules give at most 20 points.")
    }

    @Test func `inactivity is noticed by activities that some rule counts`() {
        expectProblems(
            """
            activities: [{ id: visit }, { id: open }]
            scoring:
              behaviours: [{ id: visit, activity: visit, points: 1 }]
              inactivity:
                - { id: quiet, without: [visit, §open] }
            """,
            "No behaviour rule counts 'open', so it could never be noticed; add one, with 0 points if need be."
        )
    }

    @Test func `rules that could not work are refused`() {
        expectProblems(
            """
            activities: [{ id: visit }]
            scoring:
              behaviours: [{ id: visit, activity: visit, points: 1, cap: §0, half-life: §0d }]
              repetition: { times: §1 }
              pql: [{ id: team, counts: §{} }]
            tracking:
              - §when: { event: a }
              - { when: { event: b }, activity: visit, by: §quantity }
            """,
            "Expected a number above 0 for 'cap', found the number 0.",
            "Expected a duration longer than 0 for 'half-life', found '0d'.",
            "Expected a whole number of at least 2 for 'times', found the number 1.",
            "Expected at least one product count for 'counts', found a mapping.",
            "A tracking rule needs 'activity', 'count' or both.",
            "'by' says by how much to count; add 'count'.")
    }

    @Test func `grades go down from the best`() {
        expectProblems(
            """
            bant:
              grades:
                - { grade: A, at-least: 80, action: assign }
                - { grade: B, at-least: §80, action: nurture }
                - { grade: C, at-least: §90, action: mail }
                - { grade: F, action: mail }
            """,
            "Grades go down from the best: 'B' must begin below 80 points.",
            "Grades go down from the best: 'C' must begin below 80 points.")
    }

    @Test func `BANT needs its grades`() {
        expectProblems("bant: §{ currency: EUR }", "The section 'bant' needs the key 'grades'.")
        expectProblems(
            "bant: { grades: §[] }",
            "Expected a list with at least one item for 'grades', found a list.")
    }
}
