/// Names of companies, made comparable.
package enum CompanyName {
    /// A key that is equal for the usual ways to write one company: case, accents, width,
    /// punctuation, `&` or `and`, and the legal form do not matter.
    ///
    /// `Samsung Electronics Co., Ltd.` gives `samsung electronics`; `㈜카카오` gives `카카오`.
    /// Korean, Japanese and Chinese words are joined, as blanks between them are a matter of taste.
    package static func key(_ name: String) -> String {
        let words = words(name)
        let eastAsian = words.filter { $0.contains(where: \.isEastAsian) }.joined()
        let others = words.filter { !$0.contains(where: \.isEastAsian) }
        return (others + [eastAsian]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The words of the name in order, without legal form, article and `and`.
    static func words(_ name: String) -> [String] {
        let all = name.comparable.split(whereSeparator: isSeparator).flatMap(parts)
        let bare = all.map(withoutEastAsianForm).filter { !$0.isEmpty && !extras.contains($0) }
        let words = bare.isEmpty ? all[...] : bare[...]
        let isTitled = words.count > 1 && words.first == "the"
        return withoutLegalForm(isTitled ? words.dropFirst() : words)
    }

    private static let extras = LegalForms.eastAsianMarks.union(["and", "und"])

    private static func isSeparator(_ character: Character) -> Bool {
        !character.isLetter && !character.isNumber && !"./'’".contains(character)
    }

    /// `s.a.`, `s/a` and `k.k` are one word, `co.ltd` is two; apostrophes join.
    private static func parts(_ word: Substring) -> [String] {
        let parts = word.filter { $0 != "'" && $0 != "’" }
            .split { $0 == "." || $0 == "/" }
            .map(String.init)
        return parts.count > 1 && parts.allSatisfy { $0.count == 1 } ? [parts.joined()] : parts
    }

    /// Korean, Japanese and Chinese forms are written onto either end of the name.
    private static func withoutEastAsianForm(_ word: String) -> String {
        guard !word.isASCII else { return word }
        for form in LegalForms.eastAsian {
            if word.hasPrefix(form) { return String(word.dropFirst(form.count)) }
            if word.hasSuffix(form) { return String(word.dropLast(form.count)) }
        }
        return word
    }

    /// Takes legal forms off both ends, one after the other, and never the whole name.
    private static func withoutLegalForm(_ words: ArraySlice<String>) -> [String] {
        var rest = words
        while let count = (1...3).last(where: { isLegalForm(rest.suffix($0), of: rest) }) {
            rest = rest.dropLast(count)
        }
        if rest.count > 1, let first = rest.first, LegalForms.leading.contains(first) {
            rest = rest.dropFirst()
        }
        return Array(rest)
    }

    private static func isLegalForm(_ end: ArraySlice<String>, of words: ArraySlice<String>) -> Bool
    {
        end.count < words.count && LegalForms.trailing.contains(end.joined(separator: " "))
    }
}
