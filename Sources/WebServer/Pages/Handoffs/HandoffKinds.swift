import LeadRules

/// Kinds of handoff that can be opened from where a lead is, as the rules say.
enum HandoffKinds {
    static func open(to lead: Lead, _ handoffs: [Handoff], _ visit: Visit) -> [HandoffRule] {
        visit.playbook.handoffs(openTo: lead, after: handoffs, ownedBy: owner(of: lead, visit))
    }

    /// Why a kind cannot be opened; nil when it can.
    static func whyNot(
        _ rule: HandoffRule, _ lead: Lead, _ handoffs: [Handoff], _ visit: Visit
    ) -> Refusal? {
        rule.whyNotOpen(lead, after: handoffs, ownedBy: owner(of: lead, visit))
    }

    private static func owner(of lead: Lead, _ visit: Visit) -> Role? {
        visit.member(lead.owner)?.profile.role
    }
}
