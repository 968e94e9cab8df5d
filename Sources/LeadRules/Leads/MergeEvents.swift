extension WorkHistory {
    func joined(with other: WorkHistory) -> WorkHistory {
        var joined = self
        joined.firstTouchAt = [firstTouchAt, other.firstTouchAt].compactMap(\.self).min()
        joined.firstConnectedAt = [firstConnectedAt, other.firstConnectedAt].compactMap(\.self)
            .min()
        joined.lastTouchAt = [lastTouchAt, other.lastTouchAt].compactMap(\.self).max()
        joined.lastActivityAt = [lastActivityAt, other.lastActivityAt].compactMap(\.self).max()
        joined.hotUntil = [hotUntil, other.hotUntil].compactMap(\.self).max()
        joined.contactDueAt = [contactDueAt, other.contactDueAt].compactMap(\.self).min()
        joined.handRaisedBy = handRaisedBy ?? other.handRaisedBy
        joined.touches += other.touches
        return joined
    }

    /// This history without what a merge brought; what has changed since stays.
    func parted(_ before: WorkHistory, _ after: WorkHistory) -> WorkHistory {
        var parted = self
        func goBack<T: Equatable>(_ part: WritableKeyPath<WorkHistory, T>) {
            if self[keyPath: part] == after[keyPath: part] {
                parted[keyPath: part] = before[keyPath: part]
            }
        }
        for part in [
            \WorkHistory.firstTouchAt, \.firstConnectedAt, \.lastTouchAt, \.lastActivityAt,
            \.hotUntil, \.contactDueAt,
        ] { goBack(part) }
        goBack(\.handRaisedBy)
        parted.touches -= after.touches - before.touches
        return parted
    }
}

extension Milestones {
    /// Each milestone at its earlier time; how it ended is the kept lead's own, where it is known.
    func joined(with other: Milestones) -> Milestones {
        func first(_ a: Instant?, _ b: Instant?) -> Instant? { [a, b].compactMap(\.self).min() }
        var joined = self
        joined.mql = first(mql, other.mql)
        joined.pql = first(pql, other.pql)
        joined.sql = first(sql, other.sql)
        joined.sal = first(sal, other.sal)
        joined.won = first(won, other.won)
        joined.lost = first(lost, other.lost)
        joined.amount = amount ?? other.amount
        joined.cause = cause ?? other.cause
        return joined
    }
}

struct MergeProposed: Event {
    static let name = "merge.proposed"
    let merge: MergeID
    let keep: LeadID
    let absorb: LeadID
    let match: IdentityMatch
    var lead: LeadID? { keep }

    func apply(to world: inout World, _ stamp: Stamp) {
        world.add(
            MergeProposal(id: merge, keep: keep, absorb: absorb, proposedAt: stamp.at, match: match)
        )
    }
}

struct MergeDismissed: Event {
    static let name = "merge.dismissed"
    let merge: MergeID
    let lead: LeadID?

    func apply(to world: inout World, _ stamp: Stamp) throws {
        try world.change(merge) { $0.decide(.dismissed, stamp) }
    }
}

struct LeadsMerged: Event {
    static let name = "lead.merged"
    let merge: MergeID
    let keep: LeadID
    let absorb: LeadID
    let contact: Contact
    /// Attributes that only the absorbed lead had.
    let attributes: [String: Value]
    let account: AccountID?
    let segment: String?
    let milestones: Milestones
    /// The absorbed lead's qualification record, where the kept one had none.
    let record: QualificationRecord?
    let score: Score
    let work: WorkHistory
    let unsubscribed: Bool
    var lead: LeadID? { keep }

    func apply(to world: inout World, _ stamp: Stamp) throws {
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

struct MergeUndone: Event {
    static let name = "merge.undone"
    let merge: MergeID
    let keep: LeadID
    let absorb: LeadID
    let contact: Contact
    let attributes: [String: Value]
    let account: AccountID?
    let segment: String?
    let milestones: Milestones
    let record: QualificationRecord
    let score: Score
    let work: WorkHistory
    let unsubscribed: Bool
    /// When the absorbed lead is to wake up again.
    let wakeAt: Instant?
    var lead: LeadID? { keep }

    func apply(to world: inout World, _ stamp: Stamp) throws {
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
