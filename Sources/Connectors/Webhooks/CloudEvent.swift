import Foundation

/// Events of the journal as CloudEvents 1.0 in structured mode.
package enum CloudEvent {
    package static let contentType = "application/cloudevents+json; charset=utf-8"

    /// - Parameters:
    ///   - event: the event as the outbox keeps it (`PublicEvent.text`).
    ///   - source: a URI that names this Baton.
    /// - Returns: the same bytes for the same event, with who did it (`actor`), in which
    ///   decision (`decision`) and under which playbook (`playbook`) as extension attributes.
    package static func text(of event: String, source: String) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(event.utf8))
        guard let kept = object as? [String: Any], let name = kept["name"] as? String else {
            throw CocoaError(.coderReadCorrupt)
        }
        var told: [String: Any] = [
            "specversion": "1.0", "source": source, "type": "baton.\(name)",
            "datacontenttype": "application/json",
        ]
        let renamed = [
            "id": "id", "at": "time", "lead": "subject", "actor": "actor", "playbook": "playbook",
            "decision": "decision",
            "data": "data",
        ]
        for (from, to) in renamed { told[to] = kept[from] }
        let data = try JSONSerialization.data(
            withJSONObject: told, options: [.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: data, as: UTF8.self)
    }
}
