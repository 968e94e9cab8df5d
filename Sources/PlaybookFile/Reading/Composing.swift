import LeadRules
import Yams

extension Reading {
    /// Bytes of text that a playbook may have.
    private static let mostBytes = 512 * 1024
    /// Uses of YAML aliases; a few dozen nested ones could stand for more nodes than fit in memory.
    private static let mostAliases = 16

    /// The tree of nodes that the text stands for; nil, with the problem reported, when it is none.
    func compose(_ text: String) -> Node? {
        guard text.utf8.count <= Self.mostBytes else {
            report("The file is larger than \(Self.mostBytes / 1024) KiB.", at: .start)
            return nil
        }
        guard aliases(in: text) <= Self.mostAliases else {
            report("The file uses more than \(Self.mostAliases) aliases (*name).", at: .start)
            return nil
        }
        do {
            // The basic resolver leaves scalars as they are written: `no` is a text, not false.
            guard let root = try Yams.compose(yaml: text, .basic) else {
                report("The file is empty.", at: .start)
                return nil
            }
            return root
        } catch let error as YamlError {
            report(error, in: text)
        } catch {
            report("The file cannot be read: \(error)", at: .start)
        }
        return nil
    }

    /// At least as many as there are: a star at the start of a word that is not in a comment line.
    private func aliases(in text: String) -> Int {
        text.split(whereSeparator: \.isNewline)
            .filter { $0.drop { $0 == " " }.first != "#" }
            .flatMap { $0.split { " ,[]{}\t".contains($0) } }
            .count { $0.count > 1 && $0.first == "*" }
    }

    private func report(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let begun = context.map { " (\($0.text), begun on line \($0.mark.line))" } ?? ""
            report("YAML syntax: \(problem)\(begun).", at: Place(mark))
        case .reader(let problem, let offset, _, _):
            report("YAML syntax: \(problem).", at: text.place(at: offset ?? 0))
        case .duplicatedKeysInMapping(let keys, let context):
            let (key, first) = (keys.first ?? "", Place(context.mark))
            report(
                "The key '\(key)' is written twice, first on line \(first.line).",
                at: text.repetition(of: key, after: first) ?? first)
        default:
            report("The file cannot be read: \(error)", at: .start)
        }
    }
}

extension Place {
    init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}

extension String {
    /// The place of a character, counted from 0.
    fileprivate func place(at offset: Int) -> Place {
        let before = prefix(offset)
        let line = before.count(where: \.isNewline) + 1
        let column = before.reversed().prefix { !$0.isNewline }.reduce(1) {
            $0 + $1.unicodeScalars.count
        }
        return Place(line: line, column: column)
    }

    /// Where the key of a block mapping stands again, at the same depth; nil when it is not found.
    fileprivate func repetition(of key: String, after first: Place) -> Place? {
        let lines = split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated().dropFirst(first.line) {
            let depth = line.prefix { $0 == " " }.count
            let rest = line.dropFirst(depth)
            guard !rest.isEmpty, !rest.hasPrefix("#") else { continue }
            if depth + 1 < first.column { return nil }
            if depth + 1 == first.column, rest.hasPrefix("\(key):") {
                return Place(line: index + 1, column: first.column)
            }
        }
        return nil
    }
}
