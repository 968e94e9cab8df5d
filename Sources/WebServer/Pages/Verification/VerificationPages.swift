import Hummingbird
import LeadEngine
import LeadRules

/// `/verification`: false information is taken out before anyone's time is spent.
enum VerificationPages {
    static let table =
        [
            PageRoute(.get, "/verification", .verify, show),
            PageRoute(.post, "/verification/decisions", .verify, decide),
        ] + VerificationFile.table

    private static func show(_ visit: Visit) async throws -> Response {
        let facts = try await VerificationFacts(visit)
        let panels = VerificationPanels(visit: visit)
        return visit.page(
            "verification", area: "verification", title: visit.words["menu.verification"],
            [
                "suspects": facts.suspects.map { panels.suspect($0.lead, $0.neighbours) },
                "suspectCount": Figures.count(facts.suspectCount),
                "hasSuspects": !facts.suspects.isEmpty,
                "olderSuspects": facts.moreSuspects.map { "/verification?after=\($0)#suspects" },
                "calls": facts.calls.map { panels.call($0.clock, $0.lead) },
                "callCount": Figures.count(max(facts.callCount, facts.calls.count)),
                "hasCalls": !facts.calls.isEmpty,
                "pairs": facts.pairs.map { panels.pair($0) },
                "pairCount": "\(facts.pairs.count)\(facts.morePairs == nil ? "" : "+")",
                "hasPairs": !facts.pairs.isEmpty || facts.morePairs != nil,
                "olderPairs": facts.morePairs.map { "/verification?pairs=\($0)#pairs" },
                "isLater": visit.query.text("after") != nil || visit.query.text("pairs") != nil,
                "decided": facts.decided.map { panels.decided($0) },
                "hasDecided": !facts.decided.isEmpty,
                "isClear": facts.suspects.isEmpty && facts.calls.isEmpty && facts.pairs.isEmpty,
            ])
    }

    /// One word on many leads at once.
    private static func decide(_ visit: Visit) async throws -> Response {
        let chosen = visit.form.texts("lead")
        let isOneFake = chosen.count == 1 && visit.form.text("state") == "fake"
        return try await visit.act(isOneFake ? "/verification/\(chosen[0])" : "/verification") {
            let ids = Array(Set(try visit.form.ids("lead") as [LeadID])).sorted()
            guard let state: VerificationState = try visit.form.choice("state") else {
                throw Refusal.invalid(field: "state", "Choose a state.")
            }
            guard !ids.isEmpty, ids.count <= VerificationFacts.shown else {
                throw Refusal.invalid(field: "lead", "Choose the leads to decide on first.")
            }
            for id in ids { try await visit.require(id) }
            let reason =
                visit.form.text("reason") ?? visit.words["suspects.reason-\(state.rawValue)"]
            let results = try await visit.engine.handle(
                each: ids.map { SetVerification(lead: $0, state: state, reason: reason) },
                by: .member(visit.me.id))
            return said(results, state, visit)
        }
    }

    private static func said(
        _ results: [Result<Committed<[EventID]>, Refusal>], _ state: VerificationState,
        _ visit: Visit
    ) -> Said {
        var done = 0
        var touched = 0
        var refused: [Refusal] = []
        for result in results {
            switch result {
            case .success(let outcome):
                done += 1
                touched += outcome.answer.count
            case .failure(let refusal): refused.append(refusal)
            }
        }
        var parts: [String] = []
        if done > 0 {
            parts.append(visit.words.counted("suspects.decided-\(state.rawValue)", done))
        }
        if touched > 0 { parts.append(visit.words.counted("suspects.touched", touched)) }
        if let first = refused.first {
            parts.append(
                visit.words(
                    "suspects.refused",
                    ["n": "\(refused.count)", "why": visit.telling(first)]))
        }
        return Said(
            refused.isEmpty ? .good : done > 0 ? .warn : .bad, parts.joined(separator: " "))
    }
}
