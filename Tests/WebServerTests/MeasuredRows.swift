import LeadEngine
import LeadRules
import Storage

/// The rows themselves.
extension `Every declared measure`.Places {
    func leads<M: Measure>(_ cohort: Cohort<M>) async throws -> [Lead]
    where M.F == LeadFact {
        let people = try await people()
        let query = part.query
        return try await read { transaction, _ in
            var filter = LeadFilter()
            filter.merged = true
            return try transaction.leads(filter, Page(limit: 10_000)).filter { lead in
                cohort.base.isMet(by: lead)
                    && (query.source == nil || lead.origin.source == query.source)
                    && (people.map { people in
                        cohort.credited.contains {
                            $0.value(of: lead)?.number.map(people.contains) ?? false
                        }
                    } ?? true)
            }
        }
    }

    func handoffs() async throws -> [HandoffOfLead] {
        let people = try await people()
        let query = part.query
        return try await read { transaction, _ in
            try transaction.handoffs(HandoffFilter(), Page(limit: 10_000)).compactMap {
                handoff in
                try transaction.lead(handoff.lead).map { HandoffOfLead(handoff, $0) }
            }.filter { row in
                Cohort<HandoffMeasure>.opened.base.isMet(by: row)
                    && (query.source == nil || row.lead.origin.source == query.source)
                    && (people.map { people in
                        Cohort<HandoffMeasure>.opened.credited.contains {
                            $0.value(of: row)?.number.map(people.contains) ?? false
                        }
                    } ?? true)
            }
        }
    }

    func clocks(_ cohort: Cohort<ClockMeasure>) async throws -> [ClockOfLead] {
        let people = try await people()
        let query = part.query
        return try await read { transaction, _ in
            try transaction.clocks(ClockFilter(), Page(limit: 100_000)).compactMap { clock in
                try transaction.lead(clock.lead).map { ClockOfLead(clock, $0) }
            }.filter { row in
                cohort.base.isMet(by: row)
                    && (query.source == nil || row.lead.origin.source == query.source)
                    && (people.map { people in
                        row.clock.owner.map { people.contains($0.number) } ?? false
                    } ?? true)
            }
        }
    }

    /// How many clocks a list has.
    func listed(_ change: @Sendable (inout ClockFilter) -> Void) async throws -> Int {
        var filter = ClockFilter()
        var leads = LeadFilter()
        leads.source = part.query.source
        filter.leads = leads
        filter.owners = try await people().map { Set($0.map { MemberID($0) }) }
        change(&filter)
        let wanted = filter
        return try await read { transaction, _ in try transaction.count(wanted) }
    }

    private func people() async throws -> Set<Int64>? {
        let query = part.query
        guard query.isAboutMembers else { return nil }
        return try await read { transaction, _ in
            Set(try transaction.members().filter { query.includes($0) }.map(\.id.number))
        }
    }
}
