import Charts
import Foundation
import Mustache
import Synchronization

/// The templates, once in each language: `[[area.key]]` in a template is the text of that key, and
/// `{name}` in the text is the field of that name.
///
/// A language is made ready when somebody first reads a page in it: that takes longer than all else
/// that a server does before its first answer.
final class Templates: Sendable {
    private let files: [String: String]
    private let libraries = Mutex<[Language: MustacheLibrary]>([:])
    let texts: Texts

    /// - Throws: `TextProblem` naming the template and the key that is wrong.
    init(folder: URL, texts: Texts) throws {
        self.texts = texts
        var files: [String: String] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            guard path.hasSuffix(".mustache") else { continue }
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            files[String(path.dropLast(9))] = TemplateLines.joined(text)
        }
        self.files = files
        let words = texts[.en]
        let unknown = files.sorted { $0.key < $1.key }.flatMap { name, text in
            Self.keys(in: text).filter { !words.has($0) }.map { "\(name): \($0)" }
        }
        guard unknown.isEmpty else {
            throw TextProblem("Templates ask for texts that are not there: \(unknown).")
        }
    }

    /// - Throws: `TextProblem` naming the template with a wrong tag.
    func library(_ language: Language) throws -> MustacheLibrary {
        try libraries.withLock { libraries in
            if let known = libraries[language] { return known }
            var library = MustacheLibrary()
            for (name, text) in files {
                do {
                    try library.register(Self.fill(text, with: texts[language]), named: name)
                } catch {
                    throw TextProblem("Template \(name): \(error)")
                }
            }
            libraries[language] = library
            return library
        }
    }

    /// The keys that a template asks for.
    static func keys(in text: String) -> [String] { pieces(of: text).compactMap(\.key) }

    /// What stands between the keys, and each key with what stands after it.
    private static func pieces(of text: String) -> [(key: String?, text: String)] {
        let parts = text.components(separatedBy: "[[")
        let first: [(key: String?, text: String)] = [(nil, parts[0])]
        return first
            + parts.dropFirst().map { part in
                let ends = part.components(separatedBy: "]]")
                return (ends[0], ends.dropFirst().joined(separator: "]]"))
            }
    }

    private static func fill(_ text: String, with words: Words) -> String {
        pieces(of: text).map { key, text in
            (key.map { fields(in: Markup.escaped(words[$0])) } ?? "") + text
        }.joined()
    }

    private static func fields(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return text.replacing(/\{([a-zA-Z.]+)\}/) { "{{\($0.1)}}" }
    }

    /// A part of a page by itself.
    ///
    /// - Throws: `TextProblem` when there is no such template.
    func part(_ name: String, _ view: View, in language: Language) throws -> View {
        guard let text = render(name, view, in: language) else {
            throw TextProblem("There is no template \(name).")
        }
        return .markup(text)
    }

    /// - Returns: nil when there is no such template, or a wrong one.
    func render(_ name: String, _ view: View, in language: Language) -> String? {
        try? library(language).render(view, withTemplate: name)
    }
}
