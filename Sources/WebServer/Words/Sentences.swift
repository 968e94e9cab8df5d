import Foundation

/// What the rules say in English, in the language of the reader.
///
/// The rules give reasons, facts and refusals as English sentences. `Locales/sentences.yaml` has each of
/// them once in every language; `{name}` in it stands for what differs. A sentence that is not there is
/// shown as it is.
struct Sentences: Sendable {
    private struct Pattern: Sendable {
        let english: [Part]
        let translated: String

        enum Part: Sendable {
            case literal(String)
            case hole(String)
        }
    }

    private var whole: [String: String] = [:]
    /// By the first letter of the English sentence; those that begin with a hole under nil.
    private var patterns: [Character?: [Pattern]] = [:]

    init(_ pairs: [(english: String, translated: String)]) {
        for pair in pairs {
            let parts = Self.parts(of: pair.english)
            guard parts.contains(where: { if case .hole = $0 { true } else { false } }) else {
                whole[pair.english] = pair.translated
                continue
            }
            var first: Character?
            if case .literal(let text) = parts.first { first = text.first }
            patterns[first, default: []].append(
                Pattern(english: parts, translated: pair.translated))
        }
    }

    private static func parts(of text: String) -> [Pattern.Part] {
        var parts: [Pattern.Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            parts.append(.hole(String(rest[rest.index(after: open)..<close])))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        return parts
    }

    /// The sentence in the reader's language; nil when it is not known.
    ///
    /// - Parameter fill: puts what stood in a hole into the language, by the hole's name.
    func translate(_ sentence: String, fill: (_ hole: String, _ value: String) -> String) -> String?
    {
        if let text = whole[sentence] { return text }
        let candidates = (patterns[sentence.first] ?? []) + (patterns[nil] ?? [])
        for pattern in candidates {
            guard let values = Self.match(sentence, pattern.english[...]) else { continue }
            return values.reduce(pattern.translated) { text, value in
                text.replacing("{\(value.hole)}", with: fill(value.hole, value.text))
            }
        }
        return nil
    }

    private static func match(_ text: String, _ parts: ArraySlice<Pattern.Part>) -> [(
        hole: String, text: String
    )]? {
        var rest = text[...]
        var values: [(String, String)] = []
        var hole: String?
        for (index, part) in parts.enumerated() {
            switch part {
            case .literal(let literal):
                guard let name = hole else {
                    guard rest.hasPrefix(literal) else { return nil }
                    rest = rest.dropFirst(literal.count)
                    continue
                }
                // The last literal ends the sentence.
                let isLast = index == parts.count - 1
                guard let range = rest.range(of: literal, options: isLast ? .backwards : [])
                else { return nil }
                values.append((name, String(rest[..<range.lowerBound])))
                rest = rest[range.upperBound...]
                hole = nil
            case .hole(let name): hole = name
            }
        }
        if let hole {
            values.append((hole, String(rest)))
            return values
        }
        return rest.isEmpty ? values : nil
    }
}

extension Words {
    /// What the rules said, in this language.
    func translated(_ sentence: String) -> String { translated(sentence, by: sentences) }

    /// The name of a hole says what stands in it: `stage…`, `role…`, `fields` are looked up, `sentence…`
    /// is put into the language in turn, `within…` too, where it may be a mere part of a sentence;
    /// everything else stays.
    private func translated(_ sentence: String, by sentences: Sentences) -> String {
        guard language != .en, !sentence.isEmpty else { return sentence }
        return sentences.translate(sentence) { hole, value in
            let kind = hole.prefix { $0.isLetter }
            if kind.hasPrefix("sentence") { return translated(value) }
            if kind.hasPrefix("within") { return translated(value, by: parts) }
            if let area = Self.areas[String(kind)] { return self["\(area).\(value)", ifAny: value] }
            switch kind {
            case "fact": return fact(value)
            case "thing":
                let key = value.lowercased().replacing(" ", with: "-")
                return self["thing.\(key)", ifAny: value]
            case "choices": return value.replacing(" or ", with: self["playbook-page.or"])
            case "stages":
                return value.split(separator: ", ").map { self["stage.\($0)", ifAny: String($0)] }
                    .joined(separator: ", ")
            case "fields":
                return value.split(separator: ", ").map { name in
                    let field = name.split(separator: ".").last.map(String.init) ?? ""
                    return self["field.\(field)", ifAny: String(name)]
                }.joined(separator: ", ")
            default: return value
            }
        } ?? sentence
    }

    /// Where the values of a hole have their words.
    private static let areas = [
        "stage": "stage", "stagefrom": "stage", "stageto": "stage", "role": "role",
        "state": "verification", "kind": "handoff-kind", "purpose": "purpose", "part": "part",
        "handoffstate": "handoff-state", "clockstate": "clock",
    ]

    /// What a count of the product is called: `messages-sent` goes by `Messages sent`, as the team has
    /// no other name for it.
    func count(_ id: String) -> String {
        let name = id.replacing("-", with: " ")
        return translated(name.prefix(1).uppercased() + name.dropFirst())
    }

    /// A fact of a score line: `industry is telecom, employees is 1400`.
    func fact(_ fact: String) -> String {
        guard !knows(fact) else { return translated(fact) }
        return fact.split(separator: ", ").map { part -> String in
            guard let range = part.range(of: " is ") else { return String(part) }
            let name = String(part[..<range.lowerBound])
            return "\(self["fact.\(name)", ifAny: name]): \(part[range.upperBound...])"
        }.joined(separator: ", ")
    }

    /// Whether a sentence of the rules is known in this language.
    func knows(_ sentence: String) -> Bool {
        language == .en || sentences.translate(sentence) { _, value in value } != nil
    }

    /// Whether a part that stands in a hole `within…` is known.
    func knows(part: String) -> Bool {
        language == .en || parts.translate(part) { _, value in value } != nil
    }
}
