/// A running deadline. It stays with the playbook version it began under.
package struct Clock: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "C"

    package let id: ClockID
    /// The clock rule of the playbook.
    package let rule: String
    package let purpose: Purpose
    package let lead: LeadID
    package let handoff: HandoffID?
    package let playbook: Int
    package let startedAt: Instant
    package var owner: MemberID?
    package var pool: String?
    /// The kind of handoff that is to be opened, for `handoffDue`.
    package var kind: String?
    /// What is to be done, for a task.
    package var task: String?
    package var state = State.running
    package var dueAt: Instant
    /// When the next reminder or the breach is due; nil when nothing more is.
    package var nextAt: Instant?
    /// How many reminders have gone out.
    package var reminded = 0
    package var pausedAt: Instant?
    package var pauseReason: String?
    /// Time left on the clock when it was paused.
    package var remaining: TimeSpan?
    package var endedAt: Instant?
    package var breachedAt: Instant?
    /// Who took over when it ran out.
    package var backup: MemberID?
    /// Who had the same work before and let it run out: it does not go back to them.
    package var relieved: [MemberID] = []

    package enum State: String, Codable, CaseIterable, Sendable {
        case running, paused
        /// Done in time, or late after a breach (see `breachedAt`).
        case met
        case breached
        /// No longer needed.
        case cancelled

        package var isOpen: Bool { self == .running || self == .paused }
    }

    /// What ends the clock.
    package enum Purpose: String, Codable, CaseIterable, Sendable {
        case firstTouch = "first-touch"
        case phoneVerification = "phone-verification"
        case decision
        case firstContact = "first-contact"
        case held, task
        case handoffDue = "handoff-due"
        case staleNew = "stale-new"
    }
}

extension Clock {
    package init(
        id: ClockID, rule: String, purpose: Purpose, lead: LeadID, handoff: HandoffID?,
        playbook: Int, startedAt: Instant, owner: MemberID?, dueAt: Instant
    ) {
        self.id = id
        self.rule = rule
        self.purpose = purpose
        self.lead = lead
        self.handoff = handoff
        self.playbook = playbook
        self.startedAt = startedAt
        self.owner = owner
        self.dueAt = dueAt
        self.nextAt = dueAt
    }
}
