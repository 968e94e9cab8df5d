import Journal
import LeadEngine
import LeadRules
import Records

/// Writes and reads the JSON columns. One for each connection; not shared between threads.
package final class RowJSON {
    private let reader = StoredReader()

    package init() {}

    func text(_ value: some Stored) throws -> String { try StoredText.of(value) }

    func data(_ event: any Event) throws -> String { try StoredText.of(event) }

    func value<T: Stored>(_ type: T.Type, _ text: String) throws -> T {
        try reader.value(type, text)
    }

    func event(_ name: String, _ data: String, id: EventID? = nil) throws -> any Event {
        try reader.event(named: name, data: data, id: id)
    }
}

/// The part of a lead that seldom changes.
struct LeadProfile: StoredRecord {
    var contact: Contact
    var origin: Origin
    var attributes: [String: Value]
    var verification: Verification

    static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            contact: member("contact", \.contact),
            origin: member("origin", \.origin),
            attributes: member.personal("attributes", \.attributes, or: [:]),
            verification: member("verification", \.verification))
    }
}

/// The part of a lead that changes with every touch.
struct LeadProgress: StoredRecord {
    var score: Score
    var milestones: Milestones
    var stageReason: String
    var pool: String?
    var work: WorkHistory
    var rest: Rest

    static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            score: member("score", \.score),
            milestones: member("milestones", \.milestones),
            stageReason: member.personal("stageReason", \.stageReason, or: ""),
            pool: member("pool", \.pool),
            work: member("work", \.work),
            rest: member("rest", \.rest))
    }
}

extension Lead {
    var profile: LeadProfile {
        LeadProfile(
            contact: contact, origin: origin, attributes: attributes, verification: verification)
    }

    var progress: LeadProgress {
        LeadProgress(
            score: score, milestones: milestones, stageReason: stageReason,
            pool: assignment?.pool, work: work, rest: rest)
    }

    /// Whether nothing of it changed that has a column of its own, but for the score and when it was
    /// last active.
    func hasSamePlace(as other: Lead) -> Bool {
        stage == other.stage && stageSince == other.stageSince && assignment == other.assignment
            && heldIn == other.heldIn && credits == other.credits
            && milestones == other.milestones
            && work.firstAssignedAt == other.work.firstAssignedAt
            && work.firstTouchAt == other.work.firstTouchAt && rest.wakeAt == other.rest.wakeAt
            && rest.nextMailAt == other.rest.nextMailAt
    }

    func hasSameProfile(as other: Lead) -> Bool {
        contact == other.contact && origin == other.origin && attributes == other.attributes
            && verification == other.verification && account == other.account
            && segment == other.segment && mergedInto == other.mergedInto
    }
}
