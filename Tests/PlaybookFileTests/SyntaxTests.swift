import LeadRules
import PlaybookFile
import Testing

struct SyntaxTests {
    @Test func `a syntax error is placed where it stands`() {
        expectProblems(
            """
            baton: 1
            name: [open§}
            """,
            "YAML syntax: did not find expected ',' or ']' (while parsing a flow sequence, begun on line 2)."
        )
    }

    @Test func `a tab for indentation is a syntax error`() {
        expectProblems(
            "baton: 1\nbant:\n§\tcurrency: USD",
            "YAML syntax: found character that cannot start any token (while scanning for the next token, begun on line 3)."
        )
    }

    @Test func `a key that is written twice is shown where it comes again`() {
        expectProblems(
            """
            baton: 1
            bant:
              currency: USD
              # the same once more
              grades: []
              §currency: EUR
            """,
            "The key 'currency' is written twice, first on line 3.")
    }

    @Test func `a key that comes twice in one line is shown where it began`() {
        expectProblems(
            "bant: { §currency: USD, currency: EUR }",
            "The key 'currency' is written twice, first on line 1.")
    }

    @Test(arguments: ["", "# nothing but a comment\n", "\n\n"])
    func `an empty file is refused`(text: String) {
        #expect(messages(text) == ["playbook.yaml:1:1: The file is empty."])
    }

    @Test func `a second document is refused`() {
        #expect(
            messages("baton: 1\n---\nbaton: 1\n")
                == [
                    "playbook.yaml:2:1: YAML syntax: but found another document (expected a single document in the stream, begun on line 1)."
                ])
    }

    @Test(arguments: ["just a text", "[1, 2]", "~", "3"])
    func `a file that is no mapping is refused`(text: String) {
        #expect(messages(text).count == 1)
        #expect(messages(text).first?.hasPrefix("playbook.yaml:1:1: Expected a mapping") == true)
    }

    @Test func `control characters are refused where they stand`() {
        #expect(
            messages("baton: 1\nname: a\u{1}b\n")
                == ["playbook.yaml:2:8: YAML syntax: control characters are not allowed."])
    }

    @Test func `the name of the file leads each problem`() {
        let error = #expect(throws: PlaybookErrors.self) {
            try PlaybookFile.read("baton: 1\nbaton: 1", file: "rules/ours.yaml")
        }
        #expect(
            error?.description
                == "rules/ours.yaml:2:1: The key 'baton' is written twice, first on line 1.")
    }

    @Test func `aliases stand for what they name`() throws {
        let playbook = try playbook(
            """
            calendars:
              office: { zone: UTC, hours: &week { mon: "09:00-10:00" } }
              other: { zone: Asia/Tokyo, hours: *week }
            """)
        #expect(playbook.calendars["other"]?.hours == playbook.calendars["office"]?.hours)
    }

    @Test func `more aliases than anybody needs are refused before they are followed`() {
        let bomb = (1...40).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]" }
        #expect(
            messages("a0: &a0 x\n" + bomb.joined(separator: "\n"))
                == ["playbook.yaml:1:1: The file uses more than 16 aliases (*name)."])
    }

    @Test func `stars in comments and texts are no aliases`() throws {
        let stars = Array(repeating: "# *all* the *stars*", count: 20).joined(separator: "\n")
        #expect(try playbook(stars + "\nsummary: 5 * 5").summary == "5 * 5")
    }

    @Test func `a file of more than half a megabyte is refused`() {
        let text = String(repeating: "# filler\n", count: 60_000)
        #expect(messages(text) == ["playbook.yaml:1:1: The file is larger than 512 KiB."])
    }

    @Test func `deep nesting ends in a problem`() {
        for depth in [900, 100_000] {
            let text =
                "name: " + String(repeating: "[", count: depth)
                + String(repeating: "]", count: depth)
            #expect(!messages(text).isEmpty)
        }
    }

    private func messages(_ text: String) -> [String] {
        do {
            _ = try PlaybookFile.read(text)
            return []
        } catch {
            return error.problems.map(\.description)
        }
    }
}
