/// A handoff, and the lead that it hands over.
package struct HandoffOfLead: Sendable {
    package var handoff: Handoff
    package var lead: Lead

    package init(_ handoff: Handoff, _ lead: Lead) {
        self.handoff = handoff
        self.lead = lead
    }
}

/// What measures know of a handoff.
package enum HandoffFact: Fact {
    case kind, giver, receiver, state
    /// 1 when the rules decided it, because of its score.
    case automatic
    case reason
    /// 1 when the giver disputed the rejection.
    case disputed
    /// The manager's word on a dispute, as 0 or 1; nothing while there is none.
    case overturned
    case openedAt, firstContactAt
    /// Something that is known of its lead.
    case lead(LeadFact)

    /// The receiver said no in person, whatever came of it afterwards.
    case isRejected
    /// It is still to be done, or was done: neither rejected nor withdrawn.
    case isAnswerable

    package var origin: FactOrigin<HandoffFact>? {
        switch self {
        case .isRejected:
            .met(
                .is(.automatic, .number(0))
                    && (Self.isIn(.rejected, .disputed) || .is(.overturned, .number(1))))
        case .isAnswerable:
            .met(.has(.lead(.isReal)) && Self.isIn(.pending, .review, .accepted))
        case .lead(let fact): fact.origin?.map(HandoffFact.lead)
        default: nil
        }
    }

    static func isIn(_ states: Handoff.State...) -> Criterion<HandoffFact> {
        .isOneOf(.state, states.map { .text($0.rawValue) })
    }

    package func stated(of row: HandoffOfLead) -> FactValue? {
        switch self {
        case .kind: .text(row.handoff.kind)
        case .giver: .member(row.handoff.giver)
        case .receiver: .member(row.handoff.receiver)
        case .state: .text(row.handoff.state.rawValue)
        case .automatic: .flag(row.handoff.automatic)
        case .reason: row.handoff.rejection.map { .text($0.reason) }
        case .disputed: .flag(row.handoff.dispute != nil)
        case .overturned: row.handoff.dispute?.overturned.map { .flag($0) }
        case .openedAt: .moment(row.handoff.openedAt)
        case .firstContactAt: .moment(row.handoff.firstContactAt)
        case .lead(let fact): fact.stated(of: row.lead)
        case .isRejected, .isAnswerable: nil
        }
    }
}

/// A clock, and the lead that it runs for.
package struct ClockOfLead: Sendable {
    package var clock: Clock
    package var lead: Lead

    package init(_ clock: Clock, _ lead: Lead) {
        self.clock = clock
        self.lead = lead
    }
}

/// What measures know of a clock.
package enum ClockFact: Fact {
    case purpose, owner, state
    case startedAt, dueAt, endedAt, breachedAt
    /// Something that is known of its lead.
    case lead(LeadFact)

    /// Running or paused.
    case isOpen
    /// Ran out, and its work is still to do.
    case isOverdue
    /// Met before it was due.
    case isInTime
    /// Ran out, or was met only after it was due.
    case isLate

    package var origin: FactOrigin<ClockFact>? {
        switch self {
        case .isOpen: .met(Self.isIn(.running, .paused))
        case .isOverdue: .met(Self.isIn(.breached) && !.has(.endedAt))
        case .isInTime: .met(Self.isIn(.met) && .notAfter(.endedAt, .dueAt))
        case .isLate:
            .met(
                .has(.breachedAt)
                    || Self.isIn(.met) && .has(.endedAt) && !.notAfter(.endedAt, .dueAt))
        case .lead(let fact): fact.origin?.map(ClockFact.lead)
        default: nil
        }
    }

    private static func isIn(_ states: Clock.State...) -> Criterion<ClockFact> {
        .isOneOf(.state, states.map { .text($0.rawValue) })
    }

    package func stated(of row: ClockOfLead) -> FactValue? {
        switch self {
        case .purpose: .text(row.clock.purpose.rawValue)
        case .owner: .member(row.clock.owner)
        case .state: .text(row.clock.state.rawValue)
        case .startedAt: .moment(row.clock.startedAt)
        case .dueAt: .moment(row.clock.dueAt)
        case .endedAt: .moment(row.clock.endedAt)
        case .breachedAt: .moment(row.clock.breachedAt)
        case .lead(let fact): fact.stated(of: row.lead)
        case .isOpen, .isOverdue, .isInTime, .isLate: nil
        }
    }
}

extension FactOrigin {
    /// The same, said of something that the noun belongs to.
    func map<G: Fact>(_ fact: (F) -> G) -> FactOrigin<G> {
        switch self {
        case .met(let criterion): .met(criterion.map(fact))
        case .either(let criterion, let a, let b): .either(criterion.map(fact), fact(a), fact(b))
        case .first(let facts): .first(facts.map(fact))
        }
    }
}

extension Criterion {
    func map<G: Fact>(_ fact: (F) -> G) -> Criterion<G> {
        switch self {
        case .has(let one): .has(fact(one))
        case .isOneOf(let one, let values): .isOneOf(fact(one), values)
        case .notAfter(let a, let b): .notAfter(fact(a), fact(b))
        case .not(let criterion): .not(criterion.map(fact))
        case .all(let criteria): .all(criteria.map { $0.map(fact) })
        case .any(let criteria): .any(criteria.map { $0.map(fact) })
        }
    }
}
