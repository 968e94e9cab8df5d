import Foundation
import LeadRules

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
        if language != .en, knows(fact) { return translated(fact) }
        return fact.split(separator: ", ").map { part -> String in
            guard let (_, name, value) = part.wholeMatch(of: /([a-z0-9-]+) is (.+)/)?.output
            else { return String(part) }
            return "\(self["fact.\(name)", ifAny: String(name)]): \(valueInWords(String(value)))"
        }.joined(separator: ", ")
    }

    /// `182,000,000` for a large number, yes and no for a flag.
    private func valueInWords(_ value: String) -> String {
        switch value {
        case "true": self["answer.yes"]
        case "false": self["answer.no"]
        default: value.count > 4 ? Int(value).map { Figures.count($0) } ?? value : value
        }
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
