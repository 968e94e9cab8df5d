import Intake
import LeadEngine
import LeadRules

/// Something a search found.
struct SearchHit: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case lead, account, member, page

        var icon: String {
            switch self {
            case .lead: "leads"
            case .account: "accounts"
            case .member: "user"
            case .page: "arrow-right"
            }
        }
    }

    let kind: Kind
    let title: String
    let sub: String?
    let href: String

    var view: View {
        ["name": title, "sub": sub, "href": href, "kind": kind.rawValue]
    }

    /// `L12`, `h3`, `A4`: straight there.
    static func byID(_ text: String, _ visit: Visit) -> SearchHit? {
        let text = text.trimmingSuffix { $0.isWhitespace }
        if let id = LeadID(text) {
            return SearchHit(kind: .lead, title: "\(id)", sub: nil, href: "/leads/\(id)")
        }
        if let id = HandoffID(text) {
            return SearchHit(kind: .page, title: "\(id)", sub: nil, href: "/handoffs/\(id)")
        }
        return AccountID(text).map {
            SearchHit(kind: .account, title: "\($0)", sub: nil, href: "/accounts/\($0)")
        }
    }
}

extension StringProtocol {
    fileprivate func trimmingSuffix(_ isCut: (Character) -> Bool) -> String {
        var text = self[...]
        while let last = text.last, isCut(last) { text.removeLast() }
        return String(text)
    }
}

/// Looking for leads in sight, accounts, people and pages.
enum SearchHits {
    /// - Parameter limit: of each kind.
    static func find(_ typed: String, _ limit: Int, _ visit: Visit) async throws -> [SearchHit] {
        let text = typed.trimmingSuffix { $0.isWhitespace }
        guard !text.isEmpty else { return try await recent(limit, visit) }
        var filter = LeadFilter()
        filter.limit(to: visit.sight)
        let mine = filter
        let wanted = wanted(text)
        let (leads, accounts) = try await visit.read { transaction in
            let accounts = try transaction.findAccounts(text, limit: limit)
            var wanted = wanted
            wanted.accounts = accounts.map(\.id)
            return (try transaction.find(wanted, mine, limit: limit), accounts)
        }
        return pages(text, visit) + leads.map { hit($0, visit) } + accounts.map { hit($0) }
            + people(text, visit).prefix(limit)
    }

    /// What to open when nothing is typed yet: the latest leads of one's own.
    private static func recent(_ limit: Int, _ visit: Visit) async throws -> [SearchHit] {
        var filter = LeadFilter()
        filter.credited = [visit.me.id]
        let mine = filter
        let leads = try await visit.read {
            try $0.leads(mine, Page(limit: limit, newestFirst: true))
        }
        return leads.map { hit($0, visit) }
    }

    /// What a few typed letters may mean.
    static func wanted(_ text: String) -> Wanted { Wanted(text, nameKey: nameKey(text)) }

    private static func nameKey(_ text: String) -> String? {
        var raw = RawLead()
        raw.name = text
        var contact = Contact()
        var attributes: [String: Value] = [:]
        raw.fill(&contact, &attributes, defaultRegion: "US")
        return contact.nameKey
    }

    private static func hit(_ lead: Lead, _ visit: Visit) -> SearchHit {
        let facts = [
            lead.contact.company, visit.words["stage.\(lead.stage.rawValue)"],
            visit.member(lead.owner)?.profile.name,
        ]
        return SearchHit(
            kind: .lead, title: lead.displayNameWithoutCompany,
            sub: facts.compactMap(\.self).joined(separator: " · "), href: "/leads/\(lead.id)")
    }

    private static func hit(_ account: Account) -> SearchHit {
        SearchHit(
            kind: .account, title: account.name.isEmpty ? account.domain : account.name,
            sub: account.domain, href: "/accounts/\(account.id)")
    }

    private static func people(_ text: String, _ visit: Visit) -> [SearchHit] {
        let wanted = text.lowercased()
        return visit.members.filter { member in
            member.isActive
                && (member.profile.name.lowercased().contains(wanted)
                    || member.profile.email.hasPrefix(wanted))
        }.map { member in
            SearchHit(
                kind: .member, title: member.profile.name,
                sub: visit.words["role.\(member.profile.role.rawValue)"],
                href: href(of: member, visit))
        }
    }

    /// Somebody's day where it may be looked at, else their leads.
    private static func href(of member: Member, _ visit: Visit) -> String {
        member.profile.role.developsLeads && visit.sight.includes(member.id)
            ? "/day?member=\(member.id)" : "/leads?member=\(member.id)"
    }

    private static func pages(_ text: String, _ visit: Visit) -> [SearchHit] {
        let wanted = text.lowercased()
        let found = Menu.pages(of: visit).filter { $0.name.lowercased().contains(wanted) }
        return found.map { SearchHit(kind: .page, title: $0.name, sub: nil, href: $0.path) }
    }
}
