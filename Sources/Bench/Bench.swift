import ArgumentParser
import Foundation

@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measures how fast Baton is, beside what this machine can do at most.")

    enum Name: String, CaseIterable, ExpressibleByArgument { case intake, capture, boot, pages }

    @Argument(help: "What to measure: intake, capture, boot, pages; all of them when left out.")
    var names: [Name] = []
    @Flag(help: "Print JSON.") var json = false
    @Flag(help: "A tenth of the work.") var quick = false
    @Option(help: "The built baton.") var baton = ".build/release/baton"
    @Option(help: "The playbook to work under.") var playbook = "playbooks/default.yaml"

    func run() throws {
        let wanted = names.isEmpty ? Name.allCases : names
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let site = try Site(baton: baton, playbook: playbook, folder: folder)
        let scale = quick ? Scale.quick : Scale.full
        var figures: [Figure] = []
        for name in Name.allCases where wanted.contains(name) {
            switch name {
            case .intake: figures += try IntakeBench(site: site, scale: scale).run()
            case .capture: figures += try CaptureBench(site: site, scale: scale).run()
            case .boot: figures += try BootBench(site: site, scale: scale).run()
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
    var pageLeads = 100_000
    /// How often each page is opened.
    var pageViews = 100

    static let full = Scale()
    static let quick = Scale(
        leads: 5_000, events: 100_000, captures: 3_000, bareEvents: 50_000, bareCaptures: 3_000,
        emptyRequests: 10_000, pageLeads: 20_000, pageViews: 30)
}

/// Says on standard error what is going on.
func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }

/// What was expected of the machine or of the server did not happen.
struct BenchFailure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
