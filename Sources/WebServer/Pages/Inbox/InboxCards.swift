import LeadEngine
import LeadRules

/// Handoffs as cards: enough for a decision without opening anything.
struct InboxCards {
    let file: InboxFile
    let visit: Visit

    func card(_ handoff: Handoff) -> View {
        let record = handoff.record
        let rule = file.playbooks[handoff.playbook]?.handoff(handoff.kind)
        let asked = handoff.questions.last
        return head(handoff).with([
            "now": record.trigger?.statement, "pain": record.pain ?? record.goals,
            "impact": QualificationText.of(.impact, in: record, visit),
            "meeting": QualificationText.of(.nextMeeting, in: record, visit),
            "summary": handoff.packet.summary.isEmpty ? nil : handoff.packet.summary,
            "points": rule?.jointReview == nil ? nil : Figures.number(handoff.points),
            "isReview": handoff.state == .review,
            "question": asked.flatMap { $0.answer == nil ? $0.text : nil },
            "answer": asked?.answer, "phone": file.leads[handoff.lead]?.contact.phone,
            "email": file.leads[handoff.lead]?.contact.email,
            "nextStep": record.nextStep,
            "reject": HandoffPanels.rejecting(handoff, rule, visit),
        ])
    }

    private func head(_ handoff: Handoff) -> View {
        let lead = file.leads[handoff.lead]
        let playbook = file.playbooks[handoff.playbook] ?? visit.playbook
        return [
            "id": handoff.id.description, "lead": handoff.lead.description,
            "name": lead?.displayNameWithoutCompany ?? handoff.lead.description,
            "company": lead?.contact.company ?? file.accounts[handoff.lead]?.name,
            "title": lead?.contact.title, "kind": visit.title(ofHandoff: handoff.kind),
            "giver": handoff.giver.map { visit.name($0) },
            "receiver": visit.name(handoff.receiver),
            "opened": visit.reader.ago(handoff.openedAt),
            "clock": file.clocks[handoff.id].map {
                Views.clock($0, visit.reader, playbook, owner: visit.member($0.owner))
            },
        ]
    }

    /// What became of a handoff that was given away.
    func given(_ handoff: Handoff) -> View {
        let rejection = handoff.rejection
        let rule = file.playbooks[handoff.playbook]?.handoff(handoff.kind)
        let mayDispute =
            handoff.state == .rejected && !handoff.automatic
            && handoff.dispute == nil
        return head(handoff).with([
            "state": visit.words["handoff-state.\(handoff.state.rawValue)"],
            "tone": HandoffTone.of(handoff.state), "isRejected": handoff.state == .rejected,
            "reason": rejection.map { visit.title(of: $0, in: rule) },
            "note": rejection.flatMap { $0.note.isEmpty ? nil : visit.told($0.note) },
            "decided": handoff.decidedAt.map { visit.reader.ago($0) },
            "dispute": handoff.dispute?.note,
            "question": handoff.questions.last.flatMap { $0.answer == nil ? $0.text : nil },
            "mayDispute": mayDispute && (handoff.giver == visit.me.id || visit.may(.manage)),
        ])
    }
}
