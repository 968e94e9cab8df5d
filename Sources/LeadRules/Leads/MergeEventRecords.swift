package import Records

extension MergeProposed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            merge: member("merge", \.merge),
            keep: member("keep", \.keep),
            absorb: member("absorb", \.absorb),
            match: member("match", \.match))
    }
}

extension MergeDismissed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            merge: member("merge", \.merge),
            lead: member("lead", \.lead))
    }
}

extension LeadsMerged: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            merge: member("merge", \.merge),
            keep: member("keep", \.keep),
            absorb: member("absorb", \.absorb),
            contact: member("contact", \.contact),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            account: member("account", \.account),
            segment: member("segment", \.segment),
            milestones: member("milestones", \.milestones),
            record: member("record", \.record),
            score: member("score", \.score),
            work: member("work", \.work),
            unsubscribed: member("unsubscribed", \.unsubscribed))
    }
}

extension MergeUndone: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            merge: member("merge", \.merge),
            keep: member("keep", \.keep),
            absorb: member("absorb", \.absorb),
            contact: member("contact", \.contact),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            account: member("account", \.account),
            segment: member("segment", \.segment),
            milestones: member("milestones", \.milestones),
            record: member("record", \.record),
            score: member("score", \.score),
            work: member("work", \.work),
            unsubscribed: member("unsubscribed", \.unsubscribed),
            wakeAt: member("wakeAt", \.wakeAt))
    }
}
