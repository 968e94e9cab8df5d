import ArgumentParser
import Foundation
import LeadEngine
import Storage
import StorageSQLite

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Folds the journal anew and compares it with the tables.")
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let kept = try Wiring.existingStore(store)
        let damage = try kept.integrityProblems()
        guard damage.isEmpty else {
            throw Failure(
                "The file is damaged: \(damage.joined(separator: "; ")). Restore a backup.")
        }
        let path = FileManager.default.temporaryDirectory
            .appending(path: "baton-verify-\(UUID().uuidString)").path
        defer {
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: path + ending)
            }
        }
        let scratch = try SQLiteStore(path: path, playbooks: Wiring.shelf())
        let progress = Progress("Folding the journal")
        try await Refold(journal: kept, scratch: scratch).run { progress.show(nil, "\($0) events") }
        if let difference = try await StoreComparison.firstDifference(kept, scratch) {
            throw Failure("The tables differ from the journal: \(difference)")
        }
        progress.finish("done")
        print("The tables are what the journal says.")
    }
}
