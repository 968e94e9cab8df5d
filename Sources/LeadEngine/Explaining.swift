package import LeadRules

/// Answers why a lead stands where it stands.
package enum Explaining {
    /// Explains a lead under the playbook that is active at `now`.
    ///
    /// - Parameter story: the lead's events, where they are at hand already.
    /// - Throws: `Refusal` when there is no such lead, or no playbook is active; the store's errors.
    package static func explain(
        _ id: LeadID, in transaction: any Transaction, now: Instant, story: [Recorded]? = nil
    ) throws -> Explanation {
        guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
        let active = try transaction.activePlaybook(at: now).version
        var facts = ExplanationFacts(
            lead: lead, active: PlaybookName(version: active.version, name: active.name))
        facts.account = try lead.account.flatMap { try transaction.account($0) }
        facts.record = try transaction.record(of: id) ?? QualificationRecord()
        facts.clocks = try clocks(of: id, in: transaction)
        facts.handoffs = try transaction.handoffs(of: id)
        facts.events = try story ?? transaction.events(of: id)
        facts.members = try transaction.members()
        for version in facts.versions {
            facts.playbooks[version] = try transaction.playbook(version: version)
        }
        return Explanation(facts, at: now)
    }

    /// Clocks that are not over, and those that ran out.
    private static func clocks(of lead: LeadID, in transaction: any Transaction) throws -> [Clock] {
        var filter = ClockFilter()
        filter.lead = lead
        let all = try transaction.clocks(filter, Page(limit: 200, newestFirst: true))
        return all.filter { $0.endedAt == nil || $0.breachedAt != nil }
    }
}
