/// Why a command was not carried out: a value, not a fault. Nothing has changed.
package struct Refusal: Error, Hashable, Sendable {
    package enum Kind: String, Sendable {
        /// The input itself is wrong.
        case invalid
        case notFound = "not-found"
        /// Somebody or something else was first.
        case conflict
        /// The playbook does not allow it now.
        case refused
        case forbidden
    }

    package let kind: Kind
    /// A stable name of the exact cause: `missing-required-information`.
    package let code: String
    /// What happened, why, and what to do next.
    package let message: String
    package let problems: [FieldProblem]

    package init(_ kind: Kind, _ code: String, _ message: String, problems: [FieldProblem] = []) {
        self.kind = kind
        self.code = code
        self.message = message
        self.problems = problems
    }
}

/// One field that is wrong or missing.
package struct FieldProblem: Hashable, Codable, Sendable {
    package var field: String
    package var code: String
    package var message: String

    package init(field: String, code: String, message: String) {
        self.field = field
        self.code = code
        self.message = message
    }
}

extension Refusal {
    package static func notFound<K>(_ id: ID<K>, _ what: String) -> Refusal {
        Refusal(.notFound, "not-found", "There is no \(what) \(id).")
    }

    /// A name that should be one of some; the nearest ones are offered.
    package static func unknown(_ what: String, _ name: String, field: String, known: [String])
        -> Refusal
    {
        let near = NearNames.nearest(to: name, in: known)
        let hint =
            near.isEmpty
            ? "Known: \(known.sorted().joined(separator: ", "))."
            : "Did you mean \(near.joined(separator: " or "))?"
        let message = "Unknown \(what) '\(name)'. \(hint)"
        return Refusal(
            .invalid, "unknown-\(codeWord(what))", message,
            problems: [FieldProblem(field: field, code: "unknown", message: message)])
    }

    /// `source group` and `sourceGroup` are `source-group` in a code.
    private static func codeWord(_ what: String) -> String {
        what.reduce(into: "") { word, letter in
            if letter.isUppercase { word += "-" }
            word += letter == " " ? "-" : letter.lowercased()
        }
    }

    package static func tooLarge(field: String) -> Refusal {
        invalid(field: field, "The amount is too large to be one.")
    }

    package static func invalid(field: String, _ message: String) -> Refusal {
        Refusal(
            .invalid, "invalid-field", message,
            problems: [FieldProblem(field: field, code: "invalid", message: message)])
    }
}

/// Finds the names somebody may have meant.
package enum NearNames {
    /// Up to three known names within an edit distance of a third of the length, nearest first.
    package static func nearest(to name: String, in known: some Sequence<String>) -> [String] {
        let wanted = Array(name.lowercased().unicodeScalars)
        let limit = max(2, wanted.count / 3)
        let scored = known.map { ($0, distance(wanted, Array($0.lowercased().unicodeScalars))) }
        let near = scored.filter { $0.1 <= limit || $0.0.lowercased().contains(name.lowercased()) }
        return near.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(3).map(\.0)
    }

    /// Levenshtein distance in Unicode scalars.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for (i, x) in a.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, y) in b.enumerated() {
                let substituted = diagonal + (x == y ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[b.count]
    }
}
