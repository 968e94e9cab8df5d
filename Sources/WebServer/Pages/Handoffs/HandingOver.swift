import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/leads/L12/handoff?kind=sdr-to-ae`: everything for handing a lead over, on one page.
enum HandingOver {
    static let table = [
        PageRoute(.get, "/leads/{id}/handoff", .work, show),
        PageRoute(.post, "/leads/{id}/handoff", .work, open),
        PageRoute(.post, "/leads/{id}/handoff/score", .work, score),
    ]

    private static func show(_ visit: Visit) async throws -> Response {
        let file = try await QualificationFile(try visit.id("lead"), visit)
        guard let rule = try rule(file, visit) else { return closed(file, visit) }
        var draft = HandoffDraft(file: file, rule: rule, visit: visit)
        draft.receiver = visit.query.text("receiver") ?? ""
        return try page(draft, visit)
    }

    /// The kind that is asked for; without one, the first that can be opened.
    private static func rule(_ file: QualificationFile, _ visit: Visit) throws -> HandoffRule? {
        let kinds = HandoffKinds.open(to: file.lead, file.handoffs, visit)
        guard let kind = visit.query.text("kind") else { return kinds.first }
        guard visit.playbook.handoff(kind) != nil else {
            throw Refusal.unknown(
                "handoff", kind, field: "kind", known: visit.playbook.handoffs.map(\.id))
        }
        return kinds.first { $0.id == kind }
    }

    /// Nothing to hand over now: there is one under way, or the lead is not that far.
    private static func closed(_ file: QualificationFile, _ visit: Visit) -> Response {
        let kind = visit.query.text("kind")
        let known = file.handoffs.last {
            ($0.kind == kind || kind == nil) && ($0.state.isOpen || $0.state == .disputed)
        }
        if let known { return visit.redirect("/handoffs/\(known.id)") }
        let rule = kind.flatMap { visit.playbook.handoff($0) }
        let refusal = rule.flatMap { HandoffKinds.whyNot($0, file.lead, file.handoffs, visit) }
        return visit.page(
            "hand-over-closed", area: "leads", title: visit.words["hand-over.title"],
            [
                "lead": file.view, "why": refusal.map { visit.told(visit.telling($0)) },
                "stage": visit.words["stage.\(file.lead.stage.rawValue)"],
            ])
    }

    /// Saves the record and hands over; what was typed stays when that is refused.
    private static func open(_ visit: Visit) async throws -> Response {
        let file = try await QualificationFile(try visit.id("lead"), visit)
        guard let rule = try rule(file, visit) else { return closed(file, visit) }
        var draft = HandoffDraft(file: file, rule: rule, visit: visit)
        draft.take(visit.form)
        if visit.form.flag("add-row") { return try page(draft, visit, addsRow: true) }
        let reading = draft.reading
        draft.problems = reading.problems
        guard draft.problems.isEmpty else {
            let known = Set(draft.problems.compactMap { RecordProblem.field(of: $0) })
            draft.problems += draft.needs.missing(in: reading.record).filter { problem in
                RecordProblem.field(of: problem).map { !known.contains($0) } ?? false
            }
            return try page(draft, visit, status: .unprocessableContent)
        }
        if let conflict = try RecordConflict(file, typed: reading.record, visit) {
            draft.conflict = try await conflict.view()
            return try page(draft, visit, status: .conflict)
        }
        do {
            let id = try await handOver(draft, reading.record, visit)
            return visit.redirect("/handoffs/\(id)", saying: try await said(of: id, visit))
        } catch let refusal as Refusal where refusal == .recordChanged {
            return try await open(visit)
        } catch let refusal as Refusal {
            draft.problems = refusal.problems
            draft.refusal = refusal
            return try page(draft, visit, status: .unprocessableContent)
        }
    }

    private static func handOver(
        _ draft: HandoffDraft, _ record: QualificationRecord, _ visit: Visit
    ) async throws -> HandoffID {
        try await visit.perform(
            OpenHandoff(
                lead: draft.file.lead.id, kind: draft.rule.id,
                receiver: try visit.form.id("receiver"), packet: draft.packet,
                record: ChangeQualification(
                    lead: draft.file.lead.id, record: record, over: draft.file.record))
        ).answer
    }

    private static func said(of id: HandoffID, _ visit: Visit) async throws -> Said {
        guard let handoff = try await visit.read({ try $0.handoff(id) }) else {
            throw Refusal.notFound(id, "handoff")
        }
        let name = visit.name(handoff.receiver)
        switch handoff.state {
        case .accepted: return Said(.good, visit.words("hand-over.accepted", ["name": name]))
        case .rejected:
            return Said(
                .warn,
                visit.words("hand-over.returned", ["points": Figures.number(handoff.points)]))
        case .review: return Said(.good, visit.words("hand-over.review", ["name": name]))
        default: return Said(.good, visit.words("hand-over.sent", ["name": name]))
        }
    }

    /// The checklist and the points while somebody types.
    private static func score(_ visit: Visit) async throws -> Response {
        let file = try await QualificationFile(try visit.id("lead"), visit)
        let kind = visit.query.text("kind") ?? ""
        guard let rule = visit.playbook.handoff(kind) else {
            throw Refusal.unknown(
                "handoff", kind, field: "kind", known: visit.playbook.handoffs.map(\.id))
        }
        var draft = HandoffDraft(file: file, rule: rule, visit: visit)
        draft.take(visit.form)
        return visit.workspace.render(
            "hand-over-score", draft.standing, visit.words.language, status: .ok)
    }

    private static func page(
        _ draft: HandoffDraft, _ visit: Visit, addsRow: Bool = false,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let form = draft.form(addsRow: addsRow)
        let refusal = draft.problems.isEmpty ? draft.refusal : nil
        return visit.page(
            "hand-over", area: "leads",
            title: "\(visit.title(ofHandoff: draft.rule.id)) · \(draft.file.lead.displayName)",
            draft.standing.with([
                "lead": draft.file.view, "record": form.view(), "errors": form.errors(),
                "hasErrors": !draft.problems.isEmpty || refusal != nil,
                "refusal": refusal.map { visit.told(visit.telling($0)) },
                "kind": draft.rule.id, "kindTitle": visit.title(ofHandoff: draft.rule.id),
                "others": HandoffKinds.open(to: draft.file.lead, draft.file.handoffs, visit)
                    .filter { $0.id != draft.rule.id }.map { rule -> View in
                        ["kind": rule.id, "title": visit.title(ofHandoff: rule.id)]
                    },
                "packet": draft.packetView, "receivers": draft.receivers,
                "agenda": HandoffDraft.agenda(visit.words), "promises": draft.promises,
                "decides": draft.decides, "conflict": draft.conflict,
                "seen": try draft.file.record.digest,
            ]), status: status)
    }
}
