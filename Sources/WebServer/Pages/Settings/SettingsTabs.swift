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

/// Whom somebody may appoint and change, as the rules say.
extension Visit {
    var appointer: Appointer { Appointer(me, among: members) }

    /// Somebody who is there, and whom the visitor may change.
    func changeable(_ id: MemberID) throws -> Member {
        guard let member = member(id) else { throw Refusal.notFound(id, "member") }
        if let refusal = appointer.whyNotChange(member) { throw refusal }
        return member
    }
}
