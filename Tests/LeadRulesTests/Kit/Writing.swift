import LeadRules
import Records

/// The event as the journal keeps it.
func written(_ event: any Event) throws -> String {
    func write(_ event: some Event) -> String {
        let json = JSONOutput()
        event.write(to: json)
        return json.text
    }
    return write(event)
}

/// The event that a stored name and text stand for.
func read(_ name: String, _ text: String) throws -> any Event {
    guard let kind = EventKinds.byName[name] else { throw UnknownKind(name: name) }
    return try JSONTape().read(kind, from: text)
}

struct UnknownKind: Error { var name: String }
