import Hummingbird
import LeadEngine
import LeadRules

/// `/accounts`: the companies, and what is under way with each.
enum AccountPages {
    static let table = [
        PageRoute(.get, "/accounts", .visit, list),
        PageRoute(.get, "/accounts/{id}", .visit, show),
    ]

    private static let size = 50

    private static func list(_ visit: Visit) async throws -> Response {
        let search = visit.query.text("q")
        let after = try visit.query.number("after", in: 1 ... .max)
        let accounts = try await visit.read { transaction in
            // As the search finds them: the best matches, however many accounts there are.
            try search.map { try transaction.findAccounts($0, limit: size) }
                ?? transaction.accounts(
                    search: nil, Page(after: after, limit: size + 1, newestFirst: true))
        }
        let shown = accounts.prefix(size)
        return visit.page(
            "accounts", area: "leads", title: visit.words["account.all"],
            [
                "q": search, "isEmpty": accounts.isEmpty,
                "rows": shown.map { account -> View in
                    [
                        "id": account.id.description, "name": account.name,
                        "domain": account.domain,
                        "owner": visit.member(account.owner).map { Views.person($0) },
                        "industry": account.attributes["industry"]?.text,
                        "employees": account.attributes["employees"]?.text,
                        "since": visit.reader.ago(account.createdAt),
                    ]
                },
                "isLater": after != nil,
                "older": accounts.count > size
                    ? shown.last.map { "/accounts?after=\($0.id.number)" } : nil,
            ])
    }

    private struct File: Sendable {
        var account: Account
        var leads: [Lead]
        var handoffs: [Handoff]
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let id: AccountID = try visit.id("account")
        let sight = visit.sight
        let file = try await visit.read { transaction -> File in
            guard let account = try transaction.account(id) else {
                throw Refusal.notFound(id, "account")
            }
            var filter = LeadFilter()
            filter.account = id
            filter.limit(to: sight)
            let leads = try transaction.leads(filter, Page(limit: 100, newestFirst: true))
            return File(
                account: account, leads: leads,
                handoffs: try leads.flatMap { try transaction.handoffs(of: $0.id) })
        }
        return visit.page(
            "account", area: "leads", title: file.account.name, view(file, visit))
    }

    private static func view(_ file: File, _ visit: Visit) -> View {
        let account = file.account
        let words = visit.words
        let won = file.leads.filter { $0.milestones.furthest == .won }
        let names = Dictionary(uniqueKeysWithValues: file.leads.map { ($0.id, $0) })
        var facts: [(String, String)] = [
            (words["fact.domain"], account.domain),
            (words["account.since"], visit.reader.day(account.createdAt)),
        ]
        facts += account.attributes.sorted { $0.key < $1.key }.map { name, value in
            (words["fact.\(name)", ifAny: name], value.text)
        }
        return [
            "name": account.name, "domain": account.domain, "id": account.id.description,
            "owner": visit.member(account.owner).map { Views.person($0) },
            "facts": facts.map { name, value -> View in ["name": name, "value": value] },
            "rows": file.leads.map { LeadListPages.row($0, visit) },
            "hasLeads": !file.leads.isEmpty, "count": file.leads.count,
            "handoffs": file.handoffs.sorted { $0.openedAt > $1.openedAt }.map { handoff -> View in
                [
                    "id": handoff.id.description,
                    "lead": names[handoff.lead]?.displayNameWithoutCompany,
                    "kind": visit.title(ofHandoff: handoff.kind),
                    "state": words["handoff-state.\(handoff.state.rawValue)"],
                    "tone": HandoffTone.of(handoff.state),
                    "giver": visit.name(handoff.giver), "receiver": visit.name(handoff.receiver),
                    "when": visit.reader.ago(handoff.openedAt),
                ]
            },
            "hasHandoffs": !file.handoffs.isEmpty,
            "won": won.map { lead -> View in
                [
                    "id": lead.id.description, "name": lead.displayNameWithoutCompany,
                    "when": lead.milestones.won.map { visit.reader.day($0) },
                    "amount": lead.milestones.amount.map {
                        Figures.money($0, visit.playbook.bant.currency)
                    },
                    "cause": lead.milestones.cause,
                ]
            },
            "hasWon": !won.isEmpty,
        ]
    }
}
