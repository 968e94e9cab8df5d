import LeadRules

/// What the team calls the parts of its playbook. Names of the shipped playbooks are put into the
/// reader's language; a team's own stand as it wrote them, and what has no name goes by its id.
extension Visit {
    func title(ofSource id: String) -> String { shown(playbook.source(id)?.title, id) }
    func title(ofSegment id: String) -> String { shown(playbook.segment(id)?.title, id) }
    func title(ofActivity id: String) -> String { shown(playbook.activity(id)?.title, id) }
    func title(ofClock id: String) -> String { shown(playbook.clock(id)?.title, id) }
    func title(ofPool id: String) -> String { shown(playbook.pool(id)?.title, id) }
    func title(ofHandoff kind: String) -> String { shown(playbook.handoff(kind)?.title, kind) }
    func title(of rejection: RejectionRule) -> String { shown(rejection.title, rejection.id) }

    /// A reason for rejecting a handoff, of whichever kind; the rules' own ones too.
    func title(ofRejection id: String) -> String {
        let rule = playbook.handoffs.flatMap(\.rejections).first { $0.id == id }
        guard rule == nil, words.has("rejection.\(id)") else { return shown(rule?.title, id) }
        return words["rejection.\(id)"]
    }

    /// A reason for sending a lead back for later.
    func title(ofRecycling id: String) -> String {
        shown(playbook.recycling.reason(id)?.title, id)
    }

    private func shown(_ title: String?, _ id: String) -> String {
        guard let title, !title.isEmpty else { return id }
        return words.translated(title)
    }
}

extension Visit {
    /// Why a handoff was sent back; the rules have reasons beside those of the playbook.
    func title(of rejection: Rejection, in rule: HandoffRule?) -> String {
        rule?.rejections.first { $0.id == rejection.reason }.map { title(of: $0) }
            ?? title(ofRejection: rejection.reason)
    }
}
