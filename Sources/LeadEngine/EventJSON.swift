package import Foundation
package import LeadRules

/// Events as JSON: keys sorted, times in RFC 3339, so that the same event gives the same bytes.
package enum EventJSON {
    package static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }

    /// The event with its stamp: `{"id":"E1","name":"lead.captured","at":…,"actor":…,"data":{…}}`.
    package static func text(_ recorded: Recorded) throws -> String {
        try text(Envelope(recorded))
    }

    package static func text(_ value: some Encodable) throws -> String {
        try JSONText.of(value)
    }

    /// The event's own content.
    package static func data(_ event: any Event) throws -> String { try JSONText.of(event) }

    /// Reads an event of a stored name.
    package static func event(named name: String, data: String, with decoder: JSONDecoder) throws
        -> any Event
    {
        guard let kind = EventKinds.byName[name] else { throw UnknownEvent(name: name) }
        return try decode(kind, data, decoder)
    }

    private static func decode<E: Event>(_ kind: E.Type, _ data: String, _ decoder: JSONDecoder)
        throws -> any Event
    {
        try decoder.decode(kind, from: Data(data.utf8))
    }

    private struct Envelope: Encodable {
        let recorded: Recorded
        init(_ recorded: Recorded) { self.recorded = recorded }

        enum Key: String, CodingKey { case id, name, at, actor, playbook, lead, data }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(recorded.id, forKey: .id)
            try container.encode(recorded.name, forKey: .name)
            try container.encode(recorded.stamp.at, forKey: .at)
            try container.encode(recorded.stamp.actor, forKey: .actor)
            try container.encode(recorded.stamp.playbook, forKey: .playbook)
            try container.encodeIfPresent(recorded.event.lead, forKey: .lead)
            try recorded.event.encode(to: container.superEncoder(forKey: .data))
        }
    }
}

/// The journal has an event that this version does not know.
package struct UnknownEvent: Error, CustomStringConvertible {
    package var name: String
    package var description: String {
        "The journal has an event '\(name)' that this version of Baton does not know. Update Baton."
    }
}
