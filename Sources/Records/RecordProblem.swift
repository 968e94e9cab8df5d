/// Why a stored value cannot be read.
package struct RecordProblem: Error, Equatable, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// It is not what was written.
        case damaged(String)
        /// A member that must be there is not.
        case missing
        /// A member that this release does not know.
        case newerMember
        /// A word that this release does not know.
        case newerWord(String)
    }

    package var kind: Kind
    /// Where it stands, the outermost name first.
    package var path: [String] = []

    package init(_ kind: Kind) { self.kind = kind }

    func within(_ name: String) -> RecordProblem {
        var problem = self
        problem.path.insert(name, at: 0)
        return problem
    }

    /// Whether a newer release can read it.
    package var isNewer: Bool {
        switch kind {
        case .damaged, .missing: false
        case .newerMember, .newerWord: true
        }
    }

    package var field: String { path.joined(separator: ".") }

    package var description: String {
        switch kind {
        case .damaged(let what): path.isEmpty ? what : "\(field) \(what)"
        case .missing: "\(field) is missing"
        case .newerMember: "written by a newer release: field \(field)"
        case .newerWord(let word): "written by a newer release: '\(word)' in field \(field)"
        }
    }
}

/// Lists what records are made of: each member with its kind, those that may be left out, and those
/// that tell of a person.
package final class RecordListing {
    /// Lines such as `contact.email? text (personal)`.
    package private(set) var lines: [String] = []
    /// The names of the outermost record's members.
    private(set) var names: Set<String> = []
    private var path: [String] = []
    /// How deep the path was when a member was said to tell of a person.
    private var personalDepth: Int?

    package init() {}

    func within(_ step: String, _ body: () -> Void) {
        path.append(step)
        if path.count == 1 {
            names.insert(String(step.drop { $0 == "." }.prefix { $0 != "?" && $0 != "=" }))
        }
        body()
        path.removeLast()
        if personalDepth == path.count { personalDepth = nil }
    }

    func notePersonal() { personalDepth = personalDepth ?? path.count }

    package func add(_ kind: String) {
        lines.append(
            String(path.joined().drop { $0 == "." }) + " \(kind)"
                + (personalDepth == nil ? "" : " (personal)"))
    }
}
