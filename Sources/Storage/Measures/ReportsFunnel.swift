package import LeadRules

/// The funnel.
extension SQLTransaction {
    package func funnel(_ query: ReportQuery) throws -> FunnelFacts {
        guard !query.isAboutLeads else { return FunnelFacts(try tallies(.originAndPeople, query)) }
        return FunnelFacts(
            byOrigin: try tallies(.origin, query), bySDR: try tallies([.sdr], query),
            byAE: try tallies([.ae], query))
    }

    package func origins(_ query: ReportQuery) throws -> [FunnelTally] {
        try tallies(.origin, query)
    }

    package func funnelTotal(_ query: ReportQuery) throws -> FunnelCounts {
        try measured(KeptSum.all, by: [], query).total(\.counts)
    }

    /// The funnel counted from the leads themselves.
    package func countedFunnel(_ query: ReportQuery) throws -> [FunnelTally] {
        try counted(.captured, by: .originAndPeople, query).map(FunnelTally.init)
    }

    private func tallies(_ facts: [LeadFact], _ query: ReportQuery) throws -> [FunnelTally] {
        try measured(KeptSum.all, by: facts, query).map(FunnelTally.init)
    }
}

extension [LeadFact] {
    fileprivate static let origin: [LeadFact] = [.source, .sourceGroup, .campaign, .segment]
    fileprivate static let originAndPeople = origin + [.sdr, .ae]
}

extension FunnelTally {
    fileprivate init(_ row: MeasuredRow<FunnelMeasure>) {
        self.init()
        source = row.text(.source) ?? ""
        sourceGroup = row.text(.sourceGroup) ?? ""
        campaign = row.text(.campaign)
        segment = row.text(.segment)
        sdr = row.member(.sdr)
        ae = row.member(.ae)
        counts = row.counts
    }
}
