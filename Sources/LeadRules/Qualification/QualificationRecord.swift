/// What is known of a lead's need, power and time: the content of a handoff.
package struct QualificationRecord: Hashable, Codable, Sendable {
    /// The segment as the SDR confirmed it.
    package var segment: String?
    /// Whether the SDR confirmed that the account is an ideal customer.
    package var icpConfirmed: Bool?
    package var pain: String?
    package var impact: ProblemImpact?
    package var trigger: TriggerEvent?
    package var alternative: CurrentAlternative?
    package var stakeholders: [Stakeholder] = []
    package var budget: Budget?
    package var authority: Authority?
    package var need: String?
    package var timeline: Timeline?
    package var nextStep: String?
    package var nextMeeting: Meeting?
    package var goals: String?
    package var contract: String?
    package var promises: String?
    package init() {}
}

/// A cost, not a discomfort.
package struct ProblemImpact: Hashable, Codable, Sendable {
    package var kind: Kind
    package var statement: String
    /// Per month, in the playbook's currency.
    package var amountPerMonth: Double?
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case time, money, risk, opportunity
    }
    package init(kind: Kind, statement: String, amountPerMonth: Double? = nil) {
        self.kind = kind
        self.statement = statement
        self.amountPerMonth = amountPerMonth
    }
}

/// Why now.
package struct TriggerEvent: Hashable, Codable, Sendable {
    package var kind: Kind
    package var statement: String
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case reorganisation
        case newExecutive = "new-executive"
        case kpiChange = "kpi-change"
        case regulation
        case securityDemand = "security-demand"
        case productLaunch = "product-launch"
        case expansionAbroad = "expansion-abroad"
        case mergerAcquisition = "merger-acquisition"
        case contractExpiry = "contract-expiry"
        case other
    }
    package init(kind: Kind, statement: String) {
        self.kind = kind
        self.statement = statement
    }
}

/// What the customer does about it today.
package struct CurrentAlternative: Hashable, Codable, Sendable {
    package var kind: Kind
    package var note: String?
    package enum Kind: String, Codable, CaseIterable, Sendable {
        case competitor
        case inHouse = "in-house"
        case spreadsheet, nothing
    }
    package init(kind: Kind, note: String? = nil) {
        self.kind = kind
        self.note = note
    }
}

/// A person of the decision structure.
package struct Stakeholder: Hashable, Codable, Sendable {
    package var name: String
    package var part: Part
    /// Whether we have talked with them, or have a promise that we will.
    package var reachable: Bool
    package var isContact: Bool
    package var attendsNextMeeting: Bool
    package enum Part: String, Codable, CaseIterable, Sendable {
        case user, approver, security, influencer
    }
    package init(
        name: String, part: Part, reachable: Bool = false, isContact: Bool = false,
        attendsNextMeeting: Bool = false
    ) {
        self.name = name
        self.part = part
        self.reachable = reachable
        self.isContact = isContact
        self.attendsNextMeeting = attendsNextMeeting
    }
}

package struct Budget: Hashable, Codable, Sendable {
    package var confirmed: Bool
    /// In the playbook's currency.
    package var amount: Double?
    package init(confirmed: Bool, amount: Double? = nil) {
        self.confirmed = confirmed
        self.amount = amount
    }
}

/// The contact's own power to decide.
package enum Authority: String, Codable, CaseIterable, Sendable {
    case decisionMaker = "decision-maker"
    case influencer, none
}

package struct Timeline: Hashable, Codable, Sendable {
    /// Days from the record's date until the customer wants to evaluate or buy.
    package var withinDays: Int
    /// What can be meant: a hundred years at most.
    static let days = 0...36_500
    package init(withinDays: Int) { self.withinDays = withinDays }
}

package struct Meeting: Hashable, Codable, Sendable {
    package var at: Instant
    package var attendees: [String]
    package var purpose: Purpose
    /// What the customer brings.
    package var material: String?
    package enum Purpose: String, Codable, CaseIterable, Sendable {
        case demo, diagnosis
        case securityQA = "security-qa"
        case kickOff = "kick-off"
        case other
    }
    package init(at: Instant, attendees: [String], purpose: Purpose, material: String? = nil) {
        self.at = at
        self.attendees = attendees
        self.purpose = purpose
        self.material = material
    }
}

/// A field of the record that a playbook can require.
package enum QualificationField: String, Codable, CaseIterable, Sendable {
    case icpFit = "icp-fit"
    case segment, pain, impact
    case triggerEvent = "trigger-event"
    case currentAlternative = "current-alternative"
    case decisionStructure = "decision-structure"
    case budget, authority, need, timeline
    case nextStep = "next-step"
    case nextMeeting = "next-meeting"
    case goals, contract, promises
}
