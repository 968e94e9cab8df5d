import LeadRules

extension YAMLValue {
    func stages() -> StageRules? {
        section { map in
            var rules = StageRules()
            map.required("moves", into: &rules.moves) { $0.moves() }
            map.optional("new-clock", into: &rules.newClock) { $0.name(of: .clock) }
            map.optional("attempts", into: &rules.attempts) { $0.whole(from: 1) }
            if let reason = map["attempts-reason"] {
                rules.attemptsReason = reason.name(of: .recycleReason) ?? rules.attemptsReason
            } else {
                reading.use(.recycleReason, rules.attemptsReason, at: place)
            }
            return rules
        }
    }

    /// The table of moves: stage by stage, where a lead can go from there.
    private func moves() -> [Stage: [Stage]]? {
        let rows = pairs { key, value -> (Stage, [Stage])? in
            guard let from: Stage = key.choice() else { return nil }
            return value.distinct().map { (from, $0) }
        }
        guard let rows else { return nil }
        let moves = Dictionary(rows) { first, _ in first }
        let unreached = Stage.allCases.filter { !reachable(by: moves).contains($0) }
        if rows.count == count, !unreached.isEmpty {
            let names = unreached.map(\.rawValue).joined(separator: ", ")
            report("No chain of moves leads from marketing to: \(names).")
        }
        return moves
    }

    /// The stages that a lead can come to: every lead begins with marketing.
    private func reachable(by moves: [Stage: [Stage]]) -> Set<Stage> {
        var reached: Set<Stage> = [.marketing]
        var open: [Stage] = [.marketing]
        while let stage = open.popLast() {
            for next in moves[stage] ?? [] where reached.insert(next).inserted {
                open.append(next)
            }
        }
        return reached
    }

    func queue() -> QueueRules? {
        section { map in
            var rules = QueueRules()
            map.optional("slot", into: &rules.slot) { $0.positiveDuration() }
            map.optional("slots-per-week", into: &rules.slotsPerWeek) { $0.whole(from: 1) }
            return rules
        }
    }
}
