import LeadEngine
import LeadRules

/// Numbers beside entries of the menu.
struct Badges: Sendable {
    var unseen = 0
    var waiting = 0
    var suspects = 0
    var held = 0

    /// Counted no further; more is shown as 99+.
    private static let most = 100

    init(of me: Member, _ sight: Sight, in transaction: any Transaction) throws {
        unseen = try transaction.unseenNotices(of: me.id)
        let role = me.profile.role
        if Access.allows(role, .receive) {
            var filter = HandoffFilter()
            filter.receiver = me.id
            filter.states = [.pending, .review]
            waiting = try transaction.count(filter, upTo: Self.most)
        }
        if Access.allows(role, .verify) {
            var filter = LeadFilter()
            filter.verification = .suspect
            filter.limit(to: sight)
            suspects = try transaction.count(filter, upTo: Self.most)
        }
        if Access.allows(role, .manage) {
            var filter = LeadFilter()
            filter.held = true
            filter.limit(to: sight)
            held = try transaction.count(filter, upTo: Self.most)
        }
    }
}

extension Badges {
    /// Nil for nothing.
    static func text(_ count: Int) -> String? {
        count == 0 ? nil : count >= most ? "99+" : "\(count)"
    }
}

/// The entries of the menu that somebody has, those they need most first.
enum Menu {
    private struct Entry {
        let area: String
        let path: String
        let right: Right
    }

    private static let entries = [
        Entry(area: "day", path: "/day", right: .ownDay),
        Entry(area: "board", path: "/board", right: .manage),
        Entry(area: "inbox", path: "/inbox", right: .receive),
        Entry(area: "verification", path: "/verification", right: .verify),
        Entry(area: "leads", path: "/leads", right: .visit),
        Entry(area: "numbers", path: "/numbers", right: .visit),
        Entry(area: "customers", path: "/customers", right: .customers),
        Entry(area: "playbook", path: "/playbook", right: .visit),
        Entry(area: "settings", path: "/settings", right: .people),
    ]

    /// Where somebody begins.
    static func home(of role: Role) -> String {
        switch role {
        case .sdr, .bdr: "/day"
        case .ae, .am, .csm: "/inbox"
        case .marketing: "/numbers"
        case .manager, .cro, .revops: "/board"
        }
    }

    /// The pages that somebody may open, for a search by name.
    static func pages(of visit: Visit) -> [(name: String, path: String)] {
        let words = visit.words
        var pages = entries.filter { visit.may($0.right) }
            .map { (words["menu.\($0.area)"], $0.path) }
        pages.append((words["account.all"], "/accounts"))
        if visit.may(.capture) { pages.append((words["new-lead.title"], "/leads/new")) }
        return pages + [
            (words["notices.title"], "/notices"), (words["profile.title"], "/profile"),
        ]
    }

    static func view(of visit: Visit, area: String, badges: Badges) -> View {
        entries.filter { visit.may($0.right) }.enumerated().map { place, entry -> View in
            let count: Int? =
                switch entry.area {
                case "inbox": badges.waiting
                case "verification": badges.suspects
                case "board": badges.held
                default: nil
                }
            return [
                "area": entry.area, "path": entry.path, "name": visit.words["menu.\(entry.area)"],
                "isCurrent": entry.area == area, "chord": "g \(entry.area.prefix(1))",
                "isCounted": count != nil, "count": count.flatMap(Badges.text),
                "isFirst": place < 4,
            ]
        }.view
    }
}
