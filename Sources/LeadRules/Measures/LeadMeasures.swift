/// How many leads of a cohort have come how far.
///
/// A lead counts at a milestone when it has reached that very milestone, whatever came before: a deal
/// that was brought in as won, without ever having been an SQL here, is one lead and one win.
package enum FunnelMeasure: String, Measure {
    /// Leads captured: without those merged into others, and without those found to be fake.
    case leads
    /// Leads captured that were found to be fake. They count nowhere else.
    case fake
    case mql, pql, sql, sal
    /// Leads that were won, and not lost later; likewise lost.
    case won, lost
    /// Deal value of the leads won, in the playbook's currency.
    case wonAmount
    /// MQLs that are SQLs too, and so on: what the conversion rates are made of.
    case mqlAndSQL, pqlAndSQL, sqlAndSAL, salAndWon, sqlAndWon

    /// The milestones that a lead has to have reached; the first one names the figure in addresses.
    package var milestones: [Milestone] {
        switch self {
        case .leads, .fake: []
        case .mql: [.mql]
        case .pql: [.pql]
        case .sql: [.sql]
        case .sal: [.sal]
        case .won, .wonAmount: [.won]
        case .lost: [.lost]
        case .mqlAndSQL: [.mql, .sql]
        case .pqlAndSQL: [.pql, .sql]
        case .sqlAndSAL: [.sql, .sal]
        case .salAndWon: [.won, .sal]
        case .sqlAndWon: [.won, .sql]
        }
    }

    package var criterion: Criterion<LeadFact> {
        switch self {
        case .leads: .has(.isReal)
        case .fake: .has(.isFake)
        default: .all(milestones.map { .has($0.fact) })
        }
    }

    package var amount: LeadFact? { self == .wonAmount ? .amount : nil }

    /// The figure of leads that have reached such milestones; nil where none is declared.
    package static func of(_ milestones: [Milestone]) -> FunnelMeasure? {
        allCases.first { !$0.milestones.isEmpty && Set($0.milestones) == Set(milestones) }
    }
}

extension Cohort<FunnelMeasure> {
    /// Leads by their capture.
    package static let captured = Cohort(
        FunnelMeasure.allCases, of: .has(.isCounted), at: .capturedAt,
        creditedTo: [.owner, .sdr, .ae])
}

/// The step-to-step conversion of a cohort. Each is a share of those who reached the first step, so none
/// is above 1.
package enum Conversion: String, Rate {
    case leadToMQL
    /// Held against the playbook's target, as `sqlToWon` is.
    case mqlToSQL
    case pqlToSQL, sqlToSAL, salToWon, sqlToWon, leadToWon

    package var part: FunnelMeasure {
        switch self {
        case .leadToMQL: .mql
        case .mqlToSQL: .mqlAndSQL
        case .pqlToSQL: .pqlAndSQL
        case .sqlToSAL: .sqlAndSAL
        case .salToWon: .salAndWon
        case .sqlToWon: .sqlAndWon
        case .leadToWon: .won
        }
    }

    package var whole: FunnelMeasure {
        switch self {
        case .leadToMQL, .leadToWon: .leads
        case .mqlToSQL: .mql
        case .pqlToSQL: .pql
        case .sqlToSAL, .sqlToWon: .sql
        case .salToWon: .sal
        }
    }
}

/// Leads as they come in.
package enum IntakeMeasure: String, Measure {
    /// Fake ones too.
    case leads

    package var criterion: Criterion<LeadFact> { .always }
}

extension Cohort<IntakeMeasure> {
    package static let taken = Cohort(
        [.leads], of: .has(.isCounted), at: .capturedAt, creditedTo: [.owner, .sdr, .ae])
}

/// Leads by how they ended, at the date of their latest outcome.
package enum ClosedMeasure: String, Measure {
    case won, lost
    /// Deal value of the wins, in the playbook's currency.
    case wonAmount

    package var criterion: Criterion<LeadFact> { .has(self == .lost ? .isLost : .isWon) }
    package var amount: LeadFact? { self == .wonAmount ? .amount : nil }
}

extension Cohort<ClosedMeasure> {
    package static let closed = Cohort(
        ClosedMeasure.allCases,
        of: .has(.isCounted) && .has(.isReal) && (.has(.wonAt) || .has(.lostAt)), at: .endedAt,
        creditedTo: [.owner, .sdr, .ae])
}

/// Leads as they stand now.
package enum StandingMeasure: String, Measure {
    /// Neither won nor lost, and no fake.
    case open
    /// In the queue of a pool, because nobody has room.
    case held
    /// In work with their owner.
    case working

    package var criterion: Criterion<LeadFact> {
        switch self {
        case .open: .has(.isOpen)
        case .held: .has(.heldIn) && .is(.stage, .text(Stage.held.rawValue))
        case .working: Self.isWorked && .has(.owner)
        }
    }

    private static let isWorked: Criterion<LeadFact> = .isOneOf(
        .stage, Stage.allCases.filter(\.isWorked).map { .text($0.rawValue) })
}

extension Cohort<StandingMeasure> {
    /// By the time since when they are in their stage.
    package static let inStage = Cohort(
        [.open], of: .has(.isCounted) && .has(.isOpen), at: .stageSince,
        creditedTo: [.owner, .sdr, .ae])
    /// Nobody has them yet, so they are nobody's work.
    package static let held = Cohort([.held], of: .has(.isCounted), at: nil, creditedTo: [])
    package static let working = Cohort(
        [.working], of: .has(.isCounted), at: nil, creditedTo: [.owner])
}

/// Leads by how soon they were answered.
package enum AnswerMeasure: String, Measure {
    /// They ever had an owner, were touched, or wait for an owner: somebody could have answered them.
    case answerable
    /// The system's part of the way to the first touch was measured, the people's part, and the whole.
    case system, human, total
    /// Nobody has tried to reach them yet.
    case untouched

    package var criterion: Criterion<LeadFact> {
        switch self {
        case .answerable: .always
        case .system: .notAfter(.capturedAt, .firstAssignedAt)
        case .human: .notAfter(.firstAssignedAt, .firstTouchAt)
        case .total: .notAfter(.capturedAt, .firstTouchAt)
        case .untouched: !.has(.firstTouchAt)
        }
    }

    /// The parts of the way to the first touch.
    package static let parts: [AnswerMeasure] = [.system, .human, .total]
}

extension Cohort<AnswerMeasure> {
    package static let answerable = Cohort(
        AnswerMeasure.allCases,
        of: .has(.isCounted) && .has(.isReal)
            && (.has(.firstAssignedAt) || .has(.firstTouchAt)
                || .is(.stage, .text(Stage.held.rawValue))),
        at: .capturedAt, creditedTo: [.owner, .sdr, .ae])
}
