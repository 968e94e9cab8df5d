import HTTPTypes
import Hummingbird
import Intake
import LeadEngine
import LeadRules

/// `/leads/new`: somebody met or called is taken in by hand.
enum NewLeadPages {
    static let table = [
        PageRoute(.get, "/leads/new", .capture) { visit in page(visit) },
        PageRoute(.post, "/leads/new", .capture, add),
    ]

    private static let fields = [
        "name", "email", "phone", "company", "title", "source", "campaign", "note",
    ]

    private static func page(
        _ visit: Visit, refusal: Refusal? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let problems = refusal?.problems ?? []
        func error(_ field: String) -> String? {
            problems.first { $0.field == field }.map { visit.words.telling($0) }
        }
        let source =
            visit.form.text("source") ?? visit.query.text("source")
            ?? visit.playbook.intake.fallbackSource
        let typed = fields.map { name -> (String, View) in
            (name, ["value": visit.form.raw(name), "error": error(name)])
        }
        let content: View = [
            "sources": Views.options(
                visit.playbook.intake.sources.map { ($0.id, visit.title(ofSource: $0.id)) },
                chosen: source),
            "hasErrors": refusal != nil,
            "errors": problems.map { problem -> View in
                ["field": problem.field, "text": visit.words.telling(problem)]
            },
            "problem": refusal.flatMap {
                problems.isEmpty ? visit.words.telling($0) : nil as String?
            },
            "fields": View.fields(Dictionary(uniqueKeysWithValues: typed)),
        ]
        return visit.page(
            "lead-new", area: "leads", title: visit.words["new-lead.title"], content,
            status: status)
    }

    private static func add(_ visit: Visit) async throws -> Response {
        var raw = RawLead()
        raw.name = visit.form.text("name")
        raw.email = visit.form.text("email")
        raw.phone = visit.form.text("phone")
        raw.company = visit.form.text("company")
        raw.title = visit.form.text("title")
        raw.source = visit.form.text("source")
        raw.campaign = visit.form.text("campaign")
        do {
            var command = raw.capture(defaultRegion: visit.playbook.defaultRegion)
            try check(command.contact, visit)
            command.note = visit.form.text("note")
            return try await onward(try await visit.perform(command).answer, visit)
        } catch let refusal as Refusal {
            return page(visit, refusal: refusal, status: .unprocessableContent)
        }
    }

    /// Who types can still correct; an automatic capture would keep it with a warning.
    private static func check(_ contact: Contact, _ visit: Visit) throws {
        var problems: [FieldProblem] = []
        if contact.findings.contains(.emailMalformed) {
            problems.append(
                FieldProblem(
                    field: "email", code: "invalid", message: "This is no mail address."))
        }
        if contact.findings.contains(.phoneMalformed) {
            problems.append(
                FieldProblem(
                    field: "phone", code: "invalid", message: "This is no phone number."))
        }
        guard problems.isEmpty else {
            throw Refusal(
                .invalid, "invalid-field", "A field is not right.", problems: problems)
        }
    }

    private static func onward(_ answer: CaptureLead.Answer, _ visit: Visit) async throws
        -> Response
    {
        let (lead, handoffs) = try await visit.read { transaction in
            (
                try transaction.lead(answer.lead),
                try transaction.handoffs(of: answer.lead)
            )
        }
        let text = visit.words(
            answer.isNew ? "new-lead.added" : "new-lead.known",
            [
                "lead": lead?.displayNameWithoutCompany ?? "\(answer.lead)",
                "owner": visit.member(lead?.owner)?.profile.name ?? visit.words["lead.nobody"],
            ])
        let isInSight = lead.map { visit.sight.includes($0, handoffs: handoffs) } ?? false
        return visit.redirect(
            isInSight ? "/leads/\(answer.lead)" : "/leads",
            saying: Said(answer.isNew ? .good : .info, text))
    }
}
