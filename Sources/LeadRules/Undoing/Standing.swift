/// What a step changed of a lead, as it was before; nil for what the step left alone.
package struct Standing: Hashable, Codable, Sendable {
    package var touches: Touches?
    package var stage: StageStanding?
    package var place: Place?
    package var rest: Rest?
    package var milestones: Milestones?
    package var credits: Credits?

    package struct Touches: Hashable, Codable, Sendable {
        package var firstAssignedAt: Instant?
        package var firstTouchAt: Instant?
        package var firstConnectedAt: Instant?
        package var lastTouchAt: Instant?
        package var attempts: Int
        package var touches: Int
    }

    package struct StageStanding: Hashable, Codable, Sendable {
        package var stage: Stage
        package var since: Instant
        package var reason: String
    }

    package struct Place: Hashable, Codable, Sendable {
        package var assignment: Assignment?
        package var heldIn: String?
    }
}

extension Standing {
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
package struct HandoffStanding: Hashable, Codable, Sendable {
    package let id: HandoffID
    package var receiver: MemberID
    package var pool: String?
    package var state: Handoff.State
    package var automatic: Bool
    package var decidedAt: Instant?
    package var decidedBy: Actor?
    package var rejection: Rejection?
    package var dispute: Dispute?
    package var firstContactAt: Instant?
    package var outcome: Outcome?

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

extension HandoffStanding {
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
}
