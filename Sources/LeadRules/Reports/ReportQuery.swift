/// The part of a team's history that a report looks at. Every part that is set must hold.
package struct ReportQuery: Hashable, Codable, Sendable {
    /// The first moment of the period; nil reaches back to the beginning.
    package var from: Instant?
    /// The first moment after the period; nil leaves it open.
    package var to: Instant?
    package var source: String?
    package var sourceGroup: SourceGroup?
    package var campaign: String?
    package var segment: String?
    /// Only the work of members of this team: leads that one of them owns, qualified or took over,
    /// handoffs that one of them gave or received, clocks of theirs.
    package var team: String?
    /// Likewise for one member.
    package var member: MemberID?
    package init() {}

    package init(from: Instant?, to: Instant?) {
        self.from = from
        self.to = to
    }

    /// Whether the query asks about leads by something that nobody knows of a visitor.
    package var isAboutLeads: Bool {
        source != nil || sourceGroup != nil || campaign != nil || segment != nil || team != nil
            || member != nil
    }

    /// Whether the query is limited to the work of some members.
    package var isAboutMembers: Bool { team != nil || member != nil }

    /// Whether a member's work is asked for.
    package func includes(_ member: Member) -> Bool {
        (self.member == nil || self.member == member.id)
            && (team == nil || team == member.profile.team)
    }
}

/// The reports that there are.
package enum ReportKind: String, Codable, CaseIterable, Sendable {
    case funnel, speed, handoffs, load, weekly
}

/// A report of any kind. Its JSON is that of the report itself.
package enum Report: Hashable, Encodable, Sendable {
    case funnel(FunnelReport)
    case speed(SpeedReport)
    case handoffs(HandoffReport)
    case load(LoadReport)
    case weekly(WeeklyReport)

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .funnel(let report): try report.encode(to: encoder)
        case .speed(let report): try report.encode(to: encoder)
        case .handoffs(let report): try report.encode(to: encoder)
        case .load(let report): try report.encode(to: encoder)
        case .weekly(let report): try report.encode(to: encoder)
        }
    }
}
