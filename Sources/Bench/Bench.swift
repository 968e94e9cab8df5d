import ArgumentParser
import Foundation

@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast Baton is, beside what this machine can do at most.")

    enum Name: String, CaseIterable, ExpressibleByArgument {
        case intake, capture, clocks
        case importing = "import"
        case boot, pages, simulator, journal
    }

    @Argument(
        help: """
            What to measure: intake, capture, clocks, import, boot, pages, simulator, journal; all \
            of them when left out. The limits are measured beside them.
            """)
    var names: [Name] = []
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "A tenth of the work.") var quick = false
    @Option(help: "How many leads there are when pages are opened.") var pageLeads: Int?
    @Option(help: "The built baton.") var baton = ".build/release/baton"
    @Option(help: "The playbook to work under.") var playbook = "playbooks/default.yaml"

    func run() throws {
        let wanted = names.isEmpty ? Name.allCases : names
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let site = try Site(baton: baton, playbook: playbook, folder: folder)
        var scale = quick ? Scale.quick : Scale.full
        if let pageLeads { scale.pageLeads = pageLeads }
        var figures: [Figure] = []
        for name in Name.allCases where wanted.contains(name) {
            switch name {
            case .intake:
                figures += try IntakeBench(site: site, scale: scale).run()
                figures += try PostgresBench(site: site, scale: scale).intake()
            case .capture:
                figures += try CaptureBench(site: site, scale: scale).run()
                figures += try PostgresBench(site: site, scale: scale).capture()
            case .clocks: figures += try ClocksBench(site: site, scale: scale).run()
            case .importing: figures += try ImportBench(site: site, scale: scale).run()
            case .simulator: figures += try SimulatorBench(site: site, scale: scale).run()
            case .boot: figures += try BootBench(site: site, scale: scale).run()
            case .journal: figures += try JournalBench(scale: scale).run()
            case .pages: figures += try PagesBench(site: site, scale: scale).run()
            }
        }
        figures.append(try CommitRate.measure(in: folder))
        print(json ? try Report.json(figures) : Report.table(figures))
    }
}

/// How much work is done.
struct Scale {
    var leads = 50_000
    var events = 1_000_000
    var captures = 30_000
    /// Units of work of a bare loop.
    var bareEvents = 200_000
    var bareCaptures = 10_000
    /// Requests to the empty route.
    var emptyRequests = 50_000
    var importRows = 1_000_000
    var bareImportRows = 50_000
    var runningClocks = 1_000_000
    /// How many of them run out in the same second.
    var dueClocks = 10_000
    /// And how many one after the other.
    var trickle = 600
    var seeds = 2_000
    var journalEvents = 500_000
    var pageLeads = 100_000
    /// How often each page is opened.
    var pageViews = 100

    static let full = Scale()
    static let quick = Scale(
        leads: 5_000, events: 100_000, captures: 3_000, bareEvents: 50_000, bareCaptures: 3_000,
        emptyRequests: 10_000, importRows: 20_000, bareImportRows: 5_000, runningClocks: 100_000,
        dueClocks: 2_000, trickle: 100, seeds: 50, pageLeads: 20_000, pageViews: 30)
}

/// Says on standard error what is going on.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// What was expected of the machine or of the server did not happen.
struct BenchFailure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
