import Foundation
import LeadEngine
import LeadRules

/// Encodes and decodes the JSON columns. One for each connection; not shared between threads.
package final class RowJSON {
    private let decoder = JSONDecoder()

    package init() {}

    func text(_ value: some Encodable) throws -> String { try JSONText.of(value) }

    func data(_ event: any Event) throws -> String { try EventJSON.data(event) }

    func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try decoder.decode(type, from: Data(text.utf8))
    }

    func event(_ name: String, _ data: String) throws -> any Event {
        try EventJSON.event(named: name, data: data, with: decoder)
    }
}

/// The part of a lead that seldom changes.
struct LeadProfile: Codable {
    var contact: Contact
    var origin: Origin
    var attributes: [String: Value]
    var verification: Verification
}

/// The part of a lead that changes with every touch.
struct LeadProgress: Codable {
    var score: Score
    var milestones: Milestones
    var stageReason: String
    var pool: String?
    var work: WorkHistory
    var rest: Rest
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

extension LeadProfile: WritesJSON {
    func write(to json: JSONOutput) {
        json.object {
            json.member("attributes", attributes)
            json.member("contact", contact)
            json.member("origin", origin)
            json.member("verification", verification)
        }
    }
}

extension LeadProgress: WritesJSON {
    func write(to json: JSONOutput) {
        json.object {
            json.member("milestones", milestones)
            json.member("pool", pool)
            json.member("rest", rest)
            json.member("score", score)
            json.member("stageReason", stageReason)
            json.member("work", work)
        }
    }
}
