import Foundation
import Mustache

/// The templates, once in each language: `[[area.key]]` in a template is the text of that key, and
/// `{name}` in the text is the field of that name.
struct Templates: Sendable {
    private let libraries: [Language: MustacheLibrary]
    let texts: Texts

    /// - Throws: `TextProblem` naming the template and the key or tag that is wrong.
    init(folder: URL, texts: Texts) throws {
        self.texts = texts
        var files: [String: String] = [:]
        let paths = FileManager.default.enumerator(atPath: folder.path)
        while let path = paths?.nextObject() as? String {
            guard path.hasSuffix(".mustache") else { continue }
            let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
            files[String(path.dropLast(9))] = text
        }
        try Self.refuseUnknownTexts(files, texts[.en])
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases {
            var library = MustacheLibrary()
            for (name, text) in files {
                let filled = Self.fill(text, with: texts[language])
                do {
                    try library.register(filled, named: name)
                } catch {
                    throw TextProblem("Template \(name): \(error)")
                }
            }
            libraries[language] = library
        }
        self.libraries = libraries
    }

    private static func refuseUnknownTexts(_ files: [String: String], _ words: Words) throws {
        let unknown = files.sorted { $0.key < $1.key }.flatMap { name, text in
            keys(in: text).filter { !words.has($0) }.map { "\(name): \($0)" }
        }
        guard unknown.isEmpty else {
            throw TextProblem("Templates ask for texts that are not there: \(unknown).")
        }
    }

    /// The keys that a template asks for.
    static func keys(in text: String) -> [String] {
        text.matches(of: /\[\[([^\[\]]+)\]\]/).map { String($0.1) }
    }

    private static func fill(_ text: String, with words: Words) -> String {
        text.replacing(/\[\[([^\[\]]+)\]\]/) { match in
            Markup.escaped(words[String(match.1)]).replacing(/\{([a-zA-Z.]+)\}/) {
                "{{\($0.1)}}"
            }
        }
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

    /// - Returns: nil when there is no such template.
    func render(_ name: String, _ view: View, in language: Language) -> String? {
        libraries[language]?.render(view, withTemplate: name)
    }
}

/// Markup made in code.
enum Markup {
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
