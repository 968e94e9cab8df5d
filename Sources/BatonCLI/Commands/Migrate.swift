import ArgumentParser
import LeadEngine
import Storage

struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Moves a workspace into another database, and proves that it is the same.",
        discussion: """
            Stop the server first: what is written during the move stays behind. The old workspace is \
            left as it is.
            """)
    @Option(
        help: ArgumentHelp(
            "The workspace: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME.", valueName: "url"))
    var from: String
    @Option(help: ArgumentHelp("An empty database, written likewise.", valueName: "url"))
    var to: String
    @Flag(help: "Print JSON.") var json = false

    private struct Answer: Encodable {
        let rows: [String: Int]
        let same: Bool
    }

    func run() async throws {
        let source = try await existing(StorePlace(url: from))
        let place = try StorePlace(url: to)
        try await Wiring.refuseExisting(place)
        let target = try Wiring.store(at: place)
        let progress = Progress("Copying")
        let rows = try await WorkspaceCopy(from: source, to: target).run { table, done in
            progress.show(nil, "\(done) \(table)")
        }
        progress.finish("\(rows.values.reduce(0, +)) rows")
        let comparing = Progress("Comparing")
        if let difference = try await StoreComparison.firstDifference(
            of: source, andItsCopy: target)
        {
            throw Failure(
                "The copy differs from the workspace: \(difference) Was the server still running? "
                    + "Empty the new database and try again.")
        }
        comparing.finish("the same")
        if json { return try Wiring.printJSON(Answer(rows: rows, same: true)) }
        for (table, count) in rows.sorted(by: { $0.key < $1.key }) { print("\(table) \(count)") }
        print("The workspace is at \(place.name) now. Prove its journal: baton verify --database …")
    }

    private func existing(_ place: StorePlace) async throws -> any Store {
        let store = try Wiring.existingStore(at: place)
        let isEmpty = try await store.read { try $0.lastEvent() == nil }
        if isEmpty { throw Failure("There is no workspace at \(place.name). Check --from.") }
        return store
    }
}
