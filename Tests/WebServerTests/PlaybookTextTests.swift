import LeadRules
import Testing

@testable import WebServer

@Suite struct `Texts of playbooks` {
    @Test func `a difference names what went and what came, with the lines around`() {
        let old = (1...20).map { "line \($0)" }.joined(separator: "\n")
        let new = old.replacing("line 3\n", with: "").replacing("line 15", with: "line fifteen")
        let hunks = LineDiff.hunks(from: old, to: new, around: 1)
        #expect(
            hunks.map { $0.map(\.text) } == [
                ["line 2", "line 3", "line 4"], ["line 14", "line 15", "line fifteen", "line 16"],
            ])
        #expect(hunks[0].map(\.kind) == [.same, .removed, .same])
        #expect(hunks[1].map(\.kind) == [.same, .removed, .added, .same])
    }

    @Test(arguments: [
        ("", ""), ("", "a\nb"), ("a\nb", ""), ("a\na\nb", "a\nb\nb"), ("x\ny", "y\nx"),
        ("a", "a\n"),
    ])
    func `both texts can be read back from a difference`(old: String, new: String) {
        let lines = LineDiff.lines(from: old, to: new)
        let text = { (kind: LineDiff.Kind) in
            lines.filter { $0.kind != kind }.map(\.text).joined(separator: "\n")
        }
        #expect(text(.added) == old)
        #expect(text(.removed) == new)
    }

    @Test func `equal texts have no hunks`() {
        #expect(LineDiff.hunks(from: "a\nb", to: "a\nb").isEmpty)
    }

    @Test func `the file falls into its keys, each with the comment above it`() {
        let parts = PlaybookText.parts(
            of: """
                # About the file.

                name: A
                # ------
                # Pools.

                pools:
                  - id: one

                  - id: two
                # The end.
                targets: { mql-to-sql: 25% }
                """)
        #expect(parts["pools"] == "# Pools.\n\npools:\n  - id: one\n\n  - id: two")
        #expect(parts["targets"] == "# The end.\ntargets: { mql-to-sql: 25% }")
    }

    private let text = """
        calendars:
          seoul:
            zone: Asia/Seoul
            hours: { mon-fri: "09:00-18:00" }
            holidays: &korea
              - 2026-01-01
              - 2026-03-01  # a day
          weekdays:
            zone: Asia/Seoul
            holidays: *korea
            hours: { mon-fri: "00:00-24:00" }
          bare:
            zone: UTC
            hours: { mon: "09:00-18:00" }

        # Sources.
        intake: {}
        """

    private func adding(_ days: [String], to calendar: String, knowing known: [String]) throws
        -> String?
    {
        PlaybookText.adding(
            try days.map { Holiday(day: try #require(CivilDate($0)), name: "New") }, to: calendar,
            knowing: Set(known.compactMap { CivilDate($0) }), in: text)
    }

    @Test func `a day off goes to the end of its calendar's list`() throws {
        let changed = try adding(
            ["2026-03-01", "2026-05-05"], to: "seoul", knowing: ["2026-01-01", "2026-03-01"])
        #expect(
            changed
                == text.replacing(
                    "# a day\n", with: "# a day\n      - 2026-05-05  # New\n"))
    }

    @Test func `a calendar that shares its list gets one of its own`() throws {
        let changed = try adding(["2026-05-05"], to: "weekdays", knowing: ["2026-01-01"])
        #expect(
            changed
                == text.replacing(
                    "    holidays: *korea\n",
                    with: "    holidays:\n      - 2026-01-01\n      - 2026-05-05  # New\n"))
    }

    @Test func `a calendar without days off gets a list`() throws {
        let changed = try adding(["2026-05-05"], to: "bare", knowing: [])
        let hours = "    hours: { mon: \"09:00-18:00\" }\n"
        #expect(
            changed
                == text.replacing(
                    hours, with: hours + "    holidays:\n      - 2026-05-05  # New\n"))
    }

    @Test func `a calendar that is not there is not made up`() throws {
        #expect(try adding(["2026-05-05"], to: "mars", knowing: []) == nil)
    }
}
