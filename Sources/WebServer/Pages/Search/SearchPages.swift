import HTTPTypes
import Hummingbird
import Intake
import LeadEngine
import LeadRules
import Records

/// `/search`: from a few letters to a lead, an account, a person or a page.
enum SearchPages {
    static let table = [
        PageRoute(.get, "/search", .visit, show),
        PageRoute(.get, "/search.json", .visit, palette),
    ]

    private static func show(_ visit: Visit) async throws -> Response {
        let text = visit.query.text("q")?.trimmingPrefix { $0.isWhitespace } ?? ""
        let exact = SearchHit.byID(String(text), visit)
        if let exact { return .redirect(exact.href) }
        let hits = try await SearchHits.find(String(text), 25, visit)
        let groups = SearchHit.Kind.allCases.compactMap { kind -> View? in
            let found = hits.filter { $0.kind == kind }
            guard !found.isEmpty else { return nil }
            return [
                "name": visit.words["search.\(kind.rawValue)"], "count": found.count,
                "hits": found.map { $0.view }, "icon": kind.icon,
            ]
        }
        return visit.page(
            "search", area: "", title: visit.words["layout.search"],
            [
                "q": String(text), "groups": groups, "isAsked": !text.isEmpty,
                "isEmpty": groups.isEmpty,
            ])
    }

    private static func palette(_ visit: Visit) async throws -> Response {
        let text = String(
            (visit.query.text("q") ?? "").trimmingPrefix { $0.isWhitespace }.prefix(100))
        var hits = try await SearchHits.find(text, 6, visit)
        if let exact = SearchHit.byID(text, visit) { hits.insert(exact, at: 0) }
        let body = try JSONText.of(
            hits.map { hit in
                PaletteEntry(
                    title: hit.title, sub: hit.sub, href: hit.href,
                    kind: visit.words["search.kind-\(hit.kind.rawValue)"])
            })
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .cacheControl: "no-store",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    private struct PaletteEntry: Encodable {
        let title: String
        let sub: String?
        let href: String
        let kind: String
    }
}
