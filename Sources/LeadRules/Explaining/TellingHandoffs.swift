extension Storyteller {
    func handoffs() -> [HandoffExplanation] {
        facts.handoffs.sorted { $0.id > $1.id }.map { row in
            let opened = facts.events.lazy.compactMap { $0.event as? HandoffOpened }
                .first { $0.handoff == row.id }
            return HandoffExplanation(
                handoff: row.id, kind: row.kind, state: row.state,
                giver: row.giver.map { names($0) }, receiver: names(row.receiver),
                openedAt: row.openedAt, points: row.points, lines: row.score,
                considered: opened?.trace.map(considered) ?? [], text: text(row),
                playbook: row.playbook)
        }
    }

    private func text(_ row: Handoff) -> [String] {
        let rule = facts.playbooks[row.playbook]?.handoff(row.kind)
        let title = rule.map { $0.title.isEmpty ? row.kind : $0.title } ?? row.kind
        var lines = [
            "\(title): \(row.giver.map { names($0) } ?? "marketing") handed it to "
                + "\(names(row.receiver)) \(local(row.openedAt, of: row.receiver)) with "
                + "\(Value.written(row.points)) of 10 points, under playbook version "
                + "\(row.playbook).",
            decided(row, rule),
        ]
        if let rejection = row.rejection, !rejection.fields.isEmpty {
            let fields = rejection.fields.map(\.rawValue).joined(separator: ", ")
            lines.append("Missing: \(fields).")
        }
        if let dispute = row.dispute { lines.append(text(dispute, row)) }
        let open = row.questions.filter { $0.answer == nil }
        lines += open.map { "Open question to the giver: \($0.text)" }
        if let at = row.firstContactAt {
            lines.append("First contact \(local(at, of: row.receiver)).")
        }
        return lines
    }

    private func decided(_ row: Handoff, _ rule: HandoffRule?) -> String {
        let who = row.decidedBy.map { name(of: $0) } ?? "nobody"
        let when = row.decidedAt.map { " " + local($0, of: row.receiver) } ?? ""
        switch row.state {
        case .pending: return "It waits for the decision of \(names(row.receiver))."
        case .review:
            return "Its score calls for a joint review; then \(names(row.receiver)) decides."
        case .accepted where row.automatic:
            let limit = rule?.autoAccept.map { Value.written($0) } ?? "the limit"
            return "Accepted by the rules\(when): \(limit) points are enough."
        case .accepted where row.rejection != nil:
            return "Rejected by \(who)\(when): \(reason(row, rule))."
        case .accepted: return "Accepted by \(who)\(when)."
        case .rejected, .disputed:
            return row.automatic
                ? "Sent back by the rules\(when): \(row.rejection?.note ?? "")"
                : "Rejected by \(who)\(when): \(reason(row, rule))."
        case .withdrawn: return "Withdrawn\(when)."
        }
    }

    private func reason(_ row: Handoff, _ rule: HandoffRule?) -> String {
        guard let rejection = row.rejection else { return "no reason kept" }
        let title = rule?.rejections.first { $0.id == rejection.reason }?.title ?? ""
        let note = rejection.note.isEmpty ? "" : ", \(rejection.note)"
        return "\(title.isEmpty ? rejection.reason : title)\(note); it takes the route "
            + "'\(rejection.route.rawValue)'"
    }

    private func text(_ dispute: Dispute, _ row: Handoff) -> String {
        let opened = "Disputed by \(name(of: dispute.openedBy)): \(dispute.note)"
        guard let overturned = dispute.overturned else {
            return "\(opened) A manager is to decide."
        }
        let who = dispute.decidedBy.map { name(of: $0) } ?? "a manager"
        let note = dispute.decisionNote.map { $0.isEmpty ? "" : " (\($0))" } ?? ""
        return
            "\(opened) The rejection was \(overturned ? "overturned" : "upheld") by \(who)\(note)."
    }
}
