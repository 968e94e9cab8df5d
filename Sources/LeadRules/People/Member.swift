/// Somebody who works with leads.
package struct Member: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "M"

    package let id: MemberID
    package let joinedAt: Instant
    package var profile: MemberProfile
    package var leftAt: Instant?
    package var timeOff: [TimeOff] = []
    /// Leads in worked stages that the member owns.
    package var load = 0

    package var isActive: Bool { leftAt == nil }
}

extension Member {
    package init(id: MemberID, joinedAt: Instant, profile: MemberProfile) {
        self.id = id
        self.joinedAt = joinedAt
        self.profile = profile
    }
}

/// What a member is and when they work.
package struct MemberProfile: Hashable, Codable, Sendable {
    package var name: String
    /// Lower-case mail address, unique among members.
    package var email: String
    package var role: Role
    package var team = ""
    /// A calendar of the playbook; its home calendar when nil.
    package var calendar: String?
    package var language: String?
    package var backup: MemberID?
    package var manager: MemberID?
    /// The member's own cap, instead of the pool's.
    package var cap: Int?
}

extension MemberProfile {
    package init(name: String, email: String, role: Role) {
        self.name = name
        self.email = email
        self.role = role
    }
}

package enum Role: String, Codable, CaseIterable, Sendable {
    case marketing, sdr, bdr, ae, am, csm, manager, cro, revops

    /// Managers, the CRO and RevOps decide for others.
    package var managesOthers: Bool { self == .manager || self == .cro || self == .revops }

    /// SDRs and BDRs work leads along the stages until sales takes them over.
    package var developsLeads: Bool { self == .sdr || self == .bdr }
}

/// A stretch of absence.
package struct TimeOff: Hashable, Codable, Sendable, Identified {
    package static let letter: Character = "T"

    package let id: TimeOffID
    package var from: Instant
    /// The first moment back.
    package var to: Instant
    package var note: String

    package init(id: TimeOffID, from: Instant, to: Instant, note: String) {
        self.id = id
        self.from = from
        self.to = to
        self.note = note
    }
}

/// Who caused an event.
package enum Actor: Hashable, Sendable {
    case member(MemberID)
    /// An API key, by its name.
    case token(String)
    /// The engine itself: clocks, wake-ups, rules.
    case system
}

extension Actor: CustomStringConvertible, Codable {
    package var description: String {
        switch self {
        case .member(let id): id.description
        case .token(let name): "token:\(name)"
        case .system: "system"
        }
    }

    package init?(_ text: String) {
        if text == "system" {
            self = .system
        } else if text.hasPrefix("token:") {
            self = .token(String(text.dropFirst(6)))
        } else if let id = MemberID(text) {
            self = .member(id)
        } else {
            return nil
        }
    }

    package init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let actor = Actor(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "not an actor: \(text)"))
        }
        self = actor
    }
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
