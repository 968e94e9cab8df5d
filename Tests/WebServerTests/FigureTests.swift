import Foundation
import LeadEngine
import LeadRules
import Testing

/// Every figure of the numbers opens the leads that it counts, no others and none less.
@Suite struct `The leads behind the figures` {
    private static let now = Instant(rfc3339: "2026-11-23T03:00:00Z")!

    @Test func `each figure of each page is the length of its list`() async throws {
        try await TestServer.demo(at: Self.now) { server, visitor in
            let engine = server.engine
            let repeats = try await Self.repeats(engine)
            var lengths: [String: Int] = [:]
            for page in Self.pages {
                let body = try await visitor.get(page).body
                for figure in Self.figures(in: body) {
                    if lengths[figure.path] == nil {
                        lengths[figure.path] = try await visitor.length(of: figure.path)
                    }
                    let length = try #require(lengths[figure.path])
                    // A lead that was handed over twice, or kept waiting twice, stands once in a list.
                    let spare =
                        figure.path.contains("dated=opened") || figure.path.contains("points=")
                        ? repeats.handoffs
                        : figure.path.contains("dated=breached")
                            ? repeats.breaches : 0
                    #expect(
                        length > 0 && length <= figure.count && figure.count - length <= spare,
                        "\(page): \(figure.count), but \(length) at \(figure.path)")
                }
            }
            #expect(lengths.count > 200)
            try await Self.checkCustomers(engine)
            for part in Self.parts {
                #expect(lengths.keys.contains { $0.contains(part) }, "no figure opens \(part)")
            }
        }
    }

    private static let pages = [
        "?period=all", "/speed?period=all", "/handoffs?period=all", "/sources?period=all",
        "/stages", "/load?period=all", "/weekly?week=2026-11-09",
        "?period=4-weeks&source=demo-request", "/speed?period=4-weeks&team=apac",
        "/handoffs?period=all&team=apac", "/load?period=4-weeks&team=apac",
    ].map { "/numbers\($0)" }

    /// What must have been among them, so that the demo does not hide a mistake.
    private static let parts = [
        "and=sql", "and=sal", "real=true", "handoff=auto-accepted", "handoff=rejected",
        "handoff=returned", "handoff=pending", "reason=", "points=", "response=", "late=48",
        "timed=human", "cause=", "dated=closed", "verification=fake",
        "working=true", "lacks=", "kind=", "giver=", "receiver=", "open=true",
    ]

    private struct Figure {
        let path: String
        let count: Int
    }

    /// Figures that lead to a list: a number, or a rate with its count beside it.
    private static func figures(in body: String) -> [Figure] {
        let link =
            /<a href="(\/leads\?[^"]*)">([^<]*)<\/a>(?:<\/span>|<\/dd>)?(?:<(?:span class="sub"|dd class="stat-note")>(\d[\d,]*) \/ [\d,]+<)?/
        return body.matches(of: link).compactMap { match in
            let path = match.1.replacing("&amp;", with: "&")
            let digits = match.3 ?? match.2
            return Int(digits.filter { $0 != "," }).map { Figure(path: String(path), count: $0) }
        }
    }

    /// What the page of customers says of all of them, counted one by one.
    private static func checkCustomers(_ engine: Engine) async throws {
        try await engine.store.read { transaction in
            var filter = LeadFilter()
            filter.won = true
            let leads = try transaction.leads(filter, Page(limit: 10_000))
            let clocks = try leads.flatMap { try transaction.unendedClocks(of: $0.id) }
            let due = clocks.filter { $0.purpose == .handoffDue }
            let kickOffs = clocks.filter { $0.purpose == .firstContact }
            let totals = try transaction.customers(LeadFilter(), at: now)
            #expect(totals.won == leads.count && !leads.isEmpty)
            #expect(totals.amount == leads.reduce(0) { $0 + ($1.milestones.amount ?? 0) })
            #expect(totals.due == due.count && totals.kickOffs == kickOffs.count)
            #expect(totals.late == (due + kickOffs).filter { $0.dueAt < now }.count)
        }
    }

    /// How many handoffs and breaches more there are than leads that have one.
    private static func repeats(_ engine: Engine) async throws -> (handoffs: Int, breaches: Int) {
        try await engine.store.read { transaction in
            let handoffs = try transaction.handoffs(HandoffFilter(), Page(limit: 10_000))
            var ranOut = ClockFilter()
            ranOut.breached = true
            let breaches = try transaction.clocks(ranOut, Page(limit: 10_000))
            return (
                handoffs.count - Set(handoffs.map(\.lead)).count,
                breaches.count - Set(breaches.map(\.lead)).count
            )
        }
    }
}
