import Foundation
import LeadRules
import PlaybookFile
import Testing

/// The parts that every playbook needs, as small as they can be.
private let smallest = [
    "baton": "baton: 1",
    "name": "name: Small",
    "calendars": "calendars: { office: { zone: UTC, hours: { mon-fri: \"09:00-18:00\" } } }",
    "home-calendar": "home-calendar: office",
    "intake": "intake: { sources: [{ id: form }], fallback-source: form }",
    "stages": """
    stages:
      moves:
        marketing: [held, new, working-untouched, working-connected, converted, recycled, archived]
      attempts-reason: later
    """,
    "pools": "pools: [{ id: everybody, role: sdr }]",
    "recycling": "recycling: { reasons: [{ id: later, wake-after: 30d }] }",
]

/// The sections of a test, with the smallest possible ones for all that it leaves out.
func completed(_ sections: String) -> String {
    let lines = sections.split(separator: "\n")
    let missing = smallest.filter { key, _ in
        !lines.contains { $0.drop { $0 == "§" }.hasPrefix("\(key):") }
    }
    return sections + "\n" + missing.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
}

func playbook(_ sections: String) throws -> Playbook {
    try PlaybookFile.read(completed(sections))
}

/// Expects exactly these problems, each at the place that a `§` marks, in the same order.
func expectProblems(
    _ marked: String, _ messages: String..., at location: SourceLocation = #_sourceLocation
) {
    let (text, places) = unmarked(completed(marked))
    let expected = zip(places, messages).map { "playbook.yaml:\($0): \($1)" }
    #expect(places.count == messages.count, sourceLocation: location)
    do {
        _ = try PlaybookFile.read(text)
        Issue.record("The playbook was read without a problem.", sourceLocation: location)
    } catch {
        #expect(error.problems.map(\.description) == expected, sourceLocation: location)
    }
}

/// The text without its marks, and the `line:column` of each.
private func unmarked(_ marked: String) -> (String, [String]) {
    var (text, places, line, column) = ("", [String](), 1, 1)
    for letter in marked {
        if letter == "§" {
            places.append("\(line):\(column)")
            continue
        }
        text.append(letter)
        (line, column) = letter == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (text, places)
}

/// The text of a shipped playbook.
func shipped(_ name: String) throws -> String { try repositoryFile("playbooks/\(name).yaml") }

func repositoryFile(_ path: String, from file: String = #filePath) throws -> String {
    let root = URL(filePath: file).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: path), encoding: .utf8)
}
