import ArgumentParser
import BulkIntake
import LeadEngine
import LeadRules
import StorageSQLite

struct ImportHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Plays leads and outcomes in time order through a fresh workspace.",
        discussion: """
            Every lead comes in on its date and every deal closes on its date, with the clocks running \
            in between, so that the reports show what the team did. All or nothing: when a row cannot \
            be used, its line is named and no workspace is made. See examples/olist.
            """)
    @Option(help: ArgumentHelp("The CSV file of leads; each needs a time.", valueName: "leads.csv"))
    var leads: String
    @Option(help: ArgumentHelp("Its map.", valueName: "map.yaml")) var leadMap: String?
    @Option(help: ArgumentHelp("The CSV file of outcomes.", valueName: "outcomes.csv"))
    var outcomes: String
    @Option(help: ArgumentHelp("Its map.", valueName: "map.yaml")) var outcomeMap: String?
    @Option(help: ArgumentHelp("The playbook to play it under.", valueName: "playbook.yaml"))
    var playbook: String
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let text = try Wiring.text(of: playbook)
        let rules = try Wiring.playbook(file: playbook)
        let files = HistoryFiles(
            leads: leads, leadMap: try Importing.map(leadMap, BulkImport.leadFields),
            outcomes: outcomes,
            outcomeMap: try Importing.map(outcomeMap, BulkImport.outcomeFields))
        let played = try await Wiring.fresh(store) { store in
            let history = try await HistoryReplay(files, defaultRegion: rules.defaultRegion)
            return try await play(history, rules, text, in: store)
        }
        if json { return try Wiring.printJSON(played) }
        print("\(played.leads) leads and \(played.outcomes) outcomes were played.")
    }

    private func play(
        _ history: HistoryReplay, _ rules: Playbook, _ text: String, in store: SQLiteStore
    ) async throws -> HistoryReplay.Played {
        let time = SetTime(history.start)
        let engine = try Engine(store: store, time: time)
        defer { engine.close() }
        _ = try await engine.activate(
            text, name: rules.name, digest: Wiring.digest(text), by: .system)
        let progress = Progress("Playing history")
        let played = try await history.run(in: engine, moving: time) { done, all in
            progress.show(
                Double(done) / Double(max(1, all)), "\(done) moments, \(time.now().rfc3339)")
        }
        progress.finish("done")
        return played
    }
}
