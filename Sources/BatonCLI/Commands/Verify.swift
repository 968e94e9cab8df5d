import ArgumentParser
import LeadEngine
import Storage
import StorageSQLite

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Folds the journal anew and compares it with the tables.",
        discussion:
            "Works on a copy in the folder for temporary files (TMPDIR), also while serving.")
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    private struct Answer: Encodable {
        let same: Bool
        let difference: String?
    }

    func run() async throws {
        let (copied, folded) = (Wiring.scratchPath("verify"), Wiring.scratchPath("fold"))
        defer {
            Wiring.removeStore(at: copied)
            Wiring.removeStore(at: folded)
        }
        if let file = try Wiring.existingStore(store) as? SQLiteStore {
            let damage = try file.integrityProblems()
            guard damage.isEmpty else {
                throw Failure(
                    "The file is damaged (\(damage.prefix(3).joined(separator: "; "))). Restore a "
                        + "backup: baton restore FILE.")
            }
        }
        // Others may write meanwhile; the copy stands still.
        let copying = Progress("Copying")
        try await Wiring.snapshot(of: store, at: copied) { copying.show($0, $1) }
        let copy = try SQLiteStore(path: copied, playbooks: Wiring.shelf())
        let scratch = try SQLiteStore(path: folded, playbooks: Wiring.shelf())
        let progress = Progress("Folding the journal")
        try await Refold(journal: copy, scratch: scratch).run { progress.show(nil, "\($0) events") }
        let difference = try await StoreComparison.firstDifference(copy, scratch)
        if json { try Wiring.printJSON(Answer(same: difference == nil, difference: difference)) }
        if let difference {
            throw Failure("The tables differ from the journal: \(difference)")
        }
        progress.finish("done")
        if !json { print("The tables are what the journal says.") }
    }
}
