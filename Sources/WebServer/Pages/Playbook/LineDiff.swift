/// What differs between two texts, line by line.
enum LineDiff {
    enum Kind: String, Sendable { case same, added, removed }

    struct Line: Hashable, Sendable {
        let kind: Kind
        let text: String
    }

    /// Every line of both, those that went before those that came.
    static func lines(from old: String, to new: String) -> [Line] {
        let before = split(old)
        let after = split(new)
        var gone: Set<Int> = []
        var come: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let place, _, _): gone.insert(place)
            case .insert(let place, _, _): come.insert(place)
            }
        }
        var lines: [Line] = []
        var (i, j) = (0, 0)
        while i < before.count || j < after.count {
            if gone.contains(i) {
                lines.append(Line(kind: .removed, text: before[i]))
                i += 1
            } else if come.contains(j) {
                lines.append(Line(kind: .added, text: after[j]))
                j += 1
            } else {
                lines.append(Line(kind: .same, text: after[j]))
                i += 1
                j += 1
            }
        }
        return lines
    }

    /// The changes with some lines around them; each stretch by itself.
    static func hunks(from old: String, to new: String, around context: Int = 3) -> [[Line]] {
        let lines = lines(from: old, to: new)
        let changed = lines.indices.filter { lines[$0].kind != .same }
        var ranges: [ClosedRange<Int>] = []
        for place in changed {
            let range = max(0, place - context)...min(lines.count - 1, place + context)
            if let last = ranges.last, range.lowerBound <= last.upperBound + 1 {
                ranges[ranges.count - 1] = last.lowerBound...range.upperBound
            } else {
                ranges.append(range)
            }
        }
        return ranges.map { Array(lines[$0]) }
    }

    private static func split(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    static func view(from old: String, to new: String) -> View {
        hunks(from: old, to: new).map { hunk -> View in
            [
                "lines": hunk.map { line -> View in
                    let sign =
                        switch line.kind {
                        case .same: " "
                        case .added: "+"
                        case .removed: "−"
                        }
                    return ["tone": line.kind.rawValue, "text": "\(sign) \(line.text)"]
                }
            ]
        }.view
    }
}
