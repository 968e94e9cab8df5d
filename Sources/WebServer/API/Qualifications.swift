import HTTPTypes
import LeadEngine
import LeadRules

/// `qualifications`: what is known of a lead's need, power and time.
enum QualificationRoutes {
    static let table = [
        Operation(
            .get, "leads/{id}/qualification", .read, "show-qualification",
            "What is known of a lead's need, power and time.",
            gives: .made(Composed.qualification), by: show),
        Operation(
            .put, "leads/{id}/qualification", .work, "write-qualification",
            "Takes the place of the whole record.",
            takes: .of(QualificationInput.self), gives: .made(Composed.qualification),
            by: write),
        Operation(
            .get, "qualifications", .read, "list-qualifications",
            "The records of the leads in sight.",
            asks: .paged(
                LeadID.self, .id("owner", MemberID.self), .choice("stage", Stage.self),
                .id("lead", LeadID.self)),
            gives: .list(of: Composed.qualification), by: list),
    ]

    private static func show(_ call: Call) async throws -> Reply {
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let playbook = try await call.workspace.playbook()
        return try await .json(
            call.read { transaction in
                guard try transaction.lead(id) != nil else { throw Refusal.notFound(id, "lead") }
                return QualificationResource(
                    id, try transaction.record(of: id) ?? QualificationRecord(), playbook)
            })
    }

    /// Takes the place of the whole record.
    private static func write(_ call: Call) async throws -> Reply {
        let input: QualificationInput = try call.input()
        let playbook = try await call.workspace.playbook()
        let id: LeadID = try call.id("lead")
        try await call.require(id)
        let command = ChangeQualification(lead: id, record: input.record)
        return try await call.perform(command) { id, world in
            QualificationResource(id, try world.record(of: id), playbook)
        }
    }

    /// The records of leads, by lead.
    private static func list(_ call: Call) async throws -> Reply {
        let playbook = try await call.workspace.playbook()
        var filter = LeadFilter()
        filter.owner = try call.query.id("owner")
        filter.stage = try call.query.choice("stage", Stage.self)
        let lead: LeadID? = try call.query.id("lead")
        if let lead { try await call.require(lead) }
        filter.limit(to: call.caller.sight)
        let page = try call.query.page(LeadID.self)
        let wanted = filter
        let records = try await call.read { transaction in
            let leads =
                try lead.map { [try transaction.lead($0)].compactMap(\.self) }
                ?? transaction.leads(wanted, page)
            return try leads.map { lead in
                QualificationResource(
                    lead.id, try transaction.record(of: lead.id) ?? QualificationRecord(), playbook)
            }
        }
        return try page.reply(records, id: \.lead.description) { $0 }
    }
}

/// A record, with its BANT score and what an SQL still needs.
struct QualificationResource: Encodable, Sendable {
    let lead: LeadID
    let record: QualificationRecord
    let bant: BANTResource
    let missing: [FieldProblem]

    init(_ lead: LeadID, _ record: QualificationRecord, _ playbook: Playbook) {
        self.lead = lead
        self.record = record
        bant = BANTResource(playbook.bantLines(record), playbook)
        missing = record.missing(
            playbook.qualification.required, stakeholders: playbook.qualification.stakeholders)
    }

    private enum Key: String, CodingKey { case lead, bant, missing }

    func encode(to encoder: any Encoder) throws {
        try record.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(lead, forKey: .lead)
        try container.encode(bant, forKey: .bant)
        try container.encode(missing, forKey: .missing)
    }
}

struct BANTResource: Codable, Sendable {
    let points: Double
    let grade: String?
    let action: BANTAction?
    let lines: [ScoreLine]

    init(_ lines: [ScoreLine], _ playbook: Playbook) {
        self.lines = lines
        points = lines.reduce(0) { $0 + $1.points }
        let rule = playbook.bantGrade(points)
        grade = rule?.grade
        action = rule?.action
    }
}
