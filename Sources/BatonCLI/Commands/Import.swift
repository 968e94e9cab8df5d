import ArgumentParser
import BulkIntake
import Foundation
import LeadEngine
import LeadRules
import StorageSQLite

struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Takes leads, activities, outcomes or a whole history from CSV files.",
        subcommands: [Leads.self, Activities.self, Outcomes.self, History.self])

    struct Options: ParsableArguments {
        @Argument(help: "The CSV file; - is standard input.") var file: String
        @Option(
            help: "A map of its columns (YAML); without it the header is understood by its names.")
        var map: String?
        @Flag(help: "Try everything on a copy of the workspace, and change nothing.") var dryRun =
            false
        @Flag(help: "Print JSON.") var json = false
        @OptionGroup var store: StoreOptions
    }

    struct Leads: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes leads in, with dedupe.")
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, region in
                try await bulk.leads(
                    options.file, map: try Importing.map(options.map, BulkImport.leadFields),
                    defaultRegion: region)
            }
        }
    }

    struct Activities: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes activities of known leads in.")
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, _ in
                try await bulk.activities(
                    options.file, map: try Importing.map(options.map, BulkImport.activityFields))
            }
        }
    }

    struct Outcomes: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes won and lost deals in.")
        @OptionGroup var options: Options

        func run() async throws {
            try await Importing(options).run { bulk, _ in
                try await bulk.outcomes(
                    options.file, map: try Importing.map(options.map, BulkImport.outcomeFields))
            }
        }
    }

    struct History: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Plays leads and outcomes in time order through a fresh workspace.")
        @Option(help: "The CSV file of leads.") var leads: String
        @Option(help: "Its map.") var leadMap: String?
        @Option(help: "The CSV file of outcomes.") var outcomes: String
        @Option(help: "Its map.") var outcomeMap: String?
        @Option(help: "The playbook to play it under.") var playbook: String
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let text = try Wiring.text(of: playbook)
            let rules = try Wiring.playbook(file: playbook)
            let time = SetTime(Instant(seconds: 0))
            let engine = try Engine(store: Wiring.store(store), time: time)
            defer { engine.close() }
            guard engine.activeVersion(at: SystemTime().now()) == nil else {
                throw Failure("A history is played into a fresh workspace; this one is in use.")
            }
            _ = try await engine.activate(
                text, name: rules.name, digest: Wiring.digest(text), by: .system)
            let progress = Progress("Playing history")
            let replay = HistoryReplay(engine: engine, time: time) { done in
                progress.show(
                    done.totalBytes.map { Double(done.bytes) / Double(max(1, $0)) },
                    "\(done.rows) moments, \(time.now().rfc3339)")
            }
            let played = try await replay.run(
                leads: leads, leadMap: try Importing.map(leadMap, BulkImport.leadFields),
                outcomes: outcomes,
                outcomeMap: try Importing.map(outcomeMap, BulkImport.outcomeFields),
                defaultRegion: rules.defaultRegion)
            progress.finish("\(played.leads) leads, \(played.outcomes) outcomes")
        }
    }
}

/// One run of an import: the workspace, its copy for a dry run, and what is said at the end.
struct Importing {
    let options: Import.Options
    init(_ options: Import.Options) { self.options = options }

    static func map(_ file: String?, _ fields: [String]) throws -> ColumnMap {
        guard let file else { return ColumnMap() }
        do {
            return try ColumnMap(yaml: try Wiring.text(of: file), file: file, fields: fields)
        } catch let problem as BulkProblem {
            throw BadInput(problem.description)
        }
    }

    func run(_ body: (BulkImport, String) async throws -> BulkImport.Summary) async throws {
        let store = try Wiring.existingStore(options.store)
        guard options.dryRun else { return try await run(body, in: store) }
        let copy = FileManager.default.temporaryDirectory
            .appending(path: "baton-dry-run-\(UUID().uuidString)").path
        defer {
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: copy + ending)
            }
        }
        try store.backup(to: copy) { _ in }
        try await run(body, in: try SQLiteStore(path: copy, playbooks: Wiring.shelf()))
    }

    private func run(
        _ body: (BulkImport, String) async throws -> BulkImport.Summary, in store: SQLiteStore
    ) async throws {
        let engine = try Engine(store: store, time: SystemTime())
        defer { engine.close() }
        guard let active = engine.activeVersion(at: engine.time.now()) else {
            throw Failure("No playbook is active yet. Activate one: baton playbook activate FILE.")
        }
        let region = try await store.read { try $0.playbook(version: active.version).defaultRegion }
        let progress = Progress("Importing")
        let bulk = BulkImport(engine: engine, actor: .system) { done in
            progress.show(
                done.totalBytes.map { Double(done.bytes) / Double(max(1, $0)) }, "\(done.rows) rows"
            )
        }
        do {
            let summary = try await body(bulk, region)
            progress.finish("\(summary.rows) rows")
            try say(summary)
        } catch let problem as BulkProblem {
            throw BadInput(problem.description)
        }
    }

    private func say(_ summary: BulkImport.Summary) throws {
        if options.json { return try Wiring.printJSON(summary) }
        print(
            "\(summary.rows) rows read as \(summary.encoding)\(options.dryRun ? " (dry run, nothing kept)" : "")"
        )
        print(
            "  \(summary.added) new, \(summary.joined) joined known ones, "
                + "\(summary.repeated) taken in before, \(summary.rejected) rejected")
        if let file = summary.rejectedFile {
            print("  Rejected rows and their reasons: \(file)")
        }
    }
}
