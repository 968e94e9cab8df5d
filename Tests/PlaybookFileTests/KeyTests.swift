import LeadRules
import PlaybookFile
import Testing

struct KeyTests {
    @Test func `the smallest playbook is read, with the default of everything else`() throws {
        let playbook = try playbook("")
        #expect(playbook.name == "Small")
        #expect(playbook.bant == BANTRules())
        #expect(playbook.handoffScore == HandoffScoreRules())
        #expect(playbook.targets == Targets())
        #expect(playbook.pools.first?.title == "Everybody")
    }

    @Test func `an unknown key is shown with the nearest known one`() {
        expectProblems(
            """
            scoring:
              §treshold: 40
            §polls: []
            """,
            "Unknown key 'treshold' in the section 'scoring'. Did you mean threshold?",
            "Unknown key 'polls' in the playbook. Did you mean pools?")
    }

    @Test func `an unknown key without a near one is shown with all that there are`() {
        expectProblems(
            """
            targets:
              §xyzzy: 1
            """,
            "Unknown key 'xyzzy' in the section 'targets'. Known: mql-to-sql, sql-to-won.")
    }

    @Test func `every missing key of a file is named at once`() {
        let error = #expect(throws: PlaybookErrors.self) { try PlaybookFile.read("summary: x") }
        #expect(
            error?.problems.map(\.message)
                == [
                    "baton", "name", "calendars", "home-calendar", "intake", "stages", "pools",
                ].map { "The playbook needs the key '\($0)'." })
        #expect(error?.problems.allSatisfy { ($0.line, $0.column) == (1, 1) } == true)
    }

    @Test func `a missing key is shown where its rule begins`() {
        expectProblems(
            """
            clocks:
              - id: a
                time: 4h
              - §id: b
              - §time: 4h
            """,
            "The clock 'b' needs the key 'time'.",
            "A clock needs the key 'id'.")
    }

    @Test func `two rules of one id are refused`() {
        expectProblems(
            """
            clocks:
              - { id: a, time: 4h }
              - { id: §a, time: 5h }
            """,
            "The clock 'a' is defined twice, first on line 2.")
    }

    @Test func `an id is one word`() {
        expectProblems(
            """
            clocks:
              - id: §two words
                time: 4h
            """,
            "Expected a name of letters, digits, '-', '_' and '.' for 'id', found 'two words'.")
    }

    @Test func `another format is refused`() {
        expectProblems(
            "baton: §2",
            "This version of Baton reads playbooks of format 1; write `baton: 1`.")
    }

    @Test func `all problems come in the order of the file`() {
        expectProblems(
            """
            home-calendar: §home
            bant:
              currency: §dollars
              §grade: []
              grades:
                - { grade: A, at-least: §-1, action: §phone }
            """,
            "Unknown calendar 'home'. Known: office.",
            "Expected a currency code of three capitals, such as USD for 'currency', found 'dollars'.",
            "Unknown key 'grade' in the section 'bant'. Did you mean grades?",
            "Expected a number of at least 0 for 'at-least', found the number -1.",
            "Unknown value 'phone' for 'action'. Known: assign, nurture, mail.")
    }
}
