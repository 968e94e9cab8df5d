import HTTPTypes
import LeadEngine
import LeadRules

/// What somebody may do or see. Pages and API ask the same table.
enum Right: String, CaseIterable, Sendable {
    /// What everybody has who is signed in: profile, notices, search, the shared numbers.
    case visit
    /// A daily queue of one's own.
    case ownDay
    /// Bring in leads and activities.
    case capture
    /// Work on leads: touches, stages, qualifications, handoffs, clocks.
    case work
    /// Decide on leads that look false.
    case verify
    /// Decide on handoffs one receives.
    case receive
    /// Customers after the win.
    case customers
    /// Decide for others: move leads, decide disputes, see all clocks.
    case manage
    /// People, pools' members, time off of others.
    case people
    /// Change the playbook.
    case playbook
    /// API keys, webhooks, deliveries.
    case administer
    /// The audit log.
    case audit
}

/// The one table of roles and rights.
enum Access {
    static let table: [Role: Set<Right>] = [
        .marketing: [.visit, .capture, .work, .verify],
        .sdr: [.visit, .ownDay, .capture, .work, .receive],
        .bdr: [.visit, .ownDay, .capture, .work, .receive],
        .ae: [.visit, .capture, .work, .receive, .customers],
        .am: [.visit, .capture, .work, .receive, .customers],
        .csm: [.visit, .capture, .work, .receive, .customers],
        .manager: [
            .visit, .capture, .work, .verify, .receive, .customers, .manage, .people, .audit,
        ],
        .cro: [
            .visit, .capture, .work, .verify, .receive, .customers, .manage, .people, .audit,
        ],
        .revops: Set(Right.allCases).subtracting([.ownDay]),
    ]

    static func allows(_ role: Role, _ right: Right) -> Bool {
        table[role]?.contains(right) ?? false
    }
}

/// Whose leads somebody sees: their own, their team's, or everything. The shared numbers are everybody's.
enum Sight: Sendable {
    case everything
    /// Leads that these members own, have qualified, closed, gave or received; those without an owner too
    /// when `unowned`.
    case members(Set<MemberID>, unowned: Bool)

    init(of member: Member, among members: [Member]) {
        switch member.profile.role {
        case .cro, .revops: self = .everything
        case .manager:
            self = .members(members.team(of: member.id), unowned: true)
        case .marketing: self = .members([member.id], unowned: true)
        case .sdr, .bdr, .ae, .am, .csm: self = .members([member.id], unowned: false)
        }
    }

    func includes(_ member: MemberID) -> Bool {
        switch self {
        case .everything: true
        case .members(let members, _): members.contains(member)
        }
    }

    /// - Parameter handoffs: of the lead.
    func includes(_ lead: Lead, handoffs: [Handoff]) -> Bool {
        guard case .members(let members, let unowned) = self else { return true }
        if unowned, lead.owner == nil { return true }
        let people =
            [lead.owner, lead.credits.sdr, lead.credits.ae]
            + handoffs.flatMap { [$0.giver, $0.receiver] }
        return people.contains { $0.map(members.contains) ?? false }
    }
}

/// A filter that can be narrowed to leads that have to do with some people.
protocol LimitedToPeople {
    var people: Set<MemberID>? { get set }
    var includesUnowned: Bool { get set }
}

extension LimitedToPeople {
    /// Only what is in sight.
    mutating func limit(to sight: Sight) {
        guard case .members(let members, let unowned) = sight else { return }
        people = members
        includesUnowned = unowned
    }
}

extension LeadFilter: LimitedToPeople {}
extension HandoffFilter: LimitedToPeople {}
extension EventFilter: LimitedToPeople {}

extension Problem {
    static let outOfSight = Problem(
        .forbidden, "not-in-sight",
        "This is somebody else's. Ask its owner, or your manager, to let you in.")
}
