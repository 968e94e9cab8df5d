import Hummingbird
import LeadEngine
import LeadRules

/// `/assignments?owner=M3`: the leads that somebody was given in a period, each time counted.
enum AssignmentListPages {
    static let table = [PageRoute(.get, "/assignments", .visit, show)]

    private static let size = 50
    /// The journal is read in pages of so many, and no further than so many of them.
    private static let (batch, batches) = (500, 40)

    private static func show(_ visit: Visit) async throws -> Response {
        guard let owner: MemberID = try visit.query.id("owner"), visit.member(owner) != nil else {
            throw Refusal.invalid(field: "owner", "Say whose assignments: ?owner=M1.")
        }
        var filter = EventFilter()
        filter.names = ["lead.assigned"]
        filter.from = try LeadListFilter.moment("from", visit, dayAfter: 0)
        filter.to = try LeadListFilter.moment("to", visit, dayAfter: 1)
        filter.limit(to: visit.sight)
        let after = try visit.query.number("after", in: 1 ... .max)
        let (given, leads) = try await given(to: owner, filter, after, visit)
        let shown = given.prefix(size)
        return visit.page(
            "assignments", area: "numbers", title: visit.words["assignments.title"],
            [
                "owner": visit.name(owner), "rows": shown.map { row($0, leads[$0.lead], visit) },
                "isEmpty": given.isEmpty, "period": period(visit), "isLater": after != nil,
                "newest": address(visit, after: nil),
                "older": given.count > size
                    ? shown.last.map { address(visit, after: $0.id.number) } : nil,
            ])
    }

    /// A page of what the member was given, and one more.
    private static func given(
        to owner: MemberID, _ filter: EventFilter, _ after: Int64?, _ visit: Visit
    ) async throws -> ([AssignmentResource], [LeadID: Lead]) {
        try await visit.read { transaction in
            var found: [AssignmentResource] = []
            var last = after
            for _ in 0..<batches where found.count <= size {
                let events = try transaction.events(
                    filter, Page(after: last, limit: batch, newestFirst: true))
                found += events.compactMap { AssignmentResource($0) }
                    .filter { $0.owner == owner }
                last = events.last?.id.number
                if events.count < batch { break }
            }
            var leads: [LeadID: Lead] = [:]
            for lead in Set(found.prefix(size).map(\.lead)) {
                leads[lead] = try transaction.lead(lead)
            }
            return (found, leads)
        }
    }

    private static func row(_ given: AssignmentResource, _ lead: Lead?, _ visit: Visit) -> View {
        [
            "id": given.lead.description, "event": given.id.description,
            "name": lead?.displayNameWithoutCompany ?? "\(given.lead)",
            "company": lead?.contact.company, "at": given.at.rfc3339,
            "when": visit.reader.time(given.at),
            "pool": given.pool.map { visit.title(ofPool: $0) },
            "reason": visit.told(given.reason), "who": StoryView.who(given.actor, visit),
            "now": lead.map { visit.words["stage.\($0.stage.rawValue)"] },
        ]
    }

    private static func period(_ visit: Visit) -> String? {
        let days = ["from", "to"].map { visit.query.text($0) ?? "" }
        return days.allSatisfy(\.isEmpty) ? nil : days.joined(separator: " – ")
    }

    private static func address(_ visit: Visit, after: Int64?) -> String {
        let fields = ["owner", "from", "to"].compactMap { name in
            visit.query.text(name).map { "\(name)=\(Query.escaped($0))" }
        }
        return "/assignments?"
            + (fields + (after.map { ["after=\($0)"] } ?? [])).joined(separator: "&")
    }
}
