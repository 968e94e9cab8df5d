import LeadRules

/// Figures in English sentences and tables.
extension Figures {
    static let noData = "no data"

    /// `25% (3 of 12)`.
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

    /// `1 lead`, `2 leads`.
    static func counted(_ number: Int, _ noun: String) -> String {
        "\(count(number)) \(noun)\(number == 1 ? "" : "s")"
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
