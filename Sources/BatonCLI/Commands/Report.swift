import ArgumentParser
import LeadEngine
import LeadRules
import ReportPages

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints the numbers that marketing and sales share.")
    @Argument(help: "Which report.") var kind: ReportKind
    @Option(help: ArgumentHelp("From this day or time on.", valueName: "time")) var from: String?
    @Option(help: ArgumentHelp("Until before this day or time.", valueName: "time"))
    var to: String?
    @Option(help: "Only this source.") var source: String?
    @Option(help: "Only this segment.") var segment: String?
    @Option(help: "Only this campaign.") var campaign: String?
    @Option(help: "Only this team.") var team: String?
    @Option(help: "The format.") var format = ReportFormat.text
    @Flag(help: "Print JSON: the same as --format json.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let query = try query()
        let kind = kind
        let engine = try Wiring.engine(store)
        defer { engine.close() }
        let now = engine.time.now()
        let report = try await engine.store.read { try $0.report(kind, query, at: now) }
        switch json ? .json : format {
        case .text: print(ReportText.text(report))
        case .html: print(ReportText.html(report))
        case .json: try Wiring.printJSON(report)
        }
    }

    private func query() throws -> ReportQuery {
        var query = ReportQuery()
        query.from = try from.map { try Wiring.time($0, option: "--from") }
        query.to = try to.map { try Wiring.time($0, option: "--to") }
        if let from = query.from, let to = query.to, from >= to {
            throw WrongUse("--from must lie before --to.")
        }
        query.source = source
        query.segment = segment
        query.campaign = campaign
        query.team = team
        return query
    }
}
