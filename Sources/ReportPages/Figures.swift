import LeadRules

/// Figures as people read them, in English, the same everywhere.
enum Figures {
    static let noData = "no data"

    /// `25.0%`.
    static func percent(_ rate: Double?) -> String {
        rate.map { fixed($0 * 100, decimals: 1) + "%" } ?? noData
    }

    /// `25.0% (3 of 12)`.
    static func share(_ share: Share) -> String {
        guard share.rate != nil else { return noData }
        return "\(percent(share.rate)) (\(share.count) of \(share.of))"
    }

    /// The two largest parts of a span: `45s`, `12m 5s`, `3h 10m`, `2d 4h`.
    static func span(_ seconds: Double?) -> String {
        guard let seconds else { return noData }
        let whole = Int64(seconds.rounded())
        let size: Int64 = whole >= 86_400 ? 3600 : whole >= 3600 ? 60 : 1
        return TimeSpan(seconds: whole / size * size).description
    }

    /// `1,234,567`, with two decimals only where there are any.
    static func amount(_ amount: Double, _ currency: String = "") -> String {
        guard abs(amount) < 1e15 else { return "\(amount) \(currency)" }
        let isWhole = amount == amount.rounded()
        let text = fixed(abs(amount), decimals: isWhole ? 0 : 2)
        let parts = text.split(separator: ".")
        var grouped = ""
        for (index, digit) in parts[0].enumerated() {
            if index > 0, (parts[0].count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        let sign = amount < 0 ? "-" : ""
        let decimals = parts.count > 1 ? ".\(parts[1])" : ""
        return sign + grouped + decimals + (currency.isEmpty ? "" : " \(currency)")
    }

    /// `1 lead`, `2 leads`.
    static func counted(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    static func count(_ number: Int) -> String { amount(Double(number)) }

    /// A number with so many decimals, rounded half away from zero.
    static func fixed(_ number: Double, decimals: Int) -> String {
        let scale = (0..<decimals).reduce(Int64(1)) { scale, _ in scale * 10 }
        let scaled = Int64((number * Double(scale)).rounded())
        let (whole, rest) = abs(scaled).quotientAndRemainder(dividingBy: scale)
        let sign = scaled < 0 ? "-" : ""
        return decimals == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest.padded(decimals))"
    }

    static func duration(_ durations: Durations) -> [String] {
        [
            count(durations.count), span(durations.medianSeconds), span(durations.meanSeconds),
            span(durations.p90Seconds),
        ]
    }

    /// The period and the filters of a query in words.
    static func query(_ query: ReportQuery) -> String {
        let from = query.from.map { "from \($0.rfc3339)" } ?? "from the beginning"
        let filters = [
            query.source.map { "source \($0)" }, query.sourceGroup.map { "\($0.rawValue) leads" },
            query.campaign.map { "campaign \($0)" }, query.segment.map { "segment \($0)" },
            query.team.map { "team \($0)" }, query.member.map { "member \($0)" },
        ]
        let period = from + (query.to.map { " to \($0.rfc3339)" } ?? " until now")
        return ([period] + filters.compactMap(\.self)).joined(separator: ", ")
    }
}
