import LeadEngine
import LeadRules

/// What can be done with a handoff now, and by whom.
extension HandoffPanels {
    private var mayReceive: Bool {
        visit.may(.receive) && (file.handoff.receiver == visit.me.id || visit.may(.manage))
    }

    private var mayGive: Bool {
        visit.may(.work) && (file.handoff.giver == visit.me.id || visit.may(.manage))
    }

    func actions() -> View {
        let handoff = file.handoff
        let isOpen = handoff.state.isOpen
        let isAsked = handoff.questions.contains { $0.answer == nil }
        let isSales = file.rule?.afterWinClock == nil && file.rule?.to.developsLeads == false
        let isTaken = handoff.state == .accepted
        let mayDispute = mayGive && handoff.state == .rejected && !handoff.automatic
            && handoff.dispute == nil
        let kinds = HandoffKinds.open(to: file.lead, file.handoffs, visit).map(\.id)
        let again = mayGive && handoff.state == .rejected && kinds.contains(handoff.kind)
        let view: View = [
            "decide": mayReceive && isOpen, "ask": mayReceive && isOpen,
            "answer": mayGive && isOpen && isAsked, "dispute": mayDispute,
            "judge": visit.may(.manage) && handoff.state == .disputed,
            "contact": mayReceive && isTaken && handoff.firstContactAt == nil
                && file.lead.milestones.lost == nil,
            "close": mayReceive && isTaken && isSales && handoff.outcome == nil
                && file.lead.stage == .converted,
            "again": again, "waits": isOpen && !mayReceive,
            "againKind": handoff.kind, "currency": file.playbook.bant.currency,
            "reject": Self.rejecting(handoff, file.rule, visit, failed: failed),
            "typed": typed,
        ]
        return view.with(["any": anything(in: view)])
    }

    private func anything(in view: View) -> Bool {
        guard case .fields(let fields) = view else { return false }
        let acts = ["decide", "answer", "dispute", "judge", "contact", "close", "again", "waits"]
        return acts.contains { name in
            if case .flag(true) = fields[name] { true } else { false }
        }
    }

    /// What a refused form had, so that nothing is typed twice.
    private var typed: View {
        let form = visit.form
        func text(_ of: String, _ name: String) -> String? {
            failed?.form == of ? form.raw(name) ?? "" : nil
        }
        return [
            "question": text("ask", "question"), "answer": text("answer", "answer"),
            "dispute": text("dispute", "note"), "judge": text("judge", "note"),
            "amount": text("close", "amount"), "cause": text("close", "cause"),
        ]
    }

    /// The reasons of a kind with where each leads, and the fields that may be missing.
    static func rejecting(
        _ handoff: Handoff, _ rule: HandoffRule?, _ visit: Visit, failed: Failed? = nil
    ) -> View {
        let isFailed = failed?.form == "reject"
        let chosen = isFailed ? visit.form.text("reason") : nil
        let fields = isFailed ? Set(visit.form.texts("fields")) : []
        let asked = rule.map { HandoffNeeds(rule: $0, stakeholders: 0).fields } ?? []
        return [
            "handoff": handoff.id.description, "isOpen": isFailed,
            "note": isFailed ? visit.form.raw("note") ?? "" : "",
            "error": isFailed ? failed.map { visit.telling($0.refusal) } : nil,
            "reasons": (rule?.rejections ?? []).map { rejection -> View in
                [
                    "value": rejection.id, "title": visit.title(of: rejection),
                    "route": visit.words["route.\(rejection.route.rawValue)"],
                    "task": rejection.task, "isChosen": chosen == rejection.id,
                    "namesFields": rejection.route == .backToGiver,
                ]
            },
            "fields": asked.map { field -> View in
                [
                    "value": field.rawValue, "title": visit.words["field.\(field.rawValue)"],
                    "isChosen": fields.contains(field.rawValue),
                ]
            },
        ]
    }
}
