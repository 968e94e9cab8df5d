/// From visitor to won, for the leads captured in a period: how far they have come until now.
package struct FunnelReport: Hashable, Codable, Sendable {
    package var query: ReportQuery
    package var currency: String
    /// Visitors seen in the period, and how many of them are leads by now; nil when the query asks
    /// about leads, since nobody knows a visitor's source or segment.
    package var visitors: Share?
    package var total: FunnelRow
    /// The conversions that the playbook sets a target for.
    package var targets: [TargetCheck]
    package var bySource: [FunnelRow]
    package var bySourceGroup: [FunnelRow]
    package var byCampaign: [FunnelRow]
    package var bySegment: [FunnelRow]
    package var bySDR: [FunnelRow]
    package var byAE: [FunnelRow]

    package init(
        _ query: ReportQuery, visitors: Share?, facts: FunnelFacts, members: [Member],
        playbook: Playbook
    ) {
        let names = Names(members)
        self.query = query
        self.visitors = visitors
        currency = playbook.bant.currency
        total = FunnelRow(
            key: nil, title: "All leads",
            counts: facts.byOrigin.total(\.counts))
        targets = TargetCheck.all(total.conversions, playbook.targets)
        bySource = Self.rows(facts.byOrigin, by: \.source) { playbook.source($0)?.title ?? $0 }
        bySourceGroup = Self.rows(facts.byOrigin, by: \.sourceGroup) { $0 }
        byCampaign = Self.rows(facts.byOrigin, by: \.campaign) { $0 }
        bySegment = Self.rows(facts.byOrigin, by: \.segment) { playbook.segment($0)?.title ?? $0 }
        bySDR = Self.rows(facts.bySDR, by: \.sdr?.description) { names(MemberID($0)) }
        byAE = Self.rows(facts.byAE, by: \.ae?.description) { names(MemberID($0)) }
    }

    /// One row for each value, the largest first; leads without one come last.
    private static func rows(
        _ tallies: [FunnelTally], by value: (FunnelTally) -> String?,
        title: (String) -> String
    ) -> [FunnelRow] {
        let groups = Dictionary(grouping: tallies, by: value)
        let rows = groups.map { key, tallies in
            let name = key.map { title($0).isEmpty ? $0 : title($0) }
            return FunnelRow(
                key: key, title: name ?? "(none)",
                counts: tallies.total(\.counts))
        }
        return rows.sorted { $0.precedes($1) }
    }
}

/// What a row of a cut shows, from left to right, wherever it is shown; the deal value comes last.
extension FunnelReport {
    package static let measures: [FunnelMeasure] = [.leads, .mql, .pql, .sql, .sal, .won]
    package static let rates: [Conversion] = [.mqlToSQL, .sqlToSAL, .sqlToWon]
}

/// The funnel of some leads.
package struct FunnelRow: Hashable, Codable, Sendable {
    /// The source, campaign, segment or member; nil for all leads, and for those without one.
    package var key: String?
    package var title: String
    package var counts: FunnelCounts
    package var conversions: Conversions

    init(key: String?, title: String, counts: FunnelCounts) {
        self.key = key
        self.title = title
        self.counts = counts
        conversions = Conversions(counts)
    }

    fileprivate func precedes(_ other: FunnelRow) -> Bool {
        if (key == nil) != (other.key == nil) { return key != nil }
        if counts[.leads] != other.counts[.leads] { return counts[.leads] > other.counts[.leads] }
        return (title, key ?? "") < (other.title, other.key ?? "")
    }
}

/// A conversion rate beside its target in the playbook.
package struct TargetCheck: Hashable, Codable, Sendable {
    /// `mqlToSQL` or `sqlToWon`.
    package var name: String
    package var title: String
    package var actual: Share
    /// As a fraction of 1.
    package var target: Double
    /// Whether the target is reached; nil without data.
    package var met: Bool?

    init(_ name: String, _ title: String, _ actual: Share, target: Double) {
        self.name = name
        self.title = title
        self.actual = actual
        self.target = target
        met = actual.rate.map { $0 >= target }
    }

    static func all(_ conversions: Conversions, _ targets: Targets) -> [TargetCheck] {
        Conversion.allCases.compactMap { rate in
            targets[rate].map {
                TargetCheck(rate.rawValue, rate.title, conversions[rate], target: $0)
            }
        }
    }
}

extension Targets {
    /// As a fraction of 1; nil where the playbook sets none.
    package subscript(_ rate: Conversion) -> Double? {
        switch rate {
        case .mqlToSQL: mqlToSQL
        case .sqlToWon: sqlToWon
        case .leadToMQL, .pqlToSQL, .sqlToSAL, .salToWon, .leadToWon: nil
        }
    }
}
