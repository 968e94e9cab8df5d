import ArgumentParser
import LeadEngine
import LeadRules
import ReportPages

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the numbers that marketing and sales share.")
    @Argument(help: "funnel, speed, handoffs, load or weekly.") var kind: String
    @Option(help: "From this day or time on.") var from: String?
    @Option(help: "Until before this day or time.") var to: String?
    @Option(help: "Only this source.") var source: String?
    @Option(help: "Only this segment.") var segment: String?
    @Option(help: "Only this campaign.") var campaign: String?
    @Option(help: "Only this team.") var team: String?
    @Option(help: "text, json or html.") var format = "text"
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard let kind = ReportKind(rawValue: kind) else {
            throw Refusal.unknown(
                "report", kind, field: "KIND", known: ReportKind.allCases.map(\.rawValue))
        }
        var query = ReportQuery()
        query.from = try from.map { try Wiring.time($0, option: "--from") }
        query.to = try to.map { try Wiring.time($0, option: "--to") }
        query.source = source
        query.segment = segment
        query.campaign = campaign
        query.team = team
        let engine = try Wiring.engine(store)
        defer { engine.close() }
        let now = engine.time.now()
        let asked = query
        let report = try await engine.store.read { try $0.report(kind, asked, at: now) }
        switch format {
        case "text": print(ReportText.text(report))
        case "html": print(ReportText.html(report))
        case "json": try Wiring.printJSON(report)
        default:
            throw Refusal.unknown(
                "format", format, field: "--format", known: ["text", "json", "html"])
        }
    }
}
