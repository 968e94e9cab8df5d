import Hummingbird
import LeadEngine
import LeadRules

/// `/clocks`: the clocks that a figure of the numbers counts, the latest first.
enum ClockListPages {
    static let table = [PageRoute(.get, "/clocks", .visit, show)] + AssignmentListPages.table

    private static let size = 50

    private static func show(_ visit: Visit) async throws -> Response {
        let list = try ClockListFilter(visit)
        let after = try visit.query.number("after", in: 1 ... .max)
        let (clocks, count, leads) = try await visit.read { transaction in
            let clocks = try transaction.clocks(
                list.filter, Page(after: after, limit: size + 1, newestFirst: true))
            var leads: [LeadID: Lead] = [:]
            for clock in clocks where leads[clock.lead] == nil {
                leads[clock.lead] = try transaction.lead(clock.lead)
            }
            return (clocks, try transaction.count(list.filter), leads)
        }
        let shown = clocks.prefix(size)
        return visit.page(
            "clocks", area: "numbers", title: visit.words["clocks.title"],
            [
                "rows": shown.map { row($0, leads[$0.lead], visit) }, "isEmpty": clocks.isEmpty,
                "count": Figures.count(count), "chips": list.chips,
                "isLater": after != nil, "newest": list.address(),
                "older": clocks.count > size
                    ? shown.last.map { list.address(after: $0.id.number) } : nil,
            ])
    }

    private static func row(_ clock: Clock, _ lead: Lead?, _ visit: Visit) -> View {
        let title = visit.title(ofClock: clock.rule)
        let purpose = visit.words["purpose.\(clock.purpose.rawValue)"]
        return [
            "id": clock.lead.description, "clockID": clock.id.description,
            "name": lead?.displayNameWithoutCompany ?? "\(clock.lead)",
            "company": lead?.contact.company, "purpose": purpose,
            "rule": title == purpose ? nil : title,
            "task": clock.task.map { visit.words.translated($0) },
            "owner": visit.member(clock.owner).map { Views.person($0) },
            "clock": Views.clock(
                clock, visit.reader, visit.playbook, owner: visit.member(clock.owner)),
            "started": visit.reader.time(clock.startedAt), "due": visit.reader.time(clock.dueAt),
            "ended": clock.endedAt.map { visit.reader.time($0) },
            "isLate": clock.breachedAt != nil,
        ]
    }
}
