import Hummingbird
import LeadEngine
import LeadRules

/// `/leads`: everything in sight, the newest first.
enum LeadListPages {
    static let table =
        [
            PageRoute(.get, "/leads", .visit, show),
            PageRoute(.get, "/leads.csv", .visit, LeadDownload.answer),
        ] + NewLeadPages.table + AccountPages.table

    private static let size = 50
    /// Of a search, the best matches.
    private static let matches = 100
    /// Counting goes no further than this.
    private static let counted = 10_000

    private static func show(_ visit: Visit) async throws -> Response {
        let list = try LeadListFilter(visit)
        let after = try visit.query.number("after", in: 1 ... .max)
        let (leads, count, most) = try await found(list, after, visit)
        let shown = leads.prefix(most)
        return visit.page(
            "leads", area: "leads", title: visit.words["menu.leads"],
            [
                "filter": list.view(), "rows": shown.map { row($0, visit) },
                "isEmpty": leads.isEmpty, "isFiltered": !list.isEmpty,
                "count": count, "once": once(list.filter.behind.dated, visit),
                "csv": list.address("/leads.csv"), "mayAdd": visit.may(.capture),
                "bulk": BulkMoves.form(visit, "leads"), "newest": list.address("/leads"),
                "isLater": after != nil,
                "older": list.search == nil && leads.count > most
                    ? shown.last.map { list.address("/leads", after: $0.id.number) } : nil,
            ])
    }

    /// Figures of handoffs and clocks count each of them; the list says that it does not.
    private static func once(_ dated: LeadsBehind.Dated, _ visit: Visit) -> String? {
        switch dated {
        case .opened, .breached: visit.words["list.once-\(dated.rawValue)"]
        case .captured, .closed: nil
        }
    }

    /// A page of leads, how many there are, and how many of them to show. What somebody types is
    /// looked for as the search does, the best matches first, so that it costs the same however many
    /// leads there are.
    private static func found(
        _ list: LeadListFilter, _ after: Int64?, _ visit: Visit
    ) async throws -> ([Lead], String, Int) {
        if let search = list.search {
            let wanted = SearchHits.wanted(search)
            let leads = try await visit.read {
                try $0.find(wanted, list.filter, limit: matches + 1)
            }
            let count = min(leads.count, matches)
            return (leads, Figures.count(count) + (leads.count > matches ? "+" : ""), matches)
        }
        let (leads, count) = try await visit.read { transaction in
            (
                try transaction.leads(
                    list.filter, Page(after: after, limit: size + 1, newestFirst: true)),
                try transaction.count(list.filter, upTo: counted)
            )
        }
        return (leads, Figures.count(count) + (count == counted ? "+" : ""), size)
    }

    static func row(_ lead: Lead, _ visit: Visit) -> View {
        let state = lead.verification.state
        return [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "sub": [lead.contact.company, lead.contact.title].compactMap(\.self)
                .joined(separator: " · "),
            "stage": visit.words["stage.\(lead.stage.rawValue)"],
            "milestone": lead.milestones.furthest.map { visit.words["milestone.\($0.rawValue)"] },
            "tone": milestoneTone(lead.milestones.furthest),
            "doubt": state == .suspect || state == .fake
                ? visit.words["verification.\(state.rawValue)"] : nil,
            "doubtTone": state == .fake ? "bad" : "warn",
            "owner": visit.member(lead.owner).map { Views.person($0) },
            "source": visit.title(ofSource: lead.origin.source),
            "score": Figures.number(lead.score.total, decimals: 0),
            "captured": visit.reader.ago(lead.capturedAt), "at": lead.capturedAt.rfc3339,
            "isMovable": lead.isLive && lead.stage != .archived,
        ]
    }

    private static func milestoneTone(_ milestone: Milestone?) -> String {
        switch milestone {
        case .won: "good"
        case .lost: "bad"
        case nil: ""
        default: "info"
        }
    }
}
