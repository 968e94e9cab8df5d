/// What one pass over a file has found: problems, names that are defined, names that are used.
final class Reading {
    /// More problems than anybody reads at once are not kept.
    private static let mostProblems = 200

    let file: String
    private(set) var problems: [PlaybookProblem] = []
    private var defined: [Name: [String: Place]] = [:]
    private var uses: [Use] = []

    private struct Use {
        let kind: Name
        let name: String
        let place: Place
    }

    init(file: String) { self.file = file }

    func report(_ message: @autoclosure () -> String, at place: Place) {
        guard problems.count < Self.mostProblems else { return }
        problems.append(
            PlaybookProblem(file: file, line: place.line, column: place.column, message: message()))
    }

    /// Problems in the order of the file; those of one place in the order they were found.
    var sortedProblems: [PlaybookProblem] {
        problems.enumerated()
            .sorted {
                ($0.element.line, $0.element.column, $0.offset)
                    < ($1.element.line, $1.element.column, $1.offset)
            }
            .map(\.element)
    }

    /// Notes that a name is defined; a second definition of it is a problem.
    func define(_ kind: Name, _ name: String, at place: Place) {
        if let first = defined[kind]?[name] {
            report(
                "The \(kind.rawValue) '\(name)' is defined twice, first on line \(first.line).",
                at: place)
        } else {
            defined[kind, default: [:]][name] = place
        }
    }

    /// Notes that a name exists, which may be said many times.
    func mention(_ kind: Name, _ name: String, at place: Place) {
        if defined[kind]?[name] == nil { defined[kind, default: [:]][name] = place }
    }

    /// Notes that a name is used. It may be defined further down.
    func use(_ kind: Name, _ name: String, at place: Place) {
        uses.append(Use(kind: kind, name: name, place: place))
    }

    /// Reports every used name that nothing defines.
    func checkReferences() {
        for use in uses where defined[use.kind]?[use.name] == nil {
            report(
                "Unknown \(use.kind.rawValue) \(use.name.quoted). "
                    + hint(use.name, known: known(use.kind), none: "The playbook defines none."),
                at: use.place)
        }
    }

    private func known(_ kind: Name) -> [String] { defined[kind]?.keys.sorted() ?? [] }
}

/// A place in the file: line and column, each counted from 1.
struct Place {
    var line: Int
    var column: Int

    static let start = Place(line: 1, column: 1)
}

/// The kinds of name that one part of a playbook defines and another uses.
enum Name: String {
    case calendar, clock, source, segment, activity, pool, handoff
    case grade = "source grade"
    case count = "product count"
    case recycleReason = "recycling reason"
    case track = "nurture track"
    case attribute = "attribute rule"
    case behaviour = "behaviour rule"
    case inactivity = "inactivity rule"
    case pql = "PQL rule"
    case variant = "scoring variant"
}
