import Foundation
import LeadRules

/// The event as JSON with sorted keys.
func written(_ event: any Event) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(event), as: UTF8.self)
}

/// The event that a stored name and text stand for.
func read(_ name: String, _ text: String) throws -> any Event {
    func decode<E: Event>(_ kind: E.Type) throws -> any Event {
        try JSONDecoder().decode(kind, from: Data(text.utf8))
    }
    guard let kind = EventKinds.byName[name] else { throw UnknownKind(name: name) }
    return try decode(kind)
}

struct UnknownKind: Error { var name: String }
