import LeadRules

/// The lines of a calendar file, joined where they were folded, by the parts that matter here.
struct ICalText {
    /// A component's own lines, without those of components inside it.
    struct Block {
        var kind: String
        /// Of its beginning, counted from 1.
        var line: Int
        var lines: [String] = []
        /// Components inside it, which only zones have need of.
        var inner: [Block] = []
    }

    private(set) var blocks: [Block] = []
    /// What the calendar says of its own zone (`X-WR-TIMEZONE`, which many programs write).
    private(set) var zone: String?

    init(_ text: String) throws(Refusal) {
        let lines = Self.unfolded(text)
        guard lines.first?.text.uppercased() == "BEGIN:VCALENDAR" else {
            throw Refusal.invalid(
                field: "file", "This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.")
        }
        var open: [Block] = []
        for line in lines {
            let (name, value) = Self.sides(line.text)
            switch name {
            case "BEGIN": open.append(Block(kind: value.uppercased(), line: line.number))
            case "END": close(&open)
            case "X-WR-TIMEZONE" where open.count == 1: zone = value
            default: if let last = open.indices.last { open[last].lines.append(line.text) }
            }
        }
    }

    /// Blocks are kept where they stand in the calendar itself; parts of a zone with it.
    private mutating func close(_ open: inout [Block]) {
        guard let block = open.popLast() else { return }
        switch block.kind {
        case "VEVENT", "VTIMEZONE": blocks.append(block)
        case "STANDARD", "DAYLIGHT":
            if let last = open.indices.last { open[last].inner.append(block) }
        default: break
        }
    }

    /// The name before parameters and value, and the value.
    static func sides(_ line: String) -> (name: String, value: String) {
        let name = line.prefix { $0 != ":" && $0 != ";" }
        guard let colon = colon(of: line) else { return (name.uppercased(), "") }
        return (name.uppercased(), String(line[line.index(after: colon)...]))
    }

    /// The one before the value; another may stand inside a quoted parameter.
    static func colon(of line: String) -> String.Index? {
        var isQuoted = false
        return line.firstIndex { letter in
            if letter == "\"" { isQuoted.toggle() }
            return letter == ":" && !isQuoted
        }
    }

    /// Long lines are folded: what begins with a space or tab continues the line before (3.1).
    static func unfolded(_ text: String) -> [(number: Int, text: String)] {
        var lines: [(number: Int, text: String)] = []
        let written = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in written.enumerated() where !line.isEmpty {
            if let first = line.first, first == " " || first == "\t", !lines.isEmpty {
                lines[lines.count - 1].text += line.dropFirst()
            } else {
                lines.append((index + 1, String(line.drop { $0 == "\u{FEFF}" })))
            }
        }
        return lines
    }
}
