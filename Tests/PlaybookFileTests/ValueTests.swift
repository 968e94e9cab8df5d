import LeadRules
import PlaybookFile
import Testing

struct ValueTests {
    @Test func `a value of the wrong kind says what was expected and what was found`() {
        expectProblems(
            """
            name: §[a, b]
            summary: §{}
            bant: §5
            segments: §none
            scoring:
              threshold: §fifty
              attribute-gate: §"5"
            verification:
              suspect-disposable: §yes
              leads-per-address: §2.5
            queue:
              slots-per-week: §0
            targets:
              mql-to-sql: §120%
              sql-to-won:§
            """,
            "Expected a text for 'name', found a list.",
            "Expected a text for 'summary', found a mapping.",
            "Expected a mapping (lines of `key: value`) for 'bant', found the number 5.",
            "Expected a list for 'segments', found 'none'.",
            "Expected a number for 'threshold', found 'fifty'.",
            "Expected a number for 'attribute-gate', found the text '5'.",
            "Expected true or false for 'suspect-disposable', found 'yes'.",
            "Expected a whole number of at least 0 for 'leads-per-address', found the number 2.5.",
            "Expected a whole number of at least 1 for 'slots-per-week', found the number 0.",
            "Expected a fraction such as 0.25 or 25% for 'mql-to-sql', found '120%'.",
            "Expected a fraction such as 0.25 or 25% for 'sql-to-won', found nothing.")
    }

    @Test func `numbers may have a sign, a fraction and underscores`() throws {
        let bant = try playbook(
            "bant: { budget-at-least: 1_000_000, need-points: 2.5, grades: [{ grade: F, action: mail }] }"
        ).bant
        #expect(bant.budgetAtLeast == 1_000_000)
        #expect(bant.needPoints == 2.5)
    }

    @Test(arguments: [("25%", 0.25), ("0.25", 0.25), ("100%", 1), ("0", 0)])
    func `fractions are written as parts of one or in percent`(text: String, fraction: Double)
        throws
    {
        #expect(try playbook("targets: { mql-to-sql: \(text) }").targets.mqlToSQL == fraction)
    }

    @Test(
        arguments: [
            ("30s", 30), ("5m", 300), ("4h", 14_400), ("1d 12h", 129_600), ("90d", 7_776_000),
            ("2w", 1_209_600), ("1d12h", 129_600), ("1h 30m 15s", 5415),
        ] as [(String, Int64)])
    func `durations count weeks, days, hours, minutes and seconds`(text: String, seconds: Int64)
        throws
    {
        let clock = try playbook("clocks: [{ id: a, time: \(text) }]").clock("a")
        #expect(clock?.time == TimeSpan(seconds: seconds))
    }

    @Test(arguments: [
        "5", "5x", "h", "12h 1d", "1d 1d", "-4h", "1.5h", "4 h", "99999999999999999999h",
        "four hours",
    ])
    func `what is no duration is refused`(text: String) {
        expectProblems(
            "clocks: [{ id: a, time: §\(text) }]",
            "Expected a duration such as 30m, 4h, 90d or 1d 12h for 'time', found "
                + (Int(text) == nil ? "'\(text)'." : "the number \(text)."))
    }

    @Test func `a clock needs some time, and not more than can be looked ahead`() {
        expectProblems(
            """
            clocks:
              - { id: a, time: §0h }
              - { id: b, time: §300w }
            """,
            "Expected a duration longer than 0 for 'time', found '0h'.",
            "Expected a duration of at most 1830d for 'time', found '300w'.")
    }

    @Test func `an unknown choice is shown with the nearest one`() {
        expectProblems(
            """
            pools:
              - id: a
                role: §sdrs
            alerts:
              slack: [breach, §breach, §reminders]
            """,
            "Unknown value 'sdrs' for 'role'. Did you mean sdr or bdr?",
            "'breach' stands here twice.",
            "Unknown value 'reminders' for 'slack'. Did you mean reminder?")
    }
}
