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
    package init(day: CivilDate) { self.day = day }
}

package struct CountedRule: Hashable, Codable, Sendable {
    package var rule: String
    package var halfLife: TimeSpan?
}

extension Activity: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("at", at)
            json.member("ip", ip)
            json.member("kind", kind)
            json.member("note", note)
            json.member("properties", properties)
        }
    }
}

extension Counted: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("bot", bot)
            json.member("counts", counts)
            json.member("day", day)
            json.member("hotUntil", hotUntil)
            json.member("repeats", repeats)
            json.member("rules", rules)
        }
    }
}

extension CountedRule: WritesJSON {
    package func write(to json: JSONOutput) {
        json.object {
            json.member("halfLife", halfLife)
            json.member("rule", rule)
        }
    }
}
