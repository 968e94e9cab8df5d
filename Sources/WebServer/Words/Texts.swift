import Foundation
import Yams

/// The texts of all languages, from the files in `Locales`: under each area and key the text in every
/// language, so that a change is seen side by side.
struct Texts: Sendable {
    private let words: [Language: Words]

    /// - Throws: `TextProblem` naming the file and the key.
    init(folder: URL) throws {
        var texts: [Language: [String: String]] = [:]
        var sentences: [[Language: String]] = []
        var parts: [[Language: String]] = []
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where file.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            let entries = try Self.entries(text, file)
            switch file {
            case "sentences-within.yaml": parts += entries.map(\.texts)
            case _ where file.hasPrefix("sentences"): sentences += entries.map(\.texts)
            default: try Self.take(entries, of: file, into: &texts)
            }
        }
        words = Dictionary(
            uniqueKeysWithValues: Language.allCases.map { language in
                let pairs = { (sentences: [[Language: String]]) in
                    sentences.map { (english: $0[.en] ?? "", translated: $0[language] ?? "") }
                }
                return (
                    language,
                    Words(
                        language, texts[language] ?? [:], sentences: pairs(sentences),
                        parts: pairs(parts))
                )
            })
    }

    private static func take(
        _ entries: [Entry], of file: String, into texts: inout [Language: [String: String]]
    ) throws {
        for entry in entries {
            for (language, text) in entry.texts {
                guard texts[language, default: [:]].updateValue(text, forKey: entry.key) == nil
                else { throw TextProblem("\(file): '\(entry.key)' is there twice.") }
            }
        }
    }

    subscript(_ language: Language) -> Words { words[language] ?? Words(language, [:]) }

    private typealias Entry = (key: String, texts: [Language: String])

    private static func entries(_ text: String, _ file: String) throws -> [Entry] {
        guard let root = try Yams.compose(yaml: text) else { return [] }
        if let list = root.sequence {
            return try list.enumerated().map { index, node in
                guard let mapping = node.mapping else {
                    throw TextProblem("\(file): item \(index + 1) has no languages.")
                }
                return try entry("item \(index + 1)", mapping, file)
            }
        }
        return try entries(in: root, under: "", file)
    }

    private static func entries(in node: Node, under path: String, _ file: String) throws -> [Entry]
    {
        guard let mapping = node.mapping else {
            throw TextProblem("\(file): '\(path)' has no languages.")
        }
        if mapping.contains(where: { $0.key.string == "en" }) {
            return [try entry(path, mapping, file)]
        }
        return try mapping.flatMap { key, value in
            let name = key.scalar?.string ?? ""
            return try entries(in: value, under: path.isEmpty ? name : "\(path).\(name)", file)
        }
    }

    private static func entry(_ key: String, _ mapping: Node.Mapping, _ file: String) throws
        -> Entry
    {
        var texts: [Language: String] = [:]
        for (code, text) in mapping {
            guard let language = code.scalar.flatMap({ Language(rawValue: $0.string) }),
                let text = text.scalar?.string
            else { throw TextProblem("\(file): '\(key)' has something else than en, ko, ja.") }
            texts[language] = text
        }
        let missing = Language.allCases.filter { texts[$0] == nil }.map(\.rawValue)
        guard missing.isEmpty else {
            throw TextProblem("\(file): '\(key)' lacks \(missing.joined(separator: ", ")).")
        }
        return (key, texts)
    }
}

struct TextProblem: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
