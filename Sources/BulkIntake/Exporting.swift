package import DelimitedText
import Foundation
import Journal
package import LeadEngine
import LeadRules
import Records

/// Everything can leave: leads, handoffs and events, as CSV or JSON lines, with flat memory.
package struct BulkExport {
    package enum What: String, CaseIterable, Sendable { case leads, handoffs, events }
    package enum Format: String, CaseIterable, Sendable { case csv, jsonl }

    let store: any Store

    package init(store: any Store) { self.store = store }

    /// Writes all rows of a kind.
    ///
    /// - Parameter out: where the rows go; its guard against formulas stays on.
    /// - Returns: how many rows were written.
    package func run(_ what: What, _ format: Format, to out: CSVWriter) async throws -> Int {
        if format == .csv { try out.write(Self.header(what)) }
        var after: Int64?
        var written = 0
        while true {
            let page = Page(after: after, limit: 1_000)
            let rows = try await store.read { try Self.rows(what, format, $0, page) }
            guard let last = rows.last else { break }
            for row in rows {
                switch row.content {
                case .fields(let fields): try out.write(fields)
                case .line(let line): try out.write(raw: line)
                }
            }
            after = last.id
            written += rows.count
        }
        try out.finish()
        return written
    }

    private struct Row: Sendable {
        enum Content {
            case fields([String])
            case line(String)
        }
        var id: Int64
        var content: Content
    }

    /// The columns of exported leads. A file that has them all is known as an export when it comes
    /// back: what Baton derives is passed over, and the attributes are unpacked.
    static let leadColumns =
        [
            "lead", "name", "email", "phone", "title", "company", "country", "region", "language",
            "source", "campaign", "landing page", "ip", "consent", "external id", "captured at",
            "segment", "stage", "verification", "score", "owner", "mql at", "sql at", "sal at",
            "won at", "lost at", "amount",
        ] + [attributesColumn]
    static let attributesColumn = "attributes"

    /// Reads the column of attributes; empty when somebody has broken it.
    static func attributes(fromJSON text: String) -> [String: Value] {
        (try? JSONDecoder().decode([String: Value].self, from: Data(text.utf8))) ?? [:]
    }

    private static func header(_ what: What) -> [String] {
        switch what {
        case .leads: leadColumns
        case .handoffs:
            [
                "handoff", "lead", "kind", "state", "opened at", "giver", "receiver", "points",
                "automatic", "decided at", "reason", "note", "first contact at",
            ]
        case .events: ["event", "at", "actor", "playbook", "name", "lead", "data"]
        }
    }

    private static func rows(
        _ what: What, _ format: Format, _ transaction: any Transaction, _ page: Page
    ) throws -> [Row] {
        switch what {
        case .leads:
            var filter = LeadFilter()
            filter.merged = true
            return try transaction.leads(filter, page).map { lead in
                Row(
                    id: lead.id.number,
                    content: try content(format, ExportedLead(lead), fields(lead)))
            }
        case .handoffs:
            return try transaction.handoffs(HandoffFilter(), page).map { handoff in
                Row(id: handoff.id.number, content: try content(format, handoff, fields(handoff)))
            }
        case .events:
            let after = page.after.map { EventID($0) }
            return try transaction.journal(after: after, limit: page.limit).map { recorded in
                let line = try PublicEvent.text(recorded)
                return Row(
                    id: recorded.id.number,
                    content: format == .jsonl ? .line(line) : .fields(try fields(recorded)))
            }
        }
    }

    private static func content(_ format: Format, _ value: some Encodable, _ fields: [String])
        throws
        -> Row.Content
    {
        format == .jsonl ? .line(try JSONText.of(value)) : .fields(fields)
    }

    private static func fields(_ lead: Lead) throws -> [String] {
        let contact = lead.contact
        let reached = lead.milestones
        return [
            "\(lead.id)", contact.name, contact.email ?? "", contact.phone ?? "",
            contact.title ?? "", contact.company ?? "", contact.country ?? "",
            contact.region ?? "", contact.language ?? "", lead.origin.source,
            lead.origin.campaign ?? "", lead.origin.landingPage ?? "", lead.origin.ip ?? "",
            lead.origin.consent ?? "", lead.origin.externalID ?? "", lead.capturedAt.rfc3339,
            lead.segment ?? "", lead.stage.rawValue, lead.verification.state.rawValue,
            Value.written(lead.score.total), lead.owner.map { "\($0)" } ?? "",
            text(reached.mql), text(reached.sql), text(reached.sal), text(reached.won),
            text(reached.lost), reached.amount.map { Value.written($0) } ?? "",
            try JSONText.of(lead.attributes),
        ]
    }

    private static func fields(_ handoff: Handoff) -> [String] {
        [
            "\(handoff.id)", "\(handoff.lead)", handoff.kind, handoff.state.rawValue,
            handoff.openedAt.rfc3339, handoff.giver.map { "\($0)" } ?? "", "\(handoff.receiver)",
            Value.written(handoff.points), "\(handoff.automatic)", text(handoff.decidedAt),
            handoff.rejection?.reason ?? "", handoff.rejection?.note ?? "",
            text(handoff.firstContactAt),
        ]
    }

    private static func fields(_ recorded: Recorded) throws -> [String] {
        [
            "\(recorded.id)", recorded.stamp.at.rfc3339, "\(recorded.stamp.actor)",
            "\(recorded.stamp.playbook)", recorded.name,
            recorded.event.lead.map { "\($0)" } ?? "",
            try PublicEvent.data(recorded),
        ]
    }

    private static func text(_ at: Instant?) -> String { at?.rfc3339 ?? "" }
}

/// A lead as it leaves: every fact, custom attributes included.
private struct ExportedLead: Encodable {
    let id: LeadID
    let capturedAt: Instant
    let contact: Contact
    let origin: Origin
    let attributes: [String: Value]
    let account: AccountID?
    let segment: String?
    let stage: Stage
    let verification: Verification
    let score: Double
    let owner: MemberID?
    let milestones: Milestones
    let mergedInto: LeadID?

    init(_ lead: Lead) {
        id = lead.id
        capturedAt = lead.capturedAt
        contact = lead.contact
        origin = lead.origin
        attributes = lead.attributes
        account = lead.account
        segment = lead.segment
        stage = lead.stage
        verification = lead.verification
        score = lead.score.total
        owner = lead.owner
        milestones = lead.milestones
        mergedInto = lead.mergedInto
    }
}
