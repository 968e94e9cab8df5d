package import LeadRules

/// The header `Retry-After`: seconds, or a date in any of HTTP's three forms (RFC 9110, 10.2.3).
package enum RetryAfter {
    /// No receiver may ask for a longer pause.
    static let longest = TimeSpan.hours(24)

    /// How long to wait; nil when the header says nothing that can be read.
    package static func wait(_ header: String, from now: Instant) -> TimeSpan? {
        let text = header.trimmed
        if !text.isEmpty, text.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return min(Int64(text).map { .seconds($0) } ?? longest, longest)
        }
        return date(text).map { min(max($0 - now, .zero), longest) }
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`,
    /// `Sun Nov  6 08:49:37 1994`.
    private static func date(_ text: String) -> Instant? {
        let words = text.split { " ,-:".contains($0) }.dropFirst()
        let w = Array(words)
        guard w.count >= 6 else { return nil }
        let isAsctime = Int(w[0]) == nil
        let (day, month, year) = isAsctime ? (w[1], w[0], w[5]) : (w[0], w[1], w[2])
        let clock = (isAsctime ? w[2...4] : w[3...5]).compactMap { Int($0) }
        guard let day = Int(day), let month = months.firstIndex(of: month.lowercased()),
            let year = Int(year), clock.count == 3, (0...23).contains(clock[0]),
            (0...59).contains(clock[1]), (0...60).contains(clock[2]), (0...9999).contains(year)
        else { return nil }
        let date = CivilDate(year: year < 100 ? year + 2000 : year, month: month + 1, day: day)
        guard date.parts.day == day else { return nil }
        let seconds = clock[0] * 3600 + clock[1] * 60 + clock[2]
        return Instant(seconds: Int64(date.dayNumber * 86_400 + seconds))
    }

    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
}
