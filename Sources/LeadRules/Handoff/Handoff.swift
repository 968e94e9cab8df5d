/// A contract from giver to receiver: required information, a decision, and clocks.
package struct Handoff: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "H"

    package let id: HandoffID
    package let lead: LeadID
    /// The kind: a handoff rule of the playbook.
    package let kind: String
    package let openedAt: Instant
    /// The version of the playbook it was opened under.
    package let playbook: Int
    package var giver: MemberID?
    package var receiver: MemberID
    /// The pool whose turn it was; nil when a person was named, or the turn was given back.
    package var pool: String?
    package var state = State.pending
    /// The record as it was handed over.
    package var record: QualificationRecord
    package var packet: Packet
    package var score: [ScoreLine]
    /// Accepted by the rules, because of its score.
    package var automatic = false
    package var decidedAt: Instant?
    package var decidedBy: Actor?
    package var rejection: Rejection?
    package var dispute: Dispute?
    package var questions: [Question] = []
    package var firstContactAt: Instant?
    package var outcome: Outcome?

    package enum State: String, Codable, CaseIterable, Sendable {
        /// Waiting for the receiver's decision.
        case pending
        /// Waiting for the joint review and the receiver's decision after it.
        case review
        case accepted, rejected
        /// Rejected, and the giver disputes it; the manager decides.
        case disputed
        /// Given up because the lead was found fake, merged or archived.
        case withdrawn

        package var isOpen: Bool { self == .pending || self == .review }
    }

    package var points: Double { score.points }
}

extension Handoff {
    package init(
        id: HandoffID, lead: LeadID, kind: String, openedAt: Instant, playbook: Int,
        giver: MemberID?, receiver: MemberID, record: QualificationRecord, packet: Packet,
        score: [ScoreLine]
    ) {
        self.id = id
        self.lead = lead
        self.kind = kind
        self.openedAt = openedAt
        self.playbook = playbook
        self.giver = giver
        self.receiver = receiver
        self.record = record
        self.packet = packet
        self.score = score
    }
}

/// What the giver tells the receiver beside the record.
package struct Packet: Hashable, Codable, Sendable {
    package var summary = ""
    package var quotes: [String] = []
    package var objections: [String] = []
    package init() {}
}

package struct Rejection: Hashable, Codable, Sendable {
    package var reason: String
    package var note: String
    package var route: Route
    /// For missing data: the fields that are missing.
    package var fields: [QualificationField]
}

/// The giver's objection to a rejection, and the manager's word on it.
package struct Dispute: Hashable, Codable, Sendable {
    package var note: String
    package var openedAt: Instant
    package var openedBy: Actor
    package var overturned: Bool?
    package var decidedAt: Instant?
    package var decidedBy: Actor?
    package var decisionNote: String?
}

package struct Question: Hashable, Codable, Sendable {
    package var text: String
    package var askedAt: Instant
    package var askedBy: Actor
    package var answer: String?
    package var answeredAt: Instant?
}

package struct Outcome: Hashable, Codable, Sendable {
    package var won: Bool
    package var at: Instant
    /// In the playbook's currency.
    package var amount: Double?
    package var cause: String?
}

extension Event {
    /// The handoff that it is about; clocks and turns that belong to one are not about it.
    package var concernedHandoff: HandoffID? {
        switch self {
        case let event as HandoffOpened: event.handoff
        case let event as HandoffAccepted: event.handoff
        case let event as HandoffRejected: event.handoff
        case let event as HandoffWithdrawn: event.handoff
        case let event as HandoffMoved: event.handoff
        case let event as HandoffQuestioned: event.handoff
        case let event as HandoffAnswered: event.handoff
        case let event as DisputeOpened: event.handoff
        case let event as DisputeDecided: event.handoff
        case let event as FirstContactLogged: event.handoff
        case let event as OutcomeRecorded: event.handoff
        default: nil
        }
    }
}
