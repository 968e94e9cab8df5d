/// What a step changed of a lead, as it was before; nil for what the step left alone.
struct Standing: Hashable, Codable, Sendable {
    var touches: Touches?
    var stage: StageStanding?
    var place: Place?
    var rest: Rest?
    var milestones: Milestones?
    var credits: Credits?

    struct Touches: Hashable, Codable, Sendable {
        var firstAssignedAt: Instant?
        var firstTouchAt: Instant?
        var firstConnectedAt: Instant?
        var lastTouchAt: Instant?
        var attempts: Int
        var touches: Int
    }

    struct StageStanding: Hashable, Codable, Sendable {
        var stage: Stage
        var since: Instant
        var reason: String
    }

    struct Place: Hashable, Codable, Sendable {
        var assignment: Assignment?
        var heldIn: String?
    }

    /// Nil when the lead no longer stands as the step left it.
    init?(_ before: Lead, _ after: Lead, _ now: Lead) {
        var stands = true
        func changed<T: Equatable>(_ part: (Lead) -> T) -> T? {
            guard part(before) != part(after) else { return nil }
            if part(now) != part(after) { stands = false }
            return part(before)
        }
        touches = changed(\.touchesStanding)
        stage = changed {
            StageStanding(stage: $0.stage, since: $0.stageSince, reason: $0.stageReason)
        }
        place = changed { Place(assignment: $0.assignment, heldIn: $0.heldIn) }
        rest = changed(\.rest)
        milestones = changed(\.milestones)
        credits = changed(\.credits)
        guard stands else { return nil }
    }

    func restore(_ lead: inout Lead) {
        if let touches { lead.touchesStanding = touches }
        if let stage {
            lead.stage = stage.stage
            lead.stageSince = stage.since
            lead.stageReason = stage.reason
        }
        if let place {
            lead.assignment = place.assignment
            lead.heldIn = place.heldIn
        }
        if let rest { lead.rest = rest }
        if let milestones { lead.milestones = milestones }
        if let credits { lead.credits = credits }
    }
}

extension Lead {
    fileprivate var touchesStanding: Standing.Touches {
        get {
            Standing.Touches(
                firstAssignedAt: work.firstAssignedAt, firstTouchAt: work.firstTouchAt,
                firstConnectedAt: work.firstConnectedAt, lastTouchAt: work.lastTouchAt,
                attempts: work.attempts, touches: work.touches)
        }
        set {
            work.firstAssignedAt = newValue.firstAssignedAt
            work.firstTouchAt = newValue.firstTouchAt
            work.firstConnectedAt = newValue.firstConnectedAt
            work.lastTouchAt = newValue.lastTouchAt
            work.attempts = newValue.attempts
            work.touches = newValue.touches
        }
    }
}

/// What decisions change of a handoff after it was opened.
struct HandoffStanding: Hashable, Codable, Sendable {
    let id: HandoffID
    var receiver: MemberID
    var pool: String?
    var state: Handoff.State
    var automatic: Bool
    var decidedAt: Instant?
    var decidedBy: Actor?
    var rejection: Rejection?
    var dispute: Dispute?
    var firstContactAt: Instant?
    var outcome: Outcome?

    init(_ handoff: Handoff) {
        id = handoff.id
        receiver = handoff.receiver
        pool = handoff.pool
        state = handoff.state
        automatic = handoff.automatic
        decidedAt = handoff.decidedAt
        decidedBy = handoff.decidedBy
        rejection = handoff.rejection
        dispute = handoff.dispute
        firstContactAt = handoff.firstContactAt
        outcome = handoff.outcome
    }

    func restore(_ handoff: inout Handoff) {
        handoff.receiver = receiver
        handoff.pool = pool
        handoff.state = state
        handoff.automatic = automatic
        handoff.decidedAt = decidedAt
        handoff.decidedBy = decidedBy
        handoff.rejection = rejection
        handoff.dispute = dispute
        handoff.firstContactAt = firstContactAt
        handoff.outcome = outcome
    }
}
