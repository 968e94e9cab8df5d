import LeadRules

/// The YAML of a playbook, as its readers see it beside the rules.
enum PlaybookText {
    /// The text of each top-level key with the comment above it.
    static func parts(of text: String) -> [String: String] {
        var parts: [String: [Substring]] = [:]
        var key: String?
        var waiting: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty || line.first == "#" {
                if !line.hasPrefix("# ---") { waiting.append(line) }
                continue
            }
            if let name = Self.key(of: line) {
                // A comment belongs to what stands below it, without the gap above it.
                parts[name, default: []] += waiting.drop(while: \.isEmpty)
                key = name
            } else if let key {
                parts[key, default: []] += waiting
            }
            waiting = []
            if let key { parts[key, default: []].append(line) }
        }
        return parts.mapValues { $0.joined(separator: "\n") }
    }

    /// `pools` of `pools:`; nil for a line inside.
    private static func key(of line: Substring) -> String? {
        guard let first = line.first, first.isLetter, let colon = line.firstIndex(of: ":") else {
            return nil
        }
        return String(line[..<colon])
    }

    /// The text with more holidays of a calendar; nil where its place cannot be found.
    ///
    /// - Parameters:
    ///   - known: the holidays that the calendar has, for a list that it shares with another.
    static func adding(
        _ days: [Holiday], to calendar: String, knowing known: Set<CivilDate>, in text: String
    ) -> String? {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let new = days.filter { !known.contains($0.day) }.sorted { $0.day < $1.day }
        guard !new.isEmpty else { return text }
        guard let block = block(of: calendar, in: lines) else { return nil }
        let holidays = block.lines.first { lines[$0].isKey("holidays") }
        guard let holidays else {
            let indent = String(repeating: " ", count: block.indent + 2)
            lines.insert(
                contentsOf: ["\(indent)holidays:"] + new.map { "\(indent)  \($0.yaml)" },
                at: block.end)
            return lines.joined(separator: "\n")
        }
        let value = lines[holidays].drop { $0 != ":" }.dropFirst().prefix { $0 != "#" }
            .trimmingPrefix { $0 == " " }
        if value.allSatisfy(\.isWhitespace) || value.hasPrefix("&") {
            let items = ((holidays + 1)..<block.end).prefix { line in
                let text = lines[line].drop { $0 == " " }
                return text.isEmpty || text.first == "-" || text.first == "#"
            }.filter { lines[$0].drop { $0 == " " }.first == "-" }
            guard let last = items.last else { return nil }
            let indent = String(lines[last].prefix { $0 == " " })
            lines.insert(contentsOf: new.map { "\(indent)\($0.yaml)" }, at: last + 1)
        } else {
            // `*korea` or `[…]` on one line: the list of another, so this calendar gets its own.
            guard value.hasPrefix("*") || value.contains("]") else { return nil }
            let indent = String(lines[holidays].prefix { $0 == " " })
            let all = known.map { Holiday(day: $0, name: "") } + new
            lines.replaceSubrange(
                holidays...holidays,
                with: ["\(indent)holidays:"]
                    + all.sorted { $0.day < $1.day }.map { "\(indent)  \($0.yaml)" })
        }
        return lines.joined(separator: "\n")
    }

    private struct Block {
        let indent: Int
        /// The lines of the calendar below its name.
        let lines: Range<Int>
        var end: Int { lines.upperBound }
    }

    private static func block(of calendar: String, in lines: [String]) -> Block? {
        guard let start = lines.firstIndex(where: { $0.hasPrefix("calendars:") }) else {
            return nil
        }
        let rest = lines[(start + 1)...].prefix { $0.isEmpty || $0.first == " " || $0.first == "#" }
        guard let name = rest.indices.first(where: { rest[$0].isKey(calendar) }) else { return nil }
        let indent = lines[name].prefix { $0 == " " }.count
        var end = name + 1
        for line in rest.indices where line > name {
            let text = lines[line].drop { $0 == " " }
            if text.isEmpty || text.first == "#" { continue }
            guard lines[line].prefix(while: { $0 == " " }).count > indent else { break }
            end = line + 1
        }
        return Block(indent: indent, lines: (name + 1)..<end)
    }
}

/// A day off and what it is called.
struct Holiday: Hashable, Sendable {
    let day: CivilDate
    let name: String

    /// As a line of a playbook's list.
    var yaml: String {
        let note = String(name.map { $0.isNewline ? " " : $0 })
        return note.isEmpty ? "- \(day)" : "- \(day)  # \(note)"
    }
}

extension String {
    /// Whether the line is `name:` at any depth, with or without quotes.
    fileprivate func isKey(_ name: String) -> Bool {
        let text = drop { $0 == " " }
        return ["\(name):", "\"\(name)\":", "'\(name)':"].contains { text.hasPrefix($0) }
    }
}
