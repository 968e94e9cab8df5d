import LeadRules

extension YAMLValue {
    /// A length of time: `5m`, `4h`, `90d`, `2w`, `1d 12h`. A day is 24 hours, a week 7 days.
    func duration() -> TimeSpan? {
        let what = "a duration such as 30m, 4h, 90d or 1d 12h"
        guard let scalar, let span = TimeSpan(written: scalar) else { return expected(what) }
        guard span <= BusinessCalendar.horizon else {
            return expected("a duration of at most \(BusinessCalendar.horizon)")
        }
        return span
    }

    /// A length of time longer than none.
    func positiveDuration() -> TimeSpan? {
        guard let span = duration() else { return nil }
        return span > .zero ? span : expected("a duration longer than 0")
    }
}

extension TimeSpan {
    /// Reads what `description` writes, and weeks: units from large to small, each once.
    init?(written text: String) {
        let units: [(Character, Int64)] = [
            ("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
        ]
        var rest = text[...]
        var sum: Int64 = 0
        for (unit, seconds) in units {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            guard rest.dropFirst(digits.count).first == unit else { continue }
            guard digits.count <= 9, let count = Int64(digits) else { return nil }
            sum += count * seconds
            rest = rest.dropFirst(digits.count + 1).drop { $0 == " " }
        }
        guard rest.isEmpty, !text.isEmpty else { return nil }
        self.init(seconds: sum)
    }
}
