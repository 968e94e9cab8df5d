import LeadRules

/// How one person reads: their language, their zone, and what is now.
struct Reader: Sendable {
    let words: Words
    let zone: LocalZone
    let now: Instant

    var language: Language { words.language }

    /// `14:30` today, `Mar 4, 14:30` this year, else with the year.
    func time(_ moment: Instant) -> String {
        let local = zone.time(at: moment)
        let clock = "\(local.hour.padded(2)):\(local.minute.padded(2))"
        guard local.day != zone.time(at: now).day else { return clock }
        return "\(day(local.day)) \(clock)"
    }

    /// What the rules said, in the reader's language, with its times as the reader reads them.
    func told(_ sentence: String) -> String {
        words.translated(sentence).replacing(
            /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/
        ) { match in
            Instant(rfc3339: String(match.output)).map { time($0) } ?? String(match.output)
        }
    }

    func clock(_ moment: Instant) -> String {
        let local = zone.time(at: moment)
        return "\(local.hour.padded(2)):\(local.minute.padded(2))"
    }

    /// `Mar 4`, `3월 4일`, `3月4日`; with the year when it is another one.
    func day(_ moment: Instant) -> String { day(zone.time(at: moment).day) }

    func day(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        let isThisYear = zone.time(at: now).day.parts.year == year
        switch language {
        case .en:
            let text = "\(Self.months[month - 1]) \(day)"
            return isThisYear ? text : "\(text), \(year)"
        case .ko: return isThisYear ? "\(month)월 \(day)일" : "\(year)년 \(month)월 \(day)일"
        case .ja: return isThisYear ? "\(month)月\(day)日" : "\(year)年\(month)月\(day)日"
        }
    }

    /// `Monday, Mar 4`, or that it is today or yesterday.
    func dayHeading(_ moment: Instant) -> String {
        let date = zone.time(at: moment).day
        let today = zone.time(at: now).day
        if date == today { return words["time.today"] }
        if date + 1 == today { return words["time.yesterday"] }
        return words(
            "time.day-heading",
            ["weekday": words["time.weekday-\(date.weekday)"], "day": day(date)])
    }

    /// The two largest parts: `3 h 20 min`, `2 d 4 h`, `45 s`.
    func span(_ span: TimeSpan) -> String {
        let seconds = abs(span.seconds)
        let parts = [
            (seconds / 86_400, "time.d"), (seconds % 86_400 / 3600, "time.h"),
            (seconds % 3600 / 60, "time.min"), (seconds % 60, "time.s"),
        ]
        guard let first = parts.firstIndex(where: { $0.0 > 0 }) else {
            return words("time.s", ["n": "0"])
        }
        let shown = parts[first...].prefix(first >= 2 && parts[first].0 >= 10 ? 1 : 2)
        return shown.filter { $0.0 > 0 }.map { words($0.1, ["n": "\($0.0)"]) }
            .joined(separator: " ")
    }

    func span(seconds: Double?) -> String {
        guard let seconds else { return "–" }
        return span(TimeSpan(seconds: Int64(seconds.rounded())))
    }

    /// `5 min ago`, `in 3 h`, the day when it is further away than a week.
    func ago(_ moment: Instant) -> String {
        let span = now - moment
        if abs(span.seconds) < 60 { return words["time.now"] }
        if abs(span.seconds) > 7 * 86_400 { return day(moment) }
        let large = coarse(span)
        return words(span.seconds > 0 ? "time.ago" : "time.in", ["span": large])
    }

    private func coarse(_ span: TimeSpan) -> String {
        let seconds = abs(span.seconds)
        if seconds >= 86_400 { return words("time.d", ["n": "\(seconds / 86_400)"]) }
        if seconds >= 3600 { return words("time.h", ["n": "\(seconds / 3600)"]) }
        return words("time.min", ["n": "\(max(1, seconds / 60))"])
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
