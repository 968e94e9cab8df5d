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
    /// Counting goes no further than this.
    private static let counted = 10_000

    private static func show(_ visit: Visit) async throws -> Response {
        let list = try LeadListFilter(visit)
        let after = try visit.query.number("after", in: 1 ... .max)
        let (leads, count) = try await visit.read { transaction in
            (
                try transaction.leads(
                    list.filter, Page(after: after, limit: size + 1, newestFirst: true)),
                try transaction.count(list.filter, upTo: counted)
            )
        }
        let shown = leads.prefix(size)
        return visit.page(
            "leads", area: "leads", title: visit.words["menu.leads"],
            [
                "filter": list.view(), "rows": shown.map { row($0, visit) },
                "isEmpty": leads.isEmpty, "isFiltered": !list.isEmpty,
                "count": Figures.count(count) + (count == counted ? "+" : ""),
                "csv": list.address("/leads.csv"), "mayAdd": visit.may(.capture),
                "bulk": BulkMoves.form(visit, "leads"), "newest": list.address("/leads"),
                "isLater": after != nil,
                "older": leads.count > size
                    ? shown.last.map { list.address("/leads", after: $0.id.number) } : nil,
            ])
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
            "source": visit.sourceTitle(lead.origin.source),
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
