import Foundation
import LeadEngine
import LeadRules
import Storage
import Testing

/// Each figure is declared once, so it is the same wherever it is asked for: counted from the rows, made
/// of sums that are kept, as the length of the list behind it, in the file, and by the API. The rows
/// themselves are asked in memory as well, which takes no SQL at all.
@Suite struct `Every declared measure` {
    private static let now = Instant(rfc3339: "2026-11-23T03:00:00Z")!

    @Test func `of leads, handoffs and clocks is the same in every place`() async throws {
        try await TestServer.demo(at: Self.now) { server, visitor in
            for part in Part.all {
                let places = Places(part, server, visitor)
                try await places.checkFunnel()
                try await places.checkHandoffs()
                try await places.checkClocks()
                try await places.checkStages()
            }
            let all = Places(Part.all[0], server, visitor)
            try await all.checkClosed()
            try await all.checkPeriods()
        }
    }

    /// What of the workspace is asked for, as a query and in addresses.
    struct Part: Sendable {
        let address: String
        let query: ReportQuery

        static let all = [
            Part(address: "", query: ReportQuery()),
            Part(address: "source=demo-request", query: of { $0.source = "demo-request" }),
            Part(address: "team=apac", query: of { $0.team = "apac" }),
        ]

        private static func of(_ change: (inout ReportQuery) -> Void) -> ReportQuery {
            var query = ReportQuery()
            change(&query)
            return query
        }
    }

    /// The places where a figure stands, over one part of the demo's workspace.
    struct Places: Sendable {
        let part: Part
        let server: TestServer
        let visitor: TestVisitor
        var file: String { "period=all&\(part.address)" }

        init(_ part: Part, _ server: TestServer, _ visitor: TestVisitor) {
            self.part = part
            self.server = server
            self.visitor = visitor
        }

        func read<T: Sendable>(
            _ body: @escaping @Sendable (any Transaction, any ReportCounting) throws -> T
        ) async throws -> T {
            try await server.engine.store.read { transaction in
                try body(transaction, try #require(transaction as? any ReportCounting))
            }
        }
    }
}

private typealias Places = `Every declared measure`.Places

extension Places {
    func checkFunnel() async throws {
        let query = part.query
        let (kept, counted) = try await read { transaction, counting in
            (
                try transaction.funnelTotal(query),
                try counting.countedFunnel(query).total(\.counts)
            )
        }
        let cuts = try await read { transaction, _ in try transaction.funnel(query) }
        let rows = try await leads(.captured)
        let api = try await server.get("reports/funnel?\(part.address)")
        let steps = try await visitor.table("funnel", of: "overview", file)
        #expect(rows.count > 5, "\(part.address) has too few leads to say anything")
        for measure in FunnelMeasure.allCases {
            let met = rows.filter { measure.criterion.isMet(by: $0) }
            let why: Comment = "\(measure) of '\(part.address)'"
            #expect(try await length(of: measure) == met.count, why)
            guard measure.amount == nil else { continue }
            #expect(kept[measure] == met.count, why)
            #expect(counted[measure] == met.count, why)
            for cut in [cuts.byOrigin, cuts.bySDR, cuts.byAE] {
                #expect(cut.total(\.counts)[measure] == met.count, why)
            }
            let told = api.number("total", "counts", measure.rawValue)
            #expect(told == Double(met.count), why)
            if let title = Self.steps[measure] {
                let step = try #require(steps.first { $0[0] == title })
                #expect(step[1] == "\(met.count)", why)
            }
        }
        let amount = rows.filter { FunnelMeasure.wonAmount.criterion.isMet(by: $0) }
            .reduce(0) { $0 + ($1.milestones.amount ?? 0) }
        #expect(kept.amount == amount && counted.amount == amount)
        #expect(api.number("total", "counts", "wonAmount") == amount)
        try await checkColumns(of: rows)
    }

    /// The file of sources has a column for each of these.
    private func checkColumns(of rows: [Lead]) async throws {
        let table = try await visitor.table("sources", of: "overview", file)
        let titles = ["Leads", "MQL", "PQL", "SQL", "SAL", "Won"]
        for (title, measure) in zip(titles, FunnelReport.measures) {
            let met = rows.count { measure.criterion.isMet(by: $0) }
            #expect(try Self.sum(title, of: table) == met, "\(title) of '\(part.address)'")
        }
        let revenue = try await visitor.table("revenue", of: "sources", file)
        let fake = rows.count { FunnelMeasure.fake.criterion.isMet(by: $0) }
        #expect(try Self.sum("Fake", of: revenue) == fake)
    }

    private static let steps: [FunnelMeasure: String] = [
        .leads: "Leads", .mql: "MQL", .pql: "PQL", .sql: "SQL", .sal: "SAL", .won: "Won",
        .lost: "Lost", .mqlAndSQL: "MQL → SQL", .pqlAndSQL: "PQL → SQL",
        .sqlAndSAL: "SQL → SAL", .salAndWon: "SAL → won", .sqlAndWon: "SQL → won",
    ]

    private func length(of measure: FunnelMeasure) async throws -> Int? {
        let fields =
            switch measure {
            case .leads: "real=true"
            case .fake: "verification=fake"
            default:
                zip(["milestone", "and"], measure.milestones).map { "\($0)=\($1.rawValue)" }
                    .joined(separator: "&")
            }
        return try await visitor.length(of: "/leads?\(fields)&\(part.address)") ?? 0
    }

    static func sum(_ title: String, of table: [[String]]) throws -> Int {
        let place = try #require(table.first?.firstIndex(of: title), "no column \(title)")
        return table.dropFirst().reduce(0) { $0 + (Int($1[place]) ?? 0) }
    }
}

extension Places {
    func checkHandoffs() async throws {
        let query = part.query
        let (kept, counted) = try await read { transaction, counting in
            (
                try transaction.handoffTallies(query).total(\.counts),
                try counting.countedHandoffs(query).total(\.counts)
            )
        }
        let rows = try await handoffs()
        let api = try await server.get("reports/handoffs?\(part.address)")
        let outcomes = try await visitor.table("outcomes", of: "handoffs", file)
        let kinds = try await visitor.table("kinds", of: "handoffs", file)
        for measure in HandoffMeasure.allCases {
            let met = rows.filter { measure.criterion.isMet(by: $0) }
            let why: Comment = "\(measure) of '\(part.address)'"
            if Cohort<HandoffMeasure>.opened.measures.contains(measure) {
                #expect(kept[measure] == met.count, why)
                #expect(counted[measure] == met.count, why)
            }
            if HandoffMeasure.told.contains(measure) {
                let told = api.number("total", "counts", measure.rawValue)
                #expect(told == Double(met.count), why)
            }
            if HandoffMeasure.listed.contains(measure) {
                // A lead that was handed over twice stands once in a list.
                let path = "/leads?dated=opened&handoff=\(measure.slug)&\(part.address)"
                #expect(
                    try await visitor.length(of: path) ?? 0 == Set(met.map(\.lead.id)).count, why)
            }
            if HandoffReport.measures.contains(measure) {
                let title = try #require(Self.titles[measure])
                #expect(try Self.sum(title, of: kinds) == met.count, why)
            }
            if let outcome = outcomes.first(where: { $0[0] == Self.titles[measure] }) {
                #expect(outcome[2] == "\(met.count)", why)
            }
        }
        let (contacts, answerable) = try await (
            read { transaction, _ in try transaction.contacts(query).count },
            rows.count { HandoffMeasure.answerable.criterion.isMet(by: $0) }
        )
        #expect(contacts == answerable)
    }

    /// What pages and files call them.
    private static let titles: [HandoffMeasure: String] = [
        .opened: "Opened", .autoAccepted: "Auto-accepted", .accepted: "Accepted",
        .rejected: "Rejected", .returned: "Sent back by score", .pending: "Undecided",
        .withdrawn: "Withdrawn", .disputed: "Disputed",
    ]

    func checkClocks() async throws {
        let query = part.query
        let tallies = try await read { transaction, counting in
            [
                try transaction.clockTallies(query).total(\.counts),
                try counting.countedClocks(query).total(\.counts),
            ]
        }
        let loads = try await read { transaction, counting in
            [try transaction.clockLoads(query), try counting.countedLoads(query)]
        }
        let started = try await clocks(.started)
        let api = try await server.get("reports/speed?\(part.address)")
        let purposes = try await visitor.table("clocks", of: "speed", file)
        for measure in Cohort<ClockMeasure>.started.measures {
            let met = started.count { measure.criterion.isMet(by: $0) }
            for counts in tallies { #expect(counts[measure] == met, "\(measure)") }
            guard ClockMeasure.standings.contains(measure) else { continue }
            #expect(try await listed { $0.standing = measure } == met, "\(measure)")
        }
        #expect(
            api.number("withinSLA", "count")
                == Double(started.count { ClockRate.withinSLA.part.criterion.isMet(by: $0) }))
        #expect(
            try Self.sum(purposes[0][2], of: purposes)
                == started.count { ClockRate.withinSLA.part.criterion.isMet(by: $0) })
        let breached = try await clocks(.breached)
        let underway = try await clocks(.underway)
        for loads in loads {
            let owned = breached.count { $0.clock.owner != nil }
            #expect(loads.reduce(0) { $0 + $1.breaches } == owned)
            #expect(loads.reduce(0) { $0 + $1.open + $1.overdue } == underway.count)
        }
        #expect(try await listed { $0.breached = true } == breached.count)
    }

    func checkStages() async throws {
        let query = part.query
        let (kept, counted) = try await read { transaction, counting in
            (try transaction.stageTallies(query), try counting.countedStages(query))
        }
        let rows = try await leads(.inStage)
        let table = try await visitor.table("stages", of: "stages", file)
        for stage in Stage.allCases {
            let met = rows.count { $0.stage == stage }
            #expect(kept.first { $0.stage == stage }?.leads ?? 0 == met, "\(stage)")
            #expect(counted.first { $0.stage == stage }?.leads ?? 0 == met, "\(stage)")
            let path = "/leads?stage=\(stage.rawValue)&real=true&open=true&\(part.address)"
            #expect(try await visitor.length(of: path) ?? 0 == met, "\(stage)")
        }
        #expect(try Self.sum("Leads", of: table) == rows.count)
    }
}

extension Places {
    /// Leads by how they ended, and as they came in.
    func checkClosed() async throws {
        let (kept, counted) = try await read { transaction, counting in
            (
                try transaction.closedTotals(ReportQuery()),
                try counting.countedClosed(ReportQuery())
            )
        }
        let rows = try await leads(.closed)
        let table = try await visitor.table("causes", of: "sources", file)
        for (measure, title) in [(ClosedMeasure.won, "Won"), (.lost, "Lost")] {
            let met = rows.count { measure.criterion.isMet(by: $0) }
            #expect(kept[measure] == met && counted[measure] == met && met > 0)
            let path = "/leads?dated=closed&milestone=\(measure.slug)"
            #expect(try await visitor.length(of: path) == met)
            #expect(try Self.sum(title, of: table) == met)
        }
        let taken = try await leads(.taken)
        for finely in [true, false] {
            let intake = try await read { transaction, _ in
                try transaction.intake(ReportQuery(), finely: finely)
            }
            #expect(intake.reduce(0) { $0 + $1.leads } == taken.count)
        }
    }

    /// Periods that begin and end within an hour: each row counts at its own moment.
    func checkPeriods() async throws {
        let to = server.time.now()
        for minutes in [7, 61, 24 * 60 + 13, 20 * 24 * 60 + 1, 40 * 24 * 60 + 59] as [Int64] {
            let query = ReportQuery(from: to - .minutes(minutes * 2), to: to - .minutes(minutes))
            let (funnel, handoffs, clocks, closed) = try await read { transaction, _ in
                (
                    try transaction.funnelTotal(query),
                    try transaction.handoffTallies(query).total(\.counts),
                    try transaction.clockTallies(query).total(\.counts),
                    try transaction.closedTotals(query)
                )
            }
            func within(_ moment: FactValue?) -> Bool {
                guard let at = moment?.number, let from = query.from, let to = query.to else {
                    return false
                }
                return (from.milliseconds..<to.milliseconds).contains(at)
            }
            let captured = try await leads(.captured).filter {
                within(LeadFact.capturedAt.value(of: $0))
            }
            let ended = try await leads(.closed).filter { within(LeadFact.endedAt.value(of: $0)) }
            let opened = try await self.handoffs().filter {
                within(HandoffFact.openedAt.value(of: $0))
            }
            let started = try await self.clocks(.started).filter {
                within(ClockFact.startedAt.value(of: $0))
            }
            for measure in FunnelMeasure.allCases where measure.amount == nil {
                #expect(funnel[measure] == captured.count { measure.criterion.isMet(by: $0) })
            }
            for measure in Cohort<HandoffMeasure>.opened.measures {
                #expect(handoffs[measure] == opened.count { measure.criterion.isMet(by: $0) })
            }
            for measure in Cohort<ClockMeasure>.started.measures {
                #expect(clocks[measure] == started.count { measure.criterion.isMet(by: $0) })
            }
            for measure in ClosedMeasure.allCases where measure.amount == nil {
                #expect(closed[measure] == ended.count { measure.criterion.isMet(by: $0) })
            }
        }
    }
}
