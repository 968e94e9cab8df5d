package struct MergeProposed: Event {
    package static let name = "merge.proposed"
    package let merge: MergeID
    package let keep: LeadID
    package let absorb: LeadID
    package let match: IdentityMatch
    package var lead: LeadID? { keep }

    package func apply(to world: inout World, _ stamp: Stamp) {
        world.add(
            MergeProposal(id: merge, keep: keep, absorb: absorb, proposedAt: stamp.at, match: match)
        )
    }
}

package struct MergeDismissed: Event {
    package static let name = "merge.dismissed"
    package let merge: MergeID
    package let lead: LeadID?

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(merge) { $0.decide(.dismissed, stamp) }
    }
}

package struct LeadsMerged: Event {
    package static let name = "lead.merged"
    package let merge: MergeID
    package let keep: LeadID
    package let absorb: LeadID
    package let contact: Contact
    /// Attributes that only the absorbed lead had.
    package let attributes: [String: Value]
    package let account: AccountID?
    package let segment: String?
    package let milestones: Milestones
    /// The absorbed lead's qualification record, where the kept one had none.
    package let record: QualificationRecord?
    package let score: Score
    package let work: WorkHistory
    package let unsubscribed: Bool
    package var lead: LeadID? { keep }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        let undo = try undo(&world)
        try world.change(merge) {
            $0.decide(.merged, stamp)
            $0.undo = undo
        }
        try world.change(keep) {
            $0.contact = contact
            $0.attributes.merge(attributes) { old, _ in old }
            $0.account = account
            $0.segment = segment
            $0.milestones = milestones
            $0.score = score
            $0.work = work
            $0.rest.unsubscribed = unsubscribed
        }
        if let record { world.put(record: record, of: keep) }
        try world.change(absorb) {
            $0.mergedInto = keep
            $0.rest.wakeAt = nil
        }
    }

    private func undo(_ world: inout World) throws -> MergeUndo {
        let kept = try world.lead(keep)
        let absorbed = try world.lead(absorb)
        return MergeUndo(
            contactBefore: kept.contact, contactAfter: contact, added: attributes,
            accountBefore: kept.account, segmentBefore: kept.segment,
            milestonesBefore: kept.milestones, milestonesAfter: milestones,
            workBefore: kept.work, workAfter: work,
            unsubscribedBefore: kept.rest.unsubscribed, record: record,
            repetitions: absorbed.score.repetitions.filter { !kept.score.repetitions.contains($0) },
            wakeAt: absorbed.rest.wakeAt)
    }
}

package struct MergeUndone: Event {
    package static let name = "merge.undone"
    package let merge: MergeID
    package let keep: LeadID
    package let absorb: LeadID
    package let contact: Contact
    package let attributes: [String: Value]
    package let account: AccountID?
    package let segment: String?
    package let milestones: Milestones
    package let record: QualificationRecord
    package let score: Score
    package let work: WorkHistory
    package let unsubscribed: Bool
    /// When the absorbed lead is to wake up again.
    package let wakeAt: Instant?
    package var lead: LeadID? { keep }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(keep) {
            $0.contact = contact
            $0.attributes = attributes
            $0.account = account
            $0.segment = segment
            $0.milestones = milestones
            $0.score = score
            $0.work = work
            $0.rest.unsubscribed = unsubscribed
        }
        if try world.record(of: keep) != record { world.put(record: record, of: keep) }
        try world.change(absorb) {
            $0.mergedInto = nil
            $0.rest.wakeAt = wakeAt
        }
        try world.change(merge) {
            $0.decide(.undone, stamp)
            $0.undo = nil
        }
    }
}

extension MergeProposal {
    fileprivate mutating func decide(_ state: State, _ stamp: Stamp) {
        self.state = state
        decidedAt = stamp.at
        decidedBy = stamp.actor
    }
}
