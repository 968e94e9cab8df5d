/// Which lead somebody means: by id, by mail address, or by the key of the system it came from.
package enum LeadKey: Hashable, Sendable {
    case id(LeadID)
    case email(String)
    case externalID(String)
}

extension Decision {
    /// The one live lead of a key.
    mutating func lead(_ key: LeadKey) throws -> LeadID {
        let found: [LeadID]
        switch key {
        case .id(let id): found = [try world.kept(id)]
        case .email(let email): found = try world.leads(emailKey: email)
        case .externalID(let id): found = try world.facts.leads(externalID: id)
        }
        guard let lead = found.first else {
            throw Refusal(.notFound, "not-found", "There is no lead with \(key).")
        }
        return lead
    }
}

extension LeadKey: CustomStringConvertible {
    package var description: String {
        switch self {
        case .id(let id): "the id \(id)"
        case .email(let email): "the mail address \(email)"
        case .externalID(let id): "the external id \(id)"
        }
    }
}

/// Records an activity of a lead that is named by a key.
package struct RecordActivityByKey: Command {
    package var key: LeadKey
    package var activity: Activity

    package init(key: LeadKey, activity: Activity) {
        self.key = key
        self.activity = activity
    }

    package func decide(_ decision: inout Decision) throws -> EventID {
        let lead = try decision.lead(key)
        return try RecordActivity(lead: lead, activity: activity).decide(&decision)
    }
}

/// Records the outcome of a lead that is named by a key.
package struct RecordOutcomeByKey: Command {
    package var key: LeadKey
    package var outcome: RecordOutcome

    /// - Parameter outcome: what to record; its lead is the one that the key names.
    package init(key: LeadKey, outcome: RecordOutcome) {
        self.key = key
        self.outcome = outcome
    }

    package func decide(_ decision: inout Decision) throws -> LeadID {
        var outcome = outcome
        outcome.lead = try decision.lead(key)
        return try outcome.decide(&decision)
    }
}

/// Says which lead a key names; changes nothing.
package struct FindLead: Command {
    package var key: LeadKey
    package init(key: LeadKey) { self.key = key }
    package func decide(_ decision: inout Decision) throws -> LeadID { try decision.lead(key) }
}
