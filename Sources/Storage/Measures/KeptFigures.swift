import LeadRules

/// How far a lead has come, as letters.
private let reach: KeptSum<FunnelMeasure>.Part = .letters([
    (.isFake, "f"), (.isMQL, "m"), (.isPQL, "p"), (.isSQL, "q"), (.isSAL, "a"), (.isWon, "w"),
    (.isLost, "l"),
])

extension KeptSum<FunnelMeasure> {
    static let people = KeptSum(
        .lead, .captured,
        by: [
            .fact(.source), .fact(.sourceGroup), .fact(.campaign), .fact(.segment),
            .fact(.owner), .fact(.sdr), .fact(.ae), reach,
        ])
    static let origins = KeptSum(
        .origin, .captured,
        by: [
            .fact(.source), .fact(.sourceGroup), .fact(.campaign), .fact(.segment), reach,
        ])
    static let sdrs = KeptSum(.sdr, .captured, by: [.fact(.sdr), reach])
    static let aes = KeptSum(.ae, .captured, by: [.fact(.ae), reach])

    /// Those with the fewest sums first: few leads have an AE.
    static let all = [aes, sdrs, origins, people]
}

extension KeptSum<IntakeMeasure> {
    static let intake = KeptSum(.intake, .taken, by: [.fact(.source)])
}

extension KeptSum<ClosedMeasure> {
    static let closed = KeptSum(
        .closed, .closed, by: [.letters([(.isWon, "w"), (.isLost, "l")]), .fact(.cause)])
}

extension KeptSum<StandingMeasure> {
    static let stages = KeptSum(.stage, .inStage, by: [.fact(.stage)])
}

extension KeptSum<HandoffMeasure> {
    static let handoffs = KeptSum(
        .handoff, .opened,
        by: [
            .fact(.kind), .fact(.giver), .fact(.receiver), .fact(.lead(.source)), .fact(.state),
            .fact(.automatic), .fact(.reason), .fact(.disputed), .fact(.overturned),
        ])
}

extension KeptSum<ClockMeasure> {
    static let started = KeptSum(
        .clock, .started,
        by: [
            .fact(.purpose), .fact(.owner),
            .letters([(.isInTime, "t"), (.isLate, "l"), (.isOpen, "o")]),
        ])
    static let breached = KeptSum(.breach, .breached, by: [.fact(.owner)])
    static let underway = KeptSum(
        .unended, .underway,
        by: [.fact(.owner), .letters([(.isOverdue, "1"), (.isOpen, "0")])])
}

/// All sums that are kept of rows.
enum KeptFigures {
    static let leads: [any KeptSums<LeadFact>] =
        KeptSum<FunnelMeasure>.all
        + [
            KeptSum<IntakeMeasure>.intake, KeptSum<ClosedMeasure>.closed,
            KeptSum<StandingMeasure>.stages,
        ]
    static let handoffs: [any KeptSums<HandoffFact>] = [KeptSum<HandoffMeasure>.handoffs]
    static let clocks: [any KeptSums<ClockFact>] = [
        KeptSum<ClockMeasure>.started, KeptSum<ClockMeasure>.breached,
        KeptSum<ClockMeasure>.underway,
    ]

    /// What all of them are sums of.
    static var meanings: [String] {
        leads.map(\.meaning) + handoffs.map(\.meaning) + clocks.map(\.meaning)
    }

    /// What of a lead its own sums depend on, response times too.
    static let leadFacts: [LeadFact] = Array(
        leads.reduce(ResponseTime.basis) { $0.union($1.basis) })

    /// What of a lead the sums of its handoffs and clocks depend on.
    static let workFacts: [LeadFact] = Array(
        handoffs.reduce(into: Set()) { $0.formUnion($1.basis.compactMap(\.leadFact)) }
            .union(
                clocks.reduce(into: Set()) { $0.formUnion($1.basis.compactMap(\.leadFact)) }))
}

extension [LeadFact] {
    /// Whether two states of a lead say the same of all of them.
    func areSame(in a: Lead, _ b: Lead) -> Bool {
        allSatisfy { $0.stated(of: a) == $0.stated(of: b) }
    }
}
