/// Two leads that may be one person: a doubtful match is proposed, never merged silently.
package struct MergeProposal: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "G"

    package let id: MergeID
    /// The older lead, which would stay.
    package let keep: LeadID
    /// The newer lead, which would be taken in.
    package let absorb: LeadID
    package let proposedAt: Instant
    package var match: IdentityMatch
    package var state = State.open
    package var decidedAt: Instant?
    package var decidedBy: Actor?
    /// What the merge changed in the kept lead.
    package var undo: MergeUndo?

    package enum State: String, Codable, CaseIterable, Sendable {
        case open, dismissed, merged, undone
    }
}

extension MergeProposal {
    package init(
        id: MergeID, keep: LeadID, absorb: LeadID, proposedAt: Instant, match: IdentityMatch
    ) {
        self.id = id
        self.keep = keep
        self.absorb = absorb
        self.proposedAt = proposedAt
        self.match = match
    }
}

/// By what two captures were found to be the same person.
package enum IdentityMatch: String, Codable, CaseIterable, Sendable {
    case email, phone
    case nameAndCompany = "name-and-company"
    case externalID = "external-id"
    /// Somebody said so.
    case person
}

/// What a merge changed in the kept lead, so that it can be undone.
package struct MergeUndo: Hashable, Codable, Sendable {
    package var contactBefore: Contact
    package var contactAfter: Contact
    /// Attributes that only the absorbed lead had.
    package var added: [String: Value]
    package var accountBefore: AccountID?
    package var segmentBefore: String?
    package var milestonesBefore: Milestones
    package var milestonesAfter: Milestones
    package var workBefore: WorkHistory
    package var workAfter: WorkHistory
    package var unsubscribedBefore: Bool
    /// The qualification record that came from the absorbed lead.
    package var record: QualificationRecord?
    /// Days with a repetition that only the absorbed lead had.
    package var repetitions: [CivilDate]
    /// When the absorbed lead was to wake up.
    package var wakeAt: Instant?
}
