/// What became of the handoffs opened in a period.
package enum HandoffMeasure: String, Measure {
    case opened
    /// Accepted by the rules, because of the score.
    case autoAccepted
    /// Accepted by the receiver.
    case accepted
    /// Rejected by the receiver, those included that were disputed or overturned later.
    case rejected
    /// Sent back to the giver by the rules, because of a low score. No rejection.
    case returned
    /// Waiting for a decision, with or without a joint review.
    case pending
    /// Given up because the lead was found fake, merged, archived or put to rest.
    case withdrawn
    /// Rejections that the giver disputed.
    case disputed
    /// Rejections that the manager overturned: the receiver has the lead after all.
    case overturned

    /// Accepted in the end, by whomever.
    case acceptance
    /// Decided by the receiver, or accepted by the rules. Low-score returns do not count.
    case decided
    /// Decided by the receiver in person.
    case decidedInPerson
    /// Disputes that the manager decided.
    case settled
    /// Neither rejected nor withdrawn.
    case answerable
    /// The receiver made the first contact.
    case contacted

    package var criterion: Criterion<HandoffFact> {
        switch self {
        case .opened: .always
        case .autoAccepted: HandoffFact.isIn(.accepted) && .is(.automatic, .number(1))
        case .accepted:
            HandoffFact.isIn(.accepted) && .is(.automatic, .number(0)) && !.has(.isRejected)
        case .rejected: .has(.isRejected)
        case .returned: HandoffFact.isIn(.rejected, .disputed) && !.has(.isRejected)
        case .pending: HandoffFact.isIn(.pending, .review) && !.has(.isRejected)
        case .withdrawn: HandoffFact.isIn(.withdrawn) && !.has(.isRejected)
        case .disputed: .is(.disputed, .number(1))
        case .overturned: .is(.overturned, .number(1))
        case .acceptance: .any([Self.autoAccepted, .accepted, .overturned].map(\.criterion))
        case .decided: .any([Self.autoAccepted, .accepted, .rejected].map(\.criterion))
        case .decidedInPerson: .any([Self.accepted, .rejected].map(\.criterion))
        case .settled: .has(.overturned)
        case .answerable: .has(.isAnswerable)
        case .contacted: .has(.isAnswerable) && .has(.firstContactAt)
        }
    }

    package static let told: [HandoffMeasure] = [
        .opened, .autoAccepted, .accepted, .rejected, .returned, .pending, .withdrawn, .disputed,
        .overturned,
    ]

    /// What a list of the leads behind a figure can ask for.
    package static let listed = told + [.acceptance, .contacted]
}

extension Cohort<HandoffMeasure> {
    /// Handoffs by their opening.
    package static let opened = Cohort(
        HandoffMeasure.allCases.filter { ![.answerable, .contacted].contains($0) },
        of: .has(.lead(.isCounted)), at: .openedAt, creditedTo: [.giver, .receiver])
    /// The same, by whether the receiver made the first contact.
    package static let contacted = Cohort(
        [.answerable, .contacted], of: .has(.lead(.isCounted)), at: .openedAt,
        creditedTo: [.giver, .receiver])
}

package enum HandoffRate: String, Rate {
    /// Accepted in the end, of those decided by the receiver or accepted by the rules.
    case acceptance
    /// Rejected, of those that the receiver decided in person.
    case rejection
    /// Overturned, of the disputes that the manager decided.
    case overturn

    package var part: HandoffMeasure {
        switch self {
        case .acceptance: .acceptance
        case .rejection: .rejected
        case .overturn: .overturned
        }
    }

    package var whole: HandoffMeasure {
        switch self {
        case .acceptance: .decided
        case .rejection: .decidedInPerson
        case .overturn: .settled
        }
    }
}

/// How clocks stand.
package enum ClockMeasure: String, Measure {
    /// Still running or paused.
    case open
    /// Ran out, and what they stand for is still to be done.
    case overdue
    /// Done before they were due.
    case inTime
    /// Ran out, or were done only after they were due.
    case late
    /// Done in time, or late: cancelled ones do not count.
    case judged
    /// Ran out, whatever came after.
    case breached

    package var criterion: Criterion<ClockFact> {
        switch self {
        case .open: .has(.isOpen)
        case .overdue: .has(.isOverdue)
        case .inTime: .has(.isInTime)
        case .late: .has(.isLate)
        case .judged: .has(.isInTime) || .has(.isLate)
        case .breached: .has(.breachedAt)
        }
    }

    /// What a clock is, of all those that a list can ask for.
    package static let standings: [ClockMeasure] = [.open, .overdue, .inTime, .late]
}

extension Cohort<ClockMeasure> {
    /// Clocks by their start.
    package static let started = Cohort(
        [.open, .inTime, .late, .judged], of: .has(.lead(.isCounted)), at: .startedAt,
        creditedTo: [.owner])
    /// Clocks that ran out, by when they did.
    package static let breached = Cohort(
        [.breached], of: .has(.lead(.isCounted)) && .has(.breachedAt), at: .breachedAt,
        creditedTo: [.owner])
    /// Clocks of somebody whose work is still to do, as they are now.
    package static let underway = Cohort(
        [.open, .overdue],
        of: .has(.lead(.isCounted)) && !.has(.endedAt) && .has(.owner)
            && (.has(.isOpen) || .has(.isOverdue)),
        at: nil, creditedTo: [.owner])
}

package enum ClockRate: String, Rate {
    case withinSLA

    package var part: ClockMeasure { .inTime }
    package var whole: ClockMeasure { .judged }
}
