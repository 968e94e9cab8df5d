import Foundation

/// A line of what differs between two playbooks, in the reader's language.
///
/// The lines name the parts of the file in English: `clock 'decision': time 1d -> 2d`.
enum PlaybookChange {
    static func text(_ line: String, _ words: Words) -> String {
        guard words.language != .en else { return line }
        guard let gap = line.range(of: ": ") else { return line }
        let path = line[..<gap.lowerBound].split(separator: ", ").map { part in
            let text = String(part)
            guard let quote = text.firstIndex(of: "'") else { return name(text, words) }
            let kind = text[..<quote].trimmingPrefix { $0 == " " }
            return name(String(kind.dropLast()), words) + " " + text[quote...]
        }
        return path.joined(separator: ", ") + ": " + change(line[gap.upperBound...], words)
    }

    private static func change(_ text: Substring, _ words: Words) -> String {
        if text == "removed" { return words["playbook-page.part-removed"] }
        if text.hasPrefix("added") {
            return words["playbook-page.part-added"] + text.dropFirst(5)
        }
        if text.hasPrefix("order ") {
            return words["playbook-page.part-order"] + text.dropFirst(5)
        }
        // The name of a field goes before its values.
        guard let arrow = text.range(of: " -> ") else { return String(text) }
        let before = text[..<arrow.lowerBound]
        let known = Self.fields.first { before.hasPrefix("\($0) ") }
        guard let known else { return String(text) }
        return name(known, words) + text.dropFirst(known.count)
    }

    private static func name(_ english: String, _ words: Words) -> String {
        words["playbook-page.part-\(english.replacing(" ", with: "-"))", ifAny: english]
    }

    /// Fields that people change most, the longer names first.
    private static let fields = [
        "attribute gate", "contact after", "first touch clock", "wake after", "wake on rise",
        "auto accept", "joint review", "decision clock", "after win clock", "remind at",
        "on breach", "half life", "attempts reason", "attempts", "threshold", "points", "priority",
        "owner first", "required", "checklist", "calendar", "time", "title", "route", "cap",
    ]
}
