import LeadEngine
import LeadRules

/// What can be done with a lead.
extension LeadPanels {
    func actions() -> View {
        let lead = file.lead
        let moves = (visit.playbook.stages.moves[lead.stage] ?? [])
            .filter { $0 != .converted && $0 != .recycled }
        let mayWork = visit.may(.work) && lead.isLive
        return [
            "id": lead.id.description, "mayTouch": mayWork,
            "mayMove": mayWork && isOwners && !moves.isEmpty,
            "moves": moves.map { stage -> View in
                ["value": stage.rawValue, "name": visit.words["stage.\(stage.rawValue)"]]
            },
            "mayRecycle": mayWork && isOwners && lead.stage != .recycled
                && lead.stage != .archived,
            "reasons": visit.playbook.recycling.reasons.map { reason -> View in
                ["value": reason.id, "name": visit.words.translated(reason.title)]
            },
            "mayRecall": mayWork && lead.isResting,
            "mayAssign": visit.may(.manage) && lead.isLive && lead.stage != .archived,
            "members": Views.options(
                visit.members.filter(\.isActive).map { ($0.id.description, $0.profile.name) },
                chosen: nil),
            "mayHandOver": mayWork && isOwners && !kinds.isEmpty,
            "kinds": kinds.map { rule -> View in
                ["id": rule.id, "title": visit.title(ofHandoff: rule.id)]
            },
            "mayClose": mayWork && isOwners && lead.stage == .converted,
            "currency": visit.playbook.bant.currency,
        ]
    }

    private var isOwners: Bool {
        let lead = file.lead
        return lead.owner == visit.me.id || lead.credits.ae == visit.me.id || visit.may(.manage)
            || lead.owner == nil
    }

    /// Kinds of handoff that can be opened from where the lead is, by whom it belongs to.
    var kinds: [HandoffRule] { HandoffKinds.open(to: file.lead, file.handoffs, visit) }
}
