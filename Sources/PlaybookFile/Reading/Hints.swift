import LeadRules

/// What somebody may have meant, or else what there is to choose from.
func hint(_ name: String, known: [String], none: String = "") -> String {
    // Finding near names takes the product of their lengths: nobody mistypes hundreds of letters.
    let near =
        name.count > 60 ? [] : NearNames.nearest(to: name, in: known.filter { $0.count <= 60 })
    if !near.isEmpty { return "Did you mean \(near.joined(separator: " or "))?" }
    if known.isEmpty { return none }
    let more = known.count > 30 ? ", …" : ""
    return "Known: \(known.prefix(30).joined(separator: ", "))\(more)."
}

extension String {
    /// The text in quotes on one line, and not all of a long one.
    var quoted: String {
        let line = prefix(60).map { $0.isNewline ? " " : $0 }
        return "'\(String(line))\(dropFirst(60).isEmpty ? "" : "…")'"
    }

    /// Whether this is another name with one slip of the pen: a letter too many, too few, wrong or
    /// swapped with its neighbour; or with other separators or capitals.
    func isSlip(of other: String) -> Bool {
        guard self != other else { return false }
        let (a, b) = (letters, other.letters)
        let head = zip(a, b).prefix { $0 == $1 }.count
        let (restA, restB) = (a.dropFirst(head), b.dropFirst(head))
        let tail = zip(restA.reversed(), restB.reversed()).prefix { $0 == $1 }.count
        let (left, right) = (Array(restA.dropLast(tail)), Array(restB.dropLast(tail)))
        return max(left.count, right.count) <= 1
            || left.count == 2 && left == Array(right.reversed())
    }

    private var letters: [Character] {
        lowercased().filter { $0.isLetter || $0.isNumber }.map(\.self)
    }
}
