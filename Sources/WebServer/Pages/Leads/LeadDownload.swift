import DelimitedText
import HTTPTypes
import Hummingbird
import LeadEngine
import LeadRules

/// `/leads.csv`: the list as a file for a spreadsheet, a piece at a time.
enum LeadDownload {
    /// A spreadsheet takes no more than about a million rows, and a browser's tab far fewer.
    private static let most = 100_000
    private static let piece = 1_000

    /// Named as in an export, so that the file can come back in.
    private static let columns = [
        "lead", "name", "email", "phone", "title", "company", "country", "source", "campaign",
        "captured at", "segment", "stage", "verification", "score", "owner", "owner name",
        "mql at", "sql at", "sal at", "won at", "lost at", "amount",
    ]

    static func answer(_ visit: Visit) async throws -> Response {
        let list = try LeadListFilter(visit)
        var wanted = list.filter
        wanted.search = list.search
        let filter = wanted
        let day = visit.reader.zone.time(at: visit.now).day
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"leads-\(day).csv\"",
                .xContentTypeOptions: "nosniff",
            ],
            body: ResponseBody { writer in
                var options = CSVWriterOptions()
                options.hasByteOrderMark = true
                var text = CSVText(options: options)
                text.append(columns)
                var page = Page(limit: piece, newestFirst: true)
                var written = 0
                while written < most {
                    let wanted = page
                    let leads = try await visit.read { try $0.leads(filter, wanted) }
                    for lead in leads { text.append(fields(lead, visit)) }
                    try await writer.write(ByteBuffer(bytes: text.take()))
                    guard leads.count == piece, let last = leads.last else { break }
                    page.after = last.id.number
                    written += leads.count
                }
                try await writer.finish(nil)
            })
    }

    private static func fields(_ lead: Lead, _ visit: Visit) -> [String] {
        let contact = lead.contact
        let reached = lead.milestones
        return [
            "\(lead.id)", contact.name, contact.email ?? "", contact.phone ?? "",
            contact.title ?? "", contact.company ?? "", contact.country ?? "",
            lead.origin.source, lead.origin.campaign ?? "", lead.capturedAt.rfc3339,
            lead.segment ?? "", lead.stage.rawValue, lead.verification.state.rawValue,
            Value.written(lead.score.total), lead.owner.map { "\($0)" } ?? "",
            visit.member(lead.owner)?.profile.name ?? "",
            text(reached.mql), text(reached.sql), text(reached.sal), text(reached.won),
            text(reached.lost), reached.amount.map { Value.written($0) } ?? "",
        ]
    }

    private static func text(_ at: Instant?) -> String { at?.rfc3339 ?? "" }
}
