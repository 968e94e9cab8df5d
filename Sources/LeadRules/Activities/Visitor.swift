/// Somebody not yet known by name; their activity joins the lead once they are identified.
package struct Visitor: Hashable, Codable, Sendable {
    /// The anonymous id that the tracking client made.
    package let id: String
    package let firstSeenAt: Instant
    package var lastSeenAt: Instant
    package var score = Score()
    /// Who uses the browser now, as far as is known.
    package var lead: LeadID?
    /// Who was identified first: what was done before is theirs, whoever comes after.
    package var carriedTo: LeadID?
    package var landingPage: String?
    package var campaign: String?
}

extension Visitor {
    package init(id: String, firstSeenAt: Instant) {
        self.id = id
        self.firstSeenAt = firstSeenAt
        self.lastSeenAt = firstSeenAt
    }
}
