/// What measures know of a lead.
package enum LeadFact: Fact, CaseIterable {
    case mergedInto, verification
    case source, sourceGroup, campaign, segment, temperature
    case owner, sdr, ae
    case stage, heldIn, cause
    case amount
    case capturedAt, stageSince, firstAssignedAt, firstTouchAt
    case mqlAt, pqlAt, sqlAt, salAt, wonAt, lostAt

    /// Not merged into another: only such leads, and what belongs to them, count at all.
    case isCounted
    /// Found to be fake; it counts as that and as nothing else.
    case isFake
    case isReal
    /// It has reached that very milestone, whatever came before.
    case isMQL, isPQL, isSQL, isSAL
    /// Won, and not lost later; and the other way round.
    case isWon, isLost
    /// Neither won nor lost, and no fake.
    case isOpen
    /// When it was won or lost for the last time.
    case endedAt
    /// Who answers for it: who qualified it, else its owner.
    case handler
    /// Since when somebody could have answered it: the first owner, else the capture.
    case waitingSince

    package var origin: FactOrigin<LeadFact>? { Self.origins[self] }

    private static let origins: [LeadFact: FactOrigin<LeadFact>] = [
        .isCounted: .met(!.has(.mergedInto)),
        .isFake: .met(.is(.verification, fake)),
        .isReal: .met(!.has(.isFake)),
        .isMQL: .met(.has(.isReal) && .has(.mqlAt)),
        .isPQL: .met(.has(.isReal) && .has(.pqlAt)),
        .isSQL: .met(.has(.isReal) && .has(.sqlAt)),
        .isSAL: .met(.has(.isReal) && .has(.salAt)),
        .isWon: .met(.has(.isReal) && wonLast),
        .isLost: .met(.has(.isReal) && .has(.lostAt) && !wonLast),
        .isOpen: .met(.has(.isReal) && !.has(.wonAt) && !.has(.lostAt)),
        .endedAt: .either(wonLast, .wonAt, .lostAt),
        .handler: .first([.sdr, .owner]),
        .waitingSince: .first([.firstAssignedAt, .capturedAt]),
    ]

    private static let fake = FactValue.text(VerificationState.fake.rawValue)
    private static let wonLast: Criterion<LeadFact> =
        .has(.wonAt) && (!.has(.lostAt) || .notAfter(.lostAt, .wonAt))

    package func stated(of lead: Lead) -> FactValue? {
        switch self {
        case .mergedInto: lead.mergedInto.map { .number($0.number) }
        case .verification: .text(lead.verification.state.rawValue)
        case .source: .text(lead.origin.source)
        case .sourceGroup: .text(lead.origin.group.rawValue)
        case .campaign: lead.origin.campaign.map { .text($0) }
        case .segment: lead.segment.map { .text($0) }
        case .temperature: .text(lead.origin.temperature.rawValue)
        case .owner: .member(lead.owner)
        case .sdr: .member(lead.credits.sdr)
        case .ae: .member(lead.credits.ae)
        case .stage: .text(lead.stage.rawValue)
        case .heldIn: lead.heldIn.map { .text($0) }
        case .cause: lead.milestones.cause.map { .text($0) }
        case .amount: lead.milestones.amount.map { .real($0) }
        default: .moment(moment(of: lead))
        }
    }

    private func moment(of lead: Lead) -> Instant? {
        switch self {
        case .capturedAt: lead.capturedAt
        case .stageSince: lead.stageSince
        case .firstAssignedAt: lead.work.firstAssignedAt
        case .firstTouchAt: lead.work.firstTouchAt
        case .mqlAt: lead.milestones.mql
        case .pqlAt: lead.milestones.pql
        case .sqlAt: lead.milestones.sql
        case .salAt: lead.milestones.sal
        case .wonAt: lead.milestones.won
        case .lostAt: lead.milestones.lost
        default: nil
        }
    }
}

extension Milestone {
    /// That a lead has reached it, as reports count it.
    package var fact: LeadFact {
        switch self {
        case .mql: .isMQL
        case .pql: .isPQL
        case .sql: .isSQL
        case .sal: .isSAL
        case .won: .isWon
        case .lost: .isLost
        }
    }
}
