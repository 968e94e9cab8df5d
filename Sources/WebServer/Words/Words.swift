import Foundation
import LeadRules

/// A language that the pages speak.
enum Language: String, CaseIterable, Sendable {
    case en, ko, ja

    /// The first language that somebody asks for and the pages speak: the member's own, else what the
    /// browser accepts (RFC 9110, 12.5.4).
    init(member: String?, accept: String?) {
        let wanted = ([member ?? ""] + Self.ranked(accept ?? "")).map { tag in
            tag.lowercased().split(separator: "-").first.map(String.init) ?? ""
        }
        self = wanted.lazy.compactMap { Language(rawValue: $0) }.first ?? .en
    }

    private static func ranked(_ accept: String) -> [String] {
        let choices = accept.split(separator: ",").map { choice -> (String, Double) in
            let parts = choice.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }
            return (parts.first ?? "", weight.flatMap { Double($0.dropFirst(2)) } ?? 1)
        }
        return choices.enumerated().sorted { a, b in
            a.element.1 != b.element.1 ? a.element.1 > b.element.1 : a.offset < b.offset
        }.filter { $0.element.1 > 0 }.map(\.element.0)
    }

    /// What speakers call it.
    var ownName: String {
        switch self {
        case .en: "English"
        case .ko: "한국어"
        case .ja: "日本語"
        }
    }
}

/// The texts of the pages in one language.
///
/// A text is found by `area.key`. `{name}` in it stands for a value.
struct Words: Sendable {
    let language: Language
    private let texts: [String: String]
    let sentences: Sentences
    /// Parts of sentences, which stand for nothing on their own.
    let parts: Sentences

    init(
        _ language: Language, _ texts: [String: String],
        sentences: [(english: String, translated: String)] = [],
        parts: [(english: String, translated: String)] = []
    ) {
        self.language = language
        self.texts = texts
        self.sentences = Sentences(sentences)
        self.parts = Sentences(parts)
    }

    var keys: [String] { texts.keys.sorted() }

    func has(_ key: String) -> Bool { texts[key] != nil }

    /// A text without values. A key that nobody wrote shows itself; the tests find it.
    subscript(key: String) -> String { texts[key] ?? key }

    /// A text with its values filled in.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        var text = self[key]
        for (name, value) in values { text = text.replacing("{\(name)}", with: value) }
        return text
    }

    /// A text that depends on a number: `key.one` where there is one of it in English, else `key`.
    func counted(_ key: String, _ number: Int, _ values: [String: String] = [:]) -> String {
        let one = language == .en && number == 1 && has("\(key).one")
        return self(
            one ? "\(key).one" : key,
            values.merging(["n": Figures.count(number)]) { mine, _ in mine })
    }
}
