extension Decision {
    /// The visitor turns out to be a lead: what they did before joins the lead.
    mutating func join(visitor id: String, to lead: LeadID) throws {
        let visitor = try world.visitor(id)
        guard visitor?.lead != lead else { return }
        let row = try world.lead(lead)
        // A browser that several people use: what they did before stays with the first.
        let carried = visitor?.carriedTo == nil ? visitor : nil
        try record(
            VisitorJoined(
                visitor: id, leadID: lead,
                score: row.score.joined(with: carried?.score ?? Score(), playbook: playbook),
                lastSeenAt: carried?.lastSeenAt,
                landingPage: row.origin.landingPage ?? carried?.landingPage,
                campaign: row.origin.campaign ?? carried?.campaign))
    }
}

package struct VisitorJoined: Event {
    package static let name = "visitor.joined"
    package let visitor: String?
    package let leadID: LeadID
    /// The lead's score with what the visitor did.
    package let score: Score
    package let lastSeenAt: Instant?
    package let landingPage: String?
    package let campaign: String?
    package var lead: LeadID? { leadID }

    package func apply(to world: inout World, _ stamp: Stamp) throws {
        if let visitor {
            try world.change(visitor: visitor, firstSeenAt: stamp.at) {
                $0.lead = leadID
                $0.carriedTo = $0.carriedTo ?? leadID
            }
        }
        try world.change(leadID) {
            $0.score = score
            $0.work.lastActivityAt = [$0.work.lastActivityAt, lastSeenAt].compactMap(\.self).max()
            $0.origin.landingPage = landingPage
            $0.origin.campaign = campaign
        }
    }
}
