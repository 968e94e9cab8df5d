/// What the line breaks and the indentation of a template stand for: they are for those who read
/// its source.
///
/// Between elements they are nothing, so that a line may end between inline elements as well; inside
/// of a tag, where they part attributes, they are one space; in `pre` and `textarea` they stay. The
/// engine would else send the indentation along, and put that of a part before the lines of what
/// somebody wrote.
struct TemplateLines {
    private var isInTag = false
    private var isKept = false
    private var text = ""

    /// The source without what is for its readers alone.
    static func joined(_ source: String) -> String {
        var lines = TemplateLines()
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            lines.add(line)
        }
        return lines.text
    }

    private mutating func add(_ line: Substring) {
        let words = line.drop { $0 == " " }
        if isInTag {
            text += words.isEmpty ? "" : " " + words
        } else if isKept {
            text += "\n" + line
        } else {
            text += words + (Self.beginsBlock(words) ? "\n" : "")
        }
        follow(line)
    }

    /// Whether what fills a frame begins after the line. The engine takes that break away, and the
    /// indentation after the first break in what fills it from every line: without this one, that
    /// would be a line of a `pre`.
    private static func beginsBlock(_ line: Substring) -> Bool {
        line.hasSuffix("}}") && line.split(separator: "{{").last?.first == "$"
    }

    /// Notes where the end of a line stands.
    private mutating func follow(_ line: Substring) {
        let markup = Self.withoutSections(line)
        if let tag = markup.lastIndex(where: { $0 == "<" || $0 == ">" }) {
            isInTag = markup[tag] == "<"
        }
        for tag in markup.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            for name in ["pre", "textarea"] {
                if tag.hasPrefix("/" + name) { isKept = false }
                if tag.hasPrefix(name) { isKept = true }
            }
        }
    }

    /// The line without what the engine reads: that has brackets of its own.
    private static func withoutSections(_ line: Substring) -> String {
        let parts = line.split(separator: "{{", omittingEmptySubsequences: false)
        return parts[0]
            + parts.dropFirst().map { part in
                part.split(separator: "}}", maxSplits: 1, omittingEmptySubsequences: false)
                    .dropFirst().joined()
            }.joined()
    }
}
