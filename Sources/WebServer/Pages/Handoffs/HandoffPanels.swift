import LeadEngine
import LeadRules

/// The parts of a handoff's page.
struct HandoffPanels {
    /// A form that was refused: which, why, and what it had.
    struct Failed {
        let form: String
        let refusal: Refusal
    }

    let file: HandoffFile
    let visit: Visit
    var failed: Failed?

    private var handoff: Handoff { file.handoff }
    private var words: Words { visit.words }

    func head() -> View {
        [
            "id": handoff.id.description, "lead": handoff.lead.description,
            "name": file.lead.displayNameWithoutCompany,
            "company": file.lead.contact.company ?? file.account?.name,
            "contactTitle": file.lead.contact.title, "email": file.lead.contact.email,
            "phone": file.lead.contact.phone, "kind": visit.title(ofHandoff: handoff.kind),
            "state": words["handoff-state.\(handoff.state.rawValue)"],
            "tone": HandoffTone.of(handoff.state),
            "giver": visit.member(handoff.giver).map { Views.person($0) },
            "receiver": visit.member(handoff.receiver).map { Views.person($0) },
            "opened": visit.reader.time(handoff.openedAt), "version": handoff.playbook,
            "contacted": handoff.firstContactAt.map { visit.reader.time($0) },
            "automatic": handoff.automatic, "live": "lead:\(handoff.lead)",
            "isReview": handoff.state == .review,
        ]
    }

    func clocks() -> View {
        file.orderedClocks.map { clock in
            Views.clock(
                clock, visit.reader, file.playbook, owner: visit.member(clock.owner)
            ).with([
                "owner": visit.member(clock.owner)?.profile.name
            ])
        }.view
    }

    /// The clock that runs out first.
    func urgent() -> View? {
        file.orderedClocks.first { $0.state == .running && $0.endedAt == nil }
            .map {
                Views.clock($0, visit.reader, file.playbook, owner: visit.member($0.owner))
            }
    }

    /// The record as it was handed over: what is known, in the order of a conversation.
    func record() -> View {
        QualificationField.allCases.compactMap { field -> View? in
            guard let value = QualificationText.of(field, in: handoff.record, visit),
                field != .need || ![nil, handoff.record.pain].contains(handoff.record.need)
            else { return nil }
            return [
                "name": words["field.\(field.rawValue)"], "value": value,
                "isLong": field == .pain || field == .impact,
            ]
        }.view
    }

    func packet() -> View? {
        let packet = handoff.packet
        guard !packet.summary.isEmpty || !packet.quotes.isEmpty || !packet.objections.isEmpty
        else { return nil }
        return [
            "summary": packet.summary.isEmpty ? nil : packet.summary, "quotes": packet.quotes,
            "objections": packet.objections, "hasObjections": !packet.objections.isEmpty,
        ]
    }

    func ten() -> View? {
        guard file.rule?.jointReview != nil else { return nil }
        return TenMeter(
            playbook: file.playbook, rule: file.rule, record: handoff.record,
            lines: handoff.score, visit: visit
        ).view()
    }

    func questions() -> View {
        handoff.questions.map { question -> View in
            [
                "text": question.text, "who": StoryView.who(question.askedBy, visit),
                "when": visit.reader.ago(question.askedAt), "answer": question.answer,
                "answeredWhen": question.answeredAt.map { visit.reader.ago($0) },
            ]
        }.view
    }

    func decision() -> View? {
        guard let at = handoff.decidedAt else { return nil }
        let rejection = handoff.rejection
        return [
            "who": handoff.decidedBy.map { StoryView.who($0, visit) },
            "when": visit.reader.time(at), "automatic": handoff.automatic,
            "isAccepted": handoff.state == .accepted && rejection == nil,
            "isRejected": rejection != nil,
            "reason": rejection.map { visit.title(of: $0, in: file.rule) },
            "note": rejection.flatMap { $0.note.isEmpty ? nil : visit.told($0.note) },
            "route": rejection.map { words["route.\($0.route.rawValue)"] },
            "fields": (rejection?.fields ?? []).map { words["field.\($0.rawValue)"] },
            "hasFields": !(rejection?.fields.isEmpty ?? true),
        ]
    }

    func dispute() -> View? {
        guard let dispute = handoff.dispute else { return nil }
        return [
            "note": dispute.note, "who": StoryView.who(dispute.openedBy, visit),
            "when": visit.reader.time(dispute.openedAt),
            "isDecided": dispute.overturned != nil,
            "result": dispute.overturned.map {
                words[$0 ? "dispute.overturned" : "dispute.upheld"]
            },
            "tone": dispute.overturned == true ? "good" : "muted",
            "decider": dispute.decidedBy.map { StoryView.who($0, visit) },
            "decidedWhen": dispute.decidedAt.map { visit.reader.time($0) },
            "decision": dispute.decisionNote.flatMap { $0.isEmpty ? nil : $0 },
        ]
    }

    func outcome() -> View? {
        guard let outcome = handoff.outcome else { return nil }
        return [
            "text": words[outcome.won ? "outcome.win" : "outcome.lose"],
            "tone": outcome.won ? "good" : "bad",
            "amount": outcome.amount.map { Figures.money($0, file.playbook.bant.currency) },
            "cause": outcome.cause, "when": visit.reader.day(outcome.at),
        ]
    }
}
