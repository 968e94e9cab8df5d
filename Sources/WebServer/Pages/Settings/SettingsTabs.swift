import HTTPTypes
import LeadEngine
import LeadRules

/// The parts of the settings that somebody may use.
enum SettingsTab: String, CaseIterable {
    case people, roles, pools, calendars, keys, alerts, audit

    var path: String { self == .people ? "/settings" : "/settings/\(rawValue)" }

    var right: Right {
        switch self {
        case .people, .roles, .pools, .calendars: .people
        case .keys, .alerts: .administer
        case .audit: .audit
        }
    }

    static func view(_ current: SettingsTab, _ visit: Visit) -> View {
        allCases.filter { visit.may($0.right) }.map { tab -> View in
            [
                "path": tab.path, "name": visit.words["settings-page.tab-\(tab.rawValue)"],
                "isCurrent": tab == current,
            ]
        }.view
    }

    /// The name of the browser's tab.
    func title(_ visit: Visit) -> String {
        visit.words["settings-page.tab-\(rawValue)"] + " · " + visit.words["menu.settings"]
    }
}

/// Whom somebody may appoint and change.
///
/// Whoever could give themselves or others more than they have would have everything: so a role may
/// be given, and its people changed, only by those above it.
enum Appointing {
    private static func rank(_ role: Role) -> Int {
        switch role {
        case .marketing, .sdr, .bdr, .ae, .am, .csm: 0
        case .manager: 1
        case .cro: 2
        case .revops: 3
        }
    }

    static func allows(_ role: Role, by visit: Visit) -> Bool {
        visit.role == .revops || rank(role) < rank(visit.role)
    }

    /// Managers change the people of their team.
    static func allows(_ member: Member, by visit: Visit) -> Bool {
        allows(member.profile.role, by: visit)
            && (visit.sight.includes(member.id) || visit.role == .revops)
    }

    static func require(_ id: MemberID, _ visit: Visit) throws -> Member {
        guard let member = visit.member(id) else { throw Refusal.notFound(id, "member") }
        guard allows(member, by: visit) else {
            throw Problem(
                .forbidden, "above-you",
                "Only somebody above them may change this person. Ask RevOps.")
        }
        return member
    }

    /// Somebody must be left who can do everything.
    static func isLastRevOps(_ member: Member, _ visit: Visit) -> Bool {
        member.profile.role == .revops
            && !visit.members.contains {
                $0.id != member.id && $0.isActive && $0.profile.role == .revops
            }
    }
}
