package import LeadRules

/// The funnel, made of sums; parts of hours are counted.
extension SQLTransaction {
    package func funnel(_ query: ReportQuery) throws -> FunnelFacts {
        guard !query.isAboutLeads else { return FunnelFacts(try limitedFunnel(query)) }
        let rest = try FigurePeriod.edges(of: query).flatMap { try countedFunnel($0) }
        return FunnelFacts(
            byOrigin: try keptOrigins(query) + rest,
            bySDR: try keptPeople(.sdr, \.sdr, query) + rest,
            byAE: try keptPeople(.ae, \.ae, query) + rest)
    }

    package func origins(_ query: ReportQuery) throws -> [FunnelTally] {
        guard !query.isAboutMembers else { return try limitedFunnel(query) }
        let rest = try FigurePeriod.edges(of: query).flatMap { try countedFunnel($0) }
        return try keptOrigins(query) + rest
    }

    package func funnelTotal(_ query: ReportQuery) throws -> FunnelCounts {
        guard !query.isAboutLeads else {
            return try origins(query).reduce(FunnelCounts()) { $0 + $1.counts }
        }
        // Few have an AE: these are the fewest sums of all the leads.
        let rest = try FigurePeriod.edges(of: query).flatMap { try countedFunnel($0) }
        return (try keptPeople(.ae, \.ae, query) + rest)
            .reduce(FunnelCounts()) { $0 + $1.counts }
    }

    /// A funnel of some leads: their origin and their people stand in one key.
    private func limitedFunnel(_ query: ReportQuery) throws -> [FunnelTally] {
        let people = try members(of: query)
        let (sums, edges) = try figures(.lead, query)
        let kept = sums.filter { figure in
            people.map { people in
                (4...6).contains { figure.member($0).map(people.contains) ?? false }
            } ?? true
        }.map { figure in
            var tally = FunnelTally(origin: figure)
            tally.sdr = figure.member(5)
            tally.ae = figure.member(6)
            tally.counts = Reach(letters: figure[7]).counts(figure.sum)
            return tally
        }.filter { query.includes(origin: $0) }
        return kept + (try edges.flatMap { try countedFunnel($0) })
    }

    private func keptOrigins(_ query: ReportQuery) throws -> [FunnelTally] {
        try figures(.origin, query).sums.map { figure in
            var tally = FunnelTally(origin: figure)
            tally.counts = Reach(letters: figure[4]).counts(figure.sum)
            return tally
        }.filter { query.includes(origin: $0) }
    }

    private func keptPeople(
        _ figure: Figure, _ person: WritableKeyPath<FunnelTally, MemberID?>, _ query: ReportQuery
    ) throws -> [FunnelTally] {
        try figures(figure, query).sums.map { figure in
            var tally = FunnelTally()
            tally[keyPath: person] = figure.member(0)
            tally.counts = Reach(letters: figure[1]).counts(figure.sum)
            return tally
        }
    }
}

extension FunnelTally {
    /// From the first parts of a key.
    fileprivate init(origin figure: ReadFigure) {
        self.init()
        source = figure[0]
        sourceGroup = figure[1]
        campaign = figure.part(2)
        segment = figure.part(3)
    }
}
