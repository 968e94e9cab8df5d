/// Takes one lead into another. Both histories stay, and it can be undone.
package struct MergeLeads: Command {
    package var keep: LeadID
    package var absorb: LeadID

    package init(keep: LeadID, absorb: LeadID) {
        self.keep = keep
        self.absorb = absorb
    }

    package func decide(_ decision: inout Decision) throws -> MergeID {
        guard keep != absorb else {
            throw Refusal.invalid(field: "absorb", "A lead cannot be merged with itself.")
        }
        let kept = try decision.liveLead(keep)
        let absorbed = try decision.liveLead(absorb)
        try check(kept, absorbed)
        let open = try decision.world.merges(of: keep).first {
            $0.state == .open && [$0.keep, $0.absorb].contains(absorb)
        }
        let id: MergeID
        if let open, open.keep == keep {
            id = open.id
        } else {
            if let open { try decision.record(MergeDismissed(merge: open.id, lead: open.keep)) }
            id = try decision.propose(keep: keep, absorb: absorb, match: .person)
        }
        try decision.release(absorbed, because: "merged into \(keep)")
        try decision.record(joining(kept, absorbed, as: id, &decision))
        try decision.carryOn(absorbed, in: kept)
        try decision.reconsider(keep)
        return id
    }

    /// What is further along must not vanish in what is not.
    private func check(_ kept: Lead, _ absorbed: Lead) throws {
        if let fake = [kept, absorbed].first(where: { $0.verification.state == .fake }) {
            throw Refusal(.refused, "fake", "Lead \(fake.id) is fake; it is nobody to merge with.")
        }
        let loses =
            absorbed.stage == .converted && kept.stage != .converted
            || kept.stage == .archived && (absorbed.stage.isWorked || absorbed.stage == .held)
        guard !loses else {
            throw Refusal(
                .refused, "merge-the-other-way",
                "Lead \(absorb) is \(absorbed.stage.rawValue), lead \(keep) is "
                    + "\(kept.stage.rawValue). Keep \(absorb) and take in \(keep) instead.")
        }
    }

    private func joining(
        _ kept: Lead, _ absorbed: Lead, as id: MergeID, _ decision: inout Decision
    ) throws -> LeadsMerged {
        var after = kept
        after.contact = kept.contact.filled(from: absorbed.contact)
        let added = absorbed.attributes.filter { kept.attributes[$0.key] == nil }
        after.attributes.merge(added) { old, _ in old }
        after.account = kept.account ?? absorbed.account
        let record = try decision.world.record(of: absorb)
        let isNew = try decision.world.record(of: keep) == QualificationRecord()
        return LeadsMerged(
            merge: id, keep: keep, absorb: absorb, contact: after.contact, attributes: added,
            account: after.account,
            segment: try decision.segment(of: after, account: after.account),
            milestones: kept.milestones.joined(with: absorbed.milestones),
            record: isNew && record != QualificationRecord() ? record : nil,
            score: kept.score.joined(with: absorbed.score, playbook: decision.playbook),
            work: kept.work.joined(with: absorbed.work),
            unsubscribed: kept.rest.unsubscribed || absorbed.rest.unsubscribed)
    }
}

extension Decision {
    /// Whoever worked the absorbed lead goes on with the kept one, unless somebody works that too.
    fileprivate mutating func carryOn(_ absorbed: Lead, in kept: Lead) throws {
        guard absorbed.stage.isWorked, let owner = absorbed.owner, !kept.stage.isWorked,
            kept.stage != .converted
        else { return }
        try handOn(kept, to: owner, because: "merged with \(absorbed.id)")
        try move(kept.id, to: absorbed.stage, because: "merged with \(absorbed.id)")
    }

    /// A lead that a merge had taken in runs again where it stood.
    fileprivate mutating func carryOnApart(_ id: LeadID) throws {
        let lead = try world.lead(id)
        guard lead.stage.isWorked else {
            // A held one, or one whose date has passed, is looked at by its wake-up.
            return try reconsider(id)
        }
        if let owner = try lead.owner.map({ try world.member($0) }), owner.isActive {
            try startWorkClocks(of: id, owner: owner.id)
            try reconsider(id)
        } else {
            try handOn(lead, to: nil, because: "merge undone")
        }
    }
}

/// Says that two leads are two people.
package struct DismissMerge: Command {
    package var merge: MergeID
    package init(merge: MergeID) { self.merge = merge }

    package func decide(_ decision: inout Decision) throws -> MergeID {
        let row = try decision.world.merge(merge)
        guard row.state == .open else { throw row.alreadyDecided }
        try decision.record(MergeDismissed(merge: merge, lead: row.keep))
        return merge
    }
}

/// Takes a merge apart again: both leads stand as before; what happened since stays with the kept one.
package struct UndoMerge: Command {
    package var merge: MergeID
    package init(merge: MergeID) { self.merge = merge }

    package func decide(_ decision: inout Decision) throws -> MergeID {
        let row = try decision.world.merge(merge)
        guard row.state == .merged else { throw row.alreadyDecided }
        let later = try decision.world.merges(of: row.keep).first {
            $0.keep == row.keep && $0.state == .merged && $0.id > merge
        }
        if let later {
            throw Refusal(
                .conflict, "later-merge", "Undo the later merge \(later.id) of \(row.keep) first.")
        }
        if let into = try decision.world.lead(row.keep).mergedInto {
            throw Refusal(
                .conflict, "later-merge", "Undo the merge of \(row.keep) into \(into) first.")
        }
        try decision.record(undoing(row, &decision))
        try decision.carryOnApart(row.absorb)
        try decision.reconsider(row.keep)
        return merge
    }

    /// What was known only through the absorbed lead goes; what was learned since stays.
    private func undoing(_ row: MergeProposal, _ decision: inout Decision) throws -> MergeUndone {
        let kept = try decision.world.lead(row.keep)
        guard let undo = row.undo else { throw row.alreadyDecided }
        var absorbed = try decision.world.lead(row.absorb).score
        absorbed.repetitions = undo.repetitions
        var back = kept
        if kept.contact == undo.contactAfter {
            back.contact = undo.contactBefore
            back.account = undo.accountBefore
            back.segment = undo.segmentBefore
        }
        for (name, value) in undo.added where back.attributes[name] == value {
            back.attributes[name] = nil
        }
        if kept.milestones == undo.milestonesAfter { back.milestones = undo.milestonesBefore }
        let record = try decision.world.record(of: row.keep)
        return MergeUndone(
            merge: merge, keep: row.keep, absorb: row.absorb, contact: back.contact,
            attributes: back.attributes, account: back.account, segment: back.segment,
            milestones: back.milestones,
            record: record == undo.record ? QualificationRecord() : record,
            score: kept.score.without(absorbed, playbook: decision.playbook),
            work: kept.work.parted(undo.workBefore, undo.workAfter),
            unsubscribed: undo.unsubscribedBefore, wakeAt: undo.wakeAt)
    }
}

extension MergeProposal {
    fileprivate var alreadyDecided: Refusal {
        Refusal(
            .conflict, "already-decided",
            "The merge \(id) is \(state.rawValue) since \(decidedAt?.rfc3339 ?? "its proposal")"
                + (decidedBy.map { " by \($0)." } ?? "."))
    }
}

extension Decision {
    /// Whether the two were proposed before, whatever was decided.
    mutating func isProposed(_ a: LeadID, _ b: LeadID) throws -> Bool {
        try world.merges(of: a).contains { $0.keep == b || $0.absorb == b }
    }

    @discardableResult
    mutating func propose(keep: LeadID, absorb: LeadID, match: IdentityMatch) throws -> MergeID {
        let id: MergeID = nextID(\.merge)
        try record(MergeProposed(merge: id, keep: keep, absorb: absorb, match: match))
        return id
    }
}
