import Foundation

/// The sentences that stand in Swift files, found without compiling them.
struct SourceSentences {
    struct Found: Hashable {
        let file: String
        /// With `X1` where a value is put in.
        let text: String
        /// What stands before the literal in the code.
        let before: String
    }

    let all: [Found]

    init(under folder: URL) throws {
        var all: [Found] = []
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            guard path.hasSuffix(".swift") else { continue }
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            all += Self.literals(of: text).map {
                Found(file: path, text: $0.text, before: $0.before)
            }
        }
        self.all = all
    }

    /// What begins and ends like a sentence, and what is given as a reason.
    var sentences: [Found] {
        all.filter { found in
            guard found.text.contains(" ") else { return false }
            return found.text.firstMatch(of: /^(?:[A-Z']|X1)[\s\S]*[.?]$/) != nil
                || found.before.firstMatch(of: /(?:because|why|reason|story): (?:\w+ \?\? )?$/)
                    != nil
        }
    }

    private static func literals(of text: String) -> [(text: String, before: String)] {
        let code = Array(
            text.replacing(/(?m)^\s*\/\/.*$/, with: "").unicodeScalars.map { Character($0) })
        var found: [(text: String, before: String, end: Int)] = []
        var index = 0
        while index < code.count {
            guard code[index] == "\"" else {
                index += 1
                continue
            }
            let start = index
            let literal = read(code, &index)
            let before = String(code[max(0, start - 40)..<start])
            // A sentence that is written in several pieces is one.
            if let last = found.last,
                String(code[last.end..<start]).wholeMatch(of: /\s*\+\s*/) != nil
            {
                found[found.count - 1] = (last.text + literal, last.before, index)
            } else {
                found.append((literal, before, index))
            }
        }
        return found.map { ($0.text, $0.before) }
    }

    /// Reads a literal from its quote on, and leaves `index` behind it.
    private static func read(_ code: [Character], _ index: inout Int) -> String {
        var text = ""
        index += 1
        while index < code.count, code[index] != "\"" {
            guard code[index] == "\\", index + 1 < code.count else {
                text.append(code[index])
                index += 1
                continue
            }
            if code[index + 1] == "(" {
                index += 2
                let start = index
                skipValue(code, &index)
                text += String(code[start..<index]).hasSuffix(".quoted)") ? "'X1'" : "X1"
            } else {
                text.append(code[index + 1])
                index += 2
            }
        }
        index += 1
        return text
    }

    /// Skips what stands in `\(…)`.
    private static func skipValue(_ code: [Character], _ index: inout Int) {
        var depth = 1
        while index < code.count, depth > 0 {
            switch code[index] {
            case "\"":
                _ = read(code, &index)
                continue
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            index += 1
        }
    }
}
