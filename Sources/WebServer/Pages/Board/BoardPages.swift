import Hummingbird
import LeadEngine
import LeadRules

/// `/board`: what a manager has to look at, the most urgent first.
enum BoardPages {
    static let table =
        [
            PageRoute(.get, "/board", .manage, show),
            PageRoute(.post, "/board/releases", .manage, release),
        ] + BulkMoves.table

    private static func show(_ visit: Visit) async throws -> Response {
        let filter = try BoardFilter(visit)
        let facts = try await BoardFacts(visit, filter)
        let panels = BoardPanels(facts: facts, visit: visit)
        return visit.page(
            "board", area: "board", title: visit.words["menu.board"],
            [
                "stats": panels.stats(), "filter": filter.view(visit),
                "clocks": panels.clocks(), "hasClocks": !facts.clocks.isEmpty,
                "clockCount": Figures.count(facts.clockCount),
                "isCut": facts.clockCount > facts.clocks.count,
                "clocksShown": facts.clocks.count,
                "clockBulk": BulkMoves.form(visit, "clocks"),
                "breaches": panels.breaches(), "hasBreaches": !facts.breaches.isEmpty,
                "pools": panels.held(), "hasHeld": !facts.held.isEmpty,
                "heldCount": Figures.count(facts.heldCount),
                "heldIsCut": facts.heldCount > facts.held.count,
                "heldBulk": BulkMoves.form(visit, "held"),
                "disputes": panels.disputes(), "hasDisputes": !facts.disputes.isEmpty,
                "away": panels.away(), "signals": panels.signals(),
                "load": BoardCharts.load(facts.load, visit),
                "fairness": BoardCharts.pools(facts.load, visit),
            ])
    }

    /// Tries again to find owners for the held leads of a pool.
    private static func release(_ visit: Visit) async throws -> Response {
        try await visit.act("/board#held") {
            let pool = visit.form.text("pool") ?? ""
            let outcome = try await visit.perform(ReleaseHeld(pool: pool))
            let released = outcome.answer
            guard released > 0 else { return Said(.info, visit.words["board.released-none"]) }
            return Said(
                .good, visit.words.counted("board.released", released),
                undo: Said.Undo(of: "lead.assigned", in: outcome))
        }
    }
}
