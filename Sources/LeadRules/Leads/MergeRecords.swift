package import Records

extension MergeProposal: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            id: member("id", \.id),
            keep: member("keep", \.keep),
            absorb: member("absorb", \.absorb),
            proposedAt: member("proposedAt", \.proposedAt),
            match: member("match", \.match),
            state: member("state", \.state, or: .open),
            decidedAt: member("decidedAt", \.decidedAt),
            decidedBy: member("decidedBy", \.decidedBy),
            undo: member("undo", \.undo))
    }
}

extension MergeUndo: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            contactBefore: member("contactBefore", \.contactBefore),
            contactAfter: member("contactAfter", \.contactAfter),
            added: member.personal("added", \.added, or: [:]),
            accountBefore: member("accountBefore", \.accountBefore),
            segmentBefore: member("segmentBefore", \.segmentBefore),
            milestonesBefore: member("milestonesBefore", \.milestonesBefore),
            milestonesAfter: member("milestonesAfter", \.milestonesAfter),
            workBefore: member("workBefore", \.workBefore),
            workAfter: member("workAfter", \.workAfter),
            unsubscribedBefore: member("unsubscribedBefore", \.unsubscribedBefore),
            record: member("record", \.record),
            repetitions: member("repetitions", \.repetitions, or: []),
            wakeAt: member("wakeAt", \.wakeAt))
    }
}
