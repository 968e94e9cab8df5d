package import Records

/// A tracking message as it came, beside what the playbook of the day made of it: another playbook
/// can read it anew. Its properties stand with the activity or the lead's facts.
package struct Observed: Hashable, Sendable {
    /// `track`, `page`, `screen`, `identify`, `group`, `alias`.
    package var type: String
    /// Of the event or the page.
    package var name: String?
    /// The client's id of the message.
    package var message: String
    package var anonymousID: String?
    package var userID: String?

    package init(
        type: String, name: String?, message: String, anonymousID: String?, userID: String?
    ) {
        self.type = type
        self.name = name
        self.message = message
        self.anonymousID = anonymousID
        self.userID = userID
    }
}

extension Observed: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        try Self(
            type: member("type", \.type), name: member("name", \.name),
            message: member("message", \.message),
            anonymousID: member.pseudonym("anonymousID", \.anonymousID),
            userID: member.pseudonym("userID", \.userID))
    }
}

extension TrackedMessage {
    var observed: Observed {
        let name: String? =
            switch kind {
            case .track(let event): event
            case .page(let page): page.isEmpty ? nil : page
            case .identify: nil
            case .group(let group): group
            case .alias(let previous): previous
            }
        return Observed(
            type: type, name: name, message: id, anonymousID: anonymousID, userID: userID)
    }
}
