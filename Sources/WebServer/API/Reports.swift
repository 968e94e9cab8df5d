import HTTPTypes
import LeadEngine
import LeadRules

/// `reports`: the numbers both sides share; `leads/{id}/explanation`: why a lead stands where it
/// stands.
enum ReportRoutes {
    static let table =
        ReportKind.allCases.map { kind in
            Operation(
                .get, "reports/\(kind.rawValue)", .read, "report-\(kind.rawValue)",
                "The numbers that both sides share: \(kind.rawValue).",
                asks: [
                    .time("from"), .time("to"), .text("source"),
                    .choice("sourceGroup", SourceGroup.self), .text("campaign"),
                    .text("segment"), .text("team"), .id("member", MemberID.self),
                ], gives: .made { try Composed.report(kind) }
            ) { try await report(kind, $0) }
        } + [
            Operation(
                .get, "leads/{id}/explanation", .read, "explain-lead",
                "Why a lead stands where it stands.", gives: .one(Explanation.self), by: explain)
        ]

    private static func report(_ kind: ReportKind, _ call: Call) async throws -> Reply {
        var query = ReportQuery(from: try call.query.time("from"), to: try call.query.time("to"))
        query.source = call.query.text("source")
        query.sourceGroup = try call.query.choice("sourceGroup", SourceGroup.self)
        query.campaign = call.query.text("campaign")
        query.segment = call.query.text("segment")
        query.team = call.query.text("team")
        query.member = try call.query.id("member")
        let (now, wanted) = (call.now, query)
        return try await .json(call.read { try $0.report(kind, wanted, at: now) })
    }

    private static func explain(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let now = call.now
        return try await .json(call.read { try Explaining.explain(id, in: $0, now: now) })
    }
}
