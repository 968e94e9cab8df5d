/// Something a lead did, or somebody did to the lead.
package struct Activity: Hashable, Codable, Sendable {
    /// The kind: an activity of the playbook, or any other name (kept, without points).
    package var kind: String
    package var at: Instant
    package var properties: [String: Value]
    package var note: String?
    package var ip: String?

    package init(
        kind: String, at: Instant, properties: [String: Value] = [:], note: String? = nil,
        ip: String? = nil
    ) {
        self.kind = kind
        self.at = at
        self.properties = properties
        self.note = note
        self.ip = ip
    }
}

/// What an activity counts as: decided once, kept with it, and taken back when it was not real.
package struct Counted: Hashable, Codable, Sendable {
    /// Behaviour rules that it counts for.
    package var rules: [CountedRule] = []
    /// Product counts that it adds to.
    package var counts: [String: Double] = [:]
    /// The day it falls on, in the playbook's home calendar.
    package var day: CivilDate
    /// Whether it is the one too many of its kind on that day.
    package var repeats = false
    /// Whether a person cannot have done it: a mail scanner opened a mail within seconds.
    package var bot = false
    /// Until when it makes the lead hot in the queue.
    package var hotUntil: Instant?
}

extension Counted {
    package init(day: CivilDate) { self.day = day }
}

package struct CountedRule: Hashable, Codable, Sendable {
    package var rule: String
    package var halfLife: TimeSpan?
}
