package import LeadRules
package import Records

/// How settings beside the journal are stored. Names and defaults stand for ever: see `StoredRecord`.
extension Endpoint: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var endpoint = try Self(
            id: member("id", \.id), kind: member("kind", \.kind), url: member("url", \.url),
            secrets: member("secrets", \.secrets, or: []),
            events: member("events", \.events, or: []), createdAt: member("createdAt", \.createdAt))
        endpoint.disabledBecause = try member("disabledBecause", \.disabledBecause)
        endpoint.isDeleted = try member("isDeleted", \.isDeleted, or: false)
        return endpoint
    }
}

extension Preferences: StoredRecord {
    package static func describe(_ member: Members<Self>) throws(RecordProblem) -> Self {
        var preferences = Self()
        preferences.theme = try member("theme", \.theme, or: .system)
        preferences.zone = try member("zone", \.zone)
        preferences.muted = Set(try member("muted", \.mutedInOrder, or: []))
        return preferences
    }

    private var mutedInOrder: [Notice.Kind] { muted.sorted { $0.rawValue < $1.rawValue } }
}

extension Endpoint.Kind: StoredWord {}
extension Preferences.Theme: StoredWord {}
extension Notice.Kind: StoredWord {}
