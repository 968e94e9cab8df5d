import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/leads/L12/qualification`: everything that is known of a lead's need, power and time.
enum QualificationPages {
    static let table = [
        PageRoute(.get, "/leads/{id}/qualification", .work, show),
        PageRoute(.post, "/leads/{id}/qualification", .work, save),
    ]

    /// What a page says beside the record.
    private struct Answer {
        var problems: [FieldProblem] = []
        var refusal: Refusal?
        var conflict: View?
        var addsRow = false
    }

    private static func show(_ visit: Visit) async throws -> Response {
        let file = try await QualificationFile(try visit.id("lead"), visit)
        return try page(file, file.fields(in: visit), visit)
    }

    private static func save(_ visit: Visit) async throws -> Response {
        let file = try await QualificationFile(try visit.id("lead"), visit)
        var fields = file.fields(in: visit)
        fields.take(visit.form)
        if visit.form.flag("add-row") {
            return try page(file, fields, visit, Answer(addsRow: true))
        }
        let reading = file.read(fields, visit)
        guard reading.problems.isEmpty else {
            return try page(
                file, fields, visit, Answer(problems: reading.problems),
                status: .unprocessableContent)
        }
        if let conflict = try RecordConflict(file, typed: reading.record, visit) {
            return try page(
                file, fields, visit, Answer(conflict: try await conflict.view()),
                status: .conflict)
        }
        do {
            try await visit.perform(
                ChangeQualification(
                    lead: file.lead.id, record: reading.record, over: file.record))
        } catch let refusal as Refusal where refusal == .recordChanged {
            // Somebody was faster by a moment: told as if they had been so by a minute.
            return try await save(visit)
        } catch let refusal as Refusal {
            return try page(
                file, fields, visit, Answer(problems: refusal.problems, refusal: refusal),
                status: .unprocessableContent)
        }
        let onward = OwnPath.checked(visit.form.text("back")) ?? "/leads/\(file.lead.id)"
        return visit.redirect(onward, saying: Said(.good, visit.words["record.saved"]))
    }

    private static func page(
        _ file: QualificationFile, _ fields: RecordFields, _ visit: Visit,
        _ answer: Answer = Answer(), status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let kinds = HandoffKinds.open(to: file.lead, file.handoffs, visit)
        let rule = kinds.first ?? visit.playbook.handoffs.first { $0.to == .ae }
        let form = RecordForm(
            fields: fields, shown: Set(QualificationField.allCases),
            required: Set(rule?.required ?? visit.playbook.qualification.required),
            problems: answer.problems, addsRow: answer.addsRow, names: file.names, visit: visit)
        let standing = rule.map { rule in
            var draft = HandoffDraft(file: file, rule: rule, visit: visit)
            draft.fields = fields
            return draft.standing
        }
        let content: View = [
            "lead": file.view, "record": form.view(), "errors": form.errors(),
            "hasErrors": !answer.problems.isEmpty || answer.refusal != nil,
            "refusal": answer.problems.isEmpty ? answer.refusal.map { visit.telling($0) } : nil,
            "conflict": answer.conflict, "seen": try file.record.digest,
            "kind": rule?.id, "hasStanding": standing != nil,
            "kinds": kinds.map { rule -> View in
                ["kind": rule.id, "title": visit.title(ofHandoff: rule.id)]
            },
        ]
        return visit.page(
            "qualification", area: "leads",
            title: "\(visit.words["lead.qualification"]) · \(file.lead.displayName)",
            (standing ?? [:]).with(content), status: status)
    }
}

/// A lead with its record, for those who may write it.
struct QualificationFile: Sendable {
    let lead: Lead
    let account: Account?
    let record: QualificationRecord
    let handoffs: [Handoff]
    /// People of the account, who may be stakeholders.
    let names: [String]

    init(_ id: LeadID, _ visit: Visit) async throws {
        let sight = visit.sight
        self = try await visit.read { try QualificationFile(id, sight, $0) }
    }

    private init(_ id: LeadID, _ sight: Sight, _ transaction: any Transaction) throws {
        guard let lead = try transaction.lead(id) else { throw Refusal.notFound(id, "lead") }
        self.lead = lead
        handoffs = try transaction.handoffs(of: id)
        guard sight.includes(lead, handoffs: handoffs) else { throw Problem.outOfSight }
        account = try lead.account.flatMap { try transaction.account($0) }
        record = try transaction.record(of: id) ?? QualificationRecord()
        var filter = LeadFilter()
        filter.account = lead.account
        let colleagues =
            lead.account == nil
            ? [lead] : try transaction.leads(filter, Page(limit: 8, newestFirst: true))
        names = colleagues.map(\.contact.name).filter { !$0.isEmpty }
    }

    func fields(in visit: Visit) -> RecordFields {
        var fields = RecordFields(record, in: visit.reader.zone)
        fields.propose(segment: lead.segment)
        return fields
    }

    func read(_ fields: RecordFields, _ visit: Visit) -> RecordReading {
        RecordReading(
            fields, over: record, in: visit.reader.zone,
            needed: visit.playbook.qualification.stakeholders)
    }

    var view: View {
        [
            "id": lead.id.description, "name": lead.displayNameWithoutCompany,
            "company": lead.contact.company ?? account?.name, "live": "lead:\(lead.id)",
        ]
    }
}
