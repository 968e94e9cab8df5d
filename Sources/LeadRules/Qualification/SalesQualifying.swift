extension Decision {
    /// SQL: interest shown, a concrete need, budget and authority known, active communication, and
    /// the record complete enough for the playbook's qualification layer.
    mutating func considerSQL(_ id: LeadID) throws {
        let lead = try world.lead(id)
        guard lead.milestones.sql == nil, lead.milestones.mql != nil || lead.milestones.pql != nil,
            let connected = lead.work.firstConnectedAt
        else { return }
        let latest = max(lead.work.lastTouchAt ?? connected, lead.work.lastActivityAt ?? connected)
        let rules = playbook.qualification
        let record = try world.record(of: id)
        guard !rules.required.isEmpty, now - latest <= rules.activeWithin,
            record.missing(rules.required, stakeholders: rules.stakeholders).isEmpty
        else { return }
        try self.record(
            LeadQualified(
                leadID: id, as: .sql,
                why:
                    "need, budget and authority are known, last contact \(playbook.homeDay(of: latest))",
                lines: playbook.bantLines(record)))
    }
}
