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
