/// Names of people, made comparable.
package enum PersonName {
    /// A key that is equal for the usual ways to write one name, for finding duplicates: case,
    /// accents, width, punctuation, forms of address, and the order of Latin words do not matter.
    ///
    /// `Kim, Min-ji`, `Ms. Minji KIM` give `kim minji`; `山田 太郎 様` gives `山田太郎`. Korean,
    /// Japanese and Chinese words keep their order, which is always family name first.
    package static func key(_ name: String) -> String {
        let words = words(name.comparable)
        let bare = words.filter { !formsOfAddress.contains($0) }
        let kept = (bare.isEmpty ? words : bare).map(withoutSuffix)
        let eastAsian = kept.filter { $0.contains(where: \.isEastAsian) }.joined()
        let others = kept.filter { !$0.contains(where: \.isEastAsian) }.sorted()
        return (others + [eastAsian]).filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Hyphens and apostrophes join (`Min-ji`, `O’Neil`); any other punctuation parts.
    private static func words(_ name: String) -> [String] {
        name.filter { !joining.contains($0) }
            .split { !$0.isLetter && !$0.isNumber }
            .map(String.init)
    }

    private static func withoutSuffix(_ word: String) -> String {
        // A single character before it is no whole name: 殿 and the like are also parts of names.
        for suffix in attachedForms where word.hasSuffix(suffix) && word.count > suffix.count + 1 {
            return String(word.dropLast(suffix.count))
        }
        return word
    }

    private static let joining: Set<Character> = ["-", "‐", "‑", "–", "'", "’", "‘", "ʼ", "`", "´"]

    /// Written onto the name.
    private static let attachedForms = ["님", "씨", "様", "さま", "さん", "氏", "殿"]

    /// Words of their own beside the name.
    private static let formsOfAddress: Set<String> = [
        "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "madam", "phd",
        "herr", "frau", "sr", "sra",
        "님", "씨", "선생님", "대표", "대표님", "이사", "이사님", "부장", "부장님", "차장", "차장님",
        "과장", "과장님", "대리", "대리님", "팀장", "팀장님", "사장", "사장님", "매니저", "매니저님",
        "様", "さま", "さん", "氏", "殿", "先生", "社長", "部長", "課長", "係長", "主任",
    ]
}
