import LeadRules

extension PoolRule {
    /// Whether it passes no lead on: pools that name people or teams do when nobody of them is there.
    fileprivate var takesAll: Bool { when.isAlways && teams.isEmpty && members.isEmpty }
}

extension YAMLValue {
    func pools() -> [PoolRule]? {
        choices(\.takesAll, apart: \.role.rawValue) { $0.pool() }
    }

    private func pool() -> PoolRule? {
        map("a pool") { map in
            var pool = PoolRule()
            map.identity(.pool, id: &pool.id, title: &pool.title)
            map.required("role", into: &pool.role) { $0.choice() }
            map.optional("teams", into: &pool.teams) { $0.filledList { $0.text("a team") } }
            map.optional("members", into: &pool.members) { $0.filledList { $0.mailAddress() } }
            map.optional("weights", into: &pool.weights) { $0.weights(among: pool.members) }
            map.optional("when", into: &pool.when) { $0.condition() }
            map.optional("cap", into: &pool.cap) { $0.whole(from: 1) }
            map.optional("owner-first", into: &pool.ownerFirst) { $0.flag() }
            map.optional("priority", into: &pool.priority) { $0.whole(from: -1000) }
            map.optional("held-clock", into: &pool.heldClock) { $0.name(of: .clock) }
            return pool
        }
    }

    /// Members are known by their mail address in small letters.
    private func mailAddress() -> String? {
        guard let address = scalar?.lowercased(), address.contains("@"),
            !address.contains(where: \.isWhitespace)
        else { return expected("a mail address") }
        return address
    }

    /// Shares of the turns. With `members`, only those may have one.
    private func weights(among members: [String]) -> [String: Double]? {
        let weights = pairs { key, value -> (String, Double)? in
            guard let address = key.mailAddress(), let weight = value.number(above: 0) else {
                return nil
            }
            if !members.isEmpty, !members.contains(address) {
                key.report(
                    "\(address.quoted) has a weight but is not in 'members'. "
                        + hint(address, known: members))
            }
            return (address, weight)
        }
        return weights.map { Dictionary($0) { first, _ in first } }
    }
}
