package import LeadRules

/// What differs between two playbooks, in words.
package enum PlaybookDiff {
    /// A line for each change, in the order of the file; none when the playbooks decide alike.
    ///
    /// `clock 'first-contact-hot': time 4h -> 2h`, `pool 'inbound': removed`,
    /// `pools: order a, b -> b, a`. Rules are told apart by their ids.
    package static func lines(from old: Playbook, to new: Playbook) -> [String] {
        var diff = PartDiff()
        diff.compare(PlaybookPart(old), PlaybookPart(new), path: [], name: "")
        return diff.lines
    }
}

private struct PartDiff {
    var lines: [String] = []

    /// - Parameters:
    ///   - path: The sections and rules that the part is in.
    ///   - name: The name of the part in them; empty for a part that the path itself names.
    mutating func compare(_ old: PlaybookPart, _ new: PlaybookPart, path: [String], name: String) {
        guard old != new else { return }
        switch (old, new) {
        case (.fields(let before), .fields(let after)):
            let path = name.isEmpty ? path : path + [name]
            for (from, to) in zip(before, after) {
                compare(from.part, to.part, path: path, name: to.name)
            }
        case (.items(let before), .items(let after)):
            compareItems(before, after, path: path, name: name)
        default:
            say("\(old.summary) -> \(new.summary)", path: path, name: name)
        }
    }

    private mutating func compareItems(
        _ before: [PlaybookPart.Entry], _ after: [PlaybookPart.Entry], path: [String], name: String
    ) {
        let old = Dictionary(before.map { ($0.name, $0.part) }) { first, _ in first }
        let new = Dictionary(after.map { ($0.name, $0.part) }) { first, _ in first }
        for entry in before where new[entry.name] == nil {
            say("removed", path: path + [item(entry, of: name)], name: "")
        }
        for entry in after {
            let path = path + [item(entry, of: name)]
            if let former = old[entry.name] {
                compare(former, entry.part, path: path, name: "")
            } else {
                say("added\(entry.part.description)", path: path, name: "")
            }
        }
        compareOrder(
            before.map(\.name).filter { new[$0] != nil },
            after.map(\.name).filter { old[$0] != nil },
            path: path, name: name)
    }

    private mutating func compareOrder(
        _ old: [String], _ new: [String], path: [String], name: String
    ) {
        guard old != new else { return }
        let orders = [old, new].map { $0.joined(separator: ", ") }
        say("order \(orders[0]) -> \(orders[1])", path: path + [name], name: "")
    }

    private func item(_ entry: PlaybookPart.Entry, of list: String) -> String {
        "\(list.singular) '\(entry.name)'"
    }

    private mutating func say(_ change: String, path: [String], name: String) {
        let words = name.isEmpty ? change : "\(name) \(change)"
        lines.append(path.isEmpty ? words : "\(path.joined(separator: ", ")): \(words)")
    }
}

extension PlaybookPart {
    /// The part on one line: `time 4h; calendar owner`.
    var summary: String {
        switch self {
        case .words(let words): words.isEmpty ? "none" : words
        case .fields(let entries): entries.compactMap(\.phrase).joined(separator: "; ")
        case .items(let entries):
            entries.isEmpty ? "none" : entries.map(\.name).joined(separator: ", ")
        }
    }

    private func isWords(_ text: String) -> Bool {
        if case .words(let words) = self { words.filter { $0 != "'" } == text } else { false }
    }

    /// What an added rule says, after its name.
    fileprivate var description: String {
        guard case .fields(let entries) = self else { return self == .closed ? "" : ", \(summary)" }
        return ", " + PlaybookPart.fields(entries.filter { !$0.part.isWords(key) }).summary
    }
}

extension PlaybookPart.Entry {
    /// Name and value; nil for a value that says nothing.
    fileprivate var phrase: String? {
        let words = part.summary
        return ["none", "no", "always"].contains(words) ? nil : "\(name) \(words)"
    }
}

extension String {
    /// What one item of a list of this name is called.
    fileprivate var singular: String {
        switch self {
        case "activities": "activity"
        case "inactivity", "tracking": "\(self) rule"
        case "pql": "PQL rule"
        case "moves": "moves from"
        default: hasSuffix("s") ? String(dropLast()) : self
        }
    }
}
