import LeadRules

/// A handoff as reports look at it, and what so many of its kind count.
struct SampleHandoff {
    var state = Handoff.State.pending
    var receiver = MemberID(1)
    var source = ""
    var automatic = false
    var reason: String?
    var disputed = false
    var overturned: Bool?

    func tally(_ count: Int = 1) -> HandoffTally {
        var tally = HandoffTally()
        (tally.receiver, tally.source, tally.reason) = (receiver, source, reason)
        tally.counts = HandoffCounts(
            HandoffMeasure.allCases.filter { $0.criterion.isMet(by: value) }, rows: count)
        return tally
    }

    private func value(of fact: HandoffFact) -> FactValue? {
        switch fact {
        case .state: .text(state.rawValue)
        case .automatic: .number(automatic ? 1 : 0)
        case .disputed: .number(disputed ? 1 : 0)
        case .overturned: overturned.map { .number($0 ? 1 : 0) }
        default: fact.origin.flatMap { $0.value(value) }
        }
    }
}
