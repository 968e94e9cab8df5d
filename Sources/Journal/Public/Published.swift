package import LeadRules
package import Records

/// What webhooks, `/api/v1/events` and exports tell of an event: a shape of its own, apart from
/// how the journal keeps it, documented in `docs/api.md`.
///
/// Version 1. Members may be added; one that is there is never renamed, retyped or taken away but
/// by another version beside this one.
package enum PublicEvent {
    package static let version = 1

    /// `{"id":"E1","name":"lead.captured","at":…,"actor":…,"decision":"D1","playbook":…,"lead":…,
    /// "data":{…}}`.
    package static func text(_ recorded: Recorded) throws -> String {
        let json = JSONOutput()
        write(recorded, to: json)
        return try json.published()
    }

    /// The event's own content.
    package static func data(_ recorded: Recorded) throws -> String {
        let json = JSONOutput()
        content(of: recorded).publish(to: json)
        return try json.published()
    }

    /// The whole, to be a part of another text.
    package static func json(_ recorded: Recorded) throws -> JSON {
        try JSONReader.read(Array(try text(recorded).utf8))
    }

    private static func write(_ recorded: Recorded, to json: JSONOutput) {
        json.begin(.object)
        let member = PublishedMembers(json: json)
        member("id", recorded.id)
        member("name", recorded.name)
        member("at", recorded.stamp.at)
        member("actor", recorded.stamp.actor)
        member("decision", recorded.stamp.decision)
        member("playbook", recorded.stamp.playbook)
        member("lead", recorded.event.lead)
        json.begin(member: "data")
        content(of: recorded).publish(to: json)
        json.end(.object)
    }

    private static func content(of recorded: Recorded) -> any PublishedObject {
        // Every kind has one: `EventKinds` and the golden file hold it to that.
        recorded.event as? any PublishedObject ?? Nothing()
    }

    private struct Nothing: PublishedObject {
        func tell(_ member: PublishedMembers) {}
    }
}

/// A value that others are told.
package protocol Published {
    func publish(to json: JSONOutput)
}

/// An object that others are told, member by member.
package protocol PublishedObject: Published {
    func tell(_ member: PublishedMembers)
}

extension PublishedObject {
    package func publish(to json: JSONOutput) {
        json.begin(.object)
        tell(PublishedMembers(json: json))
        json.end(.object)
    }
}

/// The members of an object that others are told; those that are nil are left out.
package struct PublishedMembers {
    let json: JSONOutput

    package func callAsFunction<Value: Published>(_ name: StaticString, _ value: Value?) {
        guard let value else { return }
        json.begin(member: name)
        value.publish(to: json)
        json.comma()
    }
}

extension JSONOutput {
    fileprivate func published() throws -> String {
        if let unwritable { throw unwritable.error(at: []) }
        return text
    }
}

/// Texts, numbers, times, ids and words are told as they are stored.
extension Published where Self: Stored {
    package func publish(to json: JSONOutput) { write(to: json) }
}

extension String: Published {}
extension Bool: Published {}
extension Int: Published {}
extension Double: Published {}
extension Instant: Published {}
extension CivilDate: Published {}
extension TimeSpan: Published {}
extension ID: Published {}
extension Value: Published {}
extension Actor: Published {}

extension Array: Published where Element: Published {
    package func publish(to json: JSONOutput) {
        json.begin(.array)
        for item in self {
            item.publish(to: json)
            json.comma()
        }
        json.end(.array)
    }
}

/// Free facts and counts by name, in the order of the names.
extension Dictionary: Published where Key == String, Value: Published {
    package func publish(to json: JSONOutput) {
        json.begin(.object)
        for (name, value) in sorted(by: { $0.key < $1.key }) {
            json.begin(name: name)
            value.publish(to: json)
            json.comma()
        }
        json.end(.object)
    }
}
