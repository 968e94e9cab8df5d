import LeadRules

/// Kinds of handoff that can be opened from where a lead is, by whom it belongs to.
enum HandoffKinds {
    static func open(to lead: Lead, _ handoffs: [Handoff], _ visit: Visit) -> [HandoffRule] {
        let giver = visit.member(lead.owner)?.profile.role ?? visit.role
        let under = handoffs.filter { $0.state.isOpen || $0.state == .disputed }.map(\.kind)
        return visit.playbook.handoffs.filter { rule in
            guard lead.isLive, !under.contains(rule.id) else { return false }
            if rule.from.contains(where: \.developsLeads) { return lead.stage.isWorked }
            if rule.from == [.marketing] {
                return lead.stage == .marketing || lead.stage == .recycled || lead.stage == .held
            }
            let isDone = handoffs.contains { $0.kind == rule.id && $0.state == .accepted }
            return lead.stage == .converted && lead.milestones.won != nil && !isDone
                && (rule.from.contains(giver) || rule.from.contains(.ae))
        }
    }
}
