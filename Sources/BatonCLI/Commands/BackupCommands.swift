import ArgumentParser
import Foundation
import LeadEngine
import StorageSQLite

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the workspace to a file; consistent while serving.")
    @Argument(help: "The file to write; it must not exist.") var file: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure("The file \(file) exists already. Name another.")
        }
        let kept = try Wiring.existingStore(store)
        let progress = Progress("Backup")
        do {
            try Wiring.place(kept, at: file) { progress.show($0, "\(Int($0 * 100))%") }
        } catch {
            throw Failure(
                "The backup cannot be written to \(file) (\(error)). Check that its folder exists, is "
                    + "yours and has space.")
        }
        progress.finish(file)
    }
}

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a workspace from a backup. An existing one is never overwritten.")
    @Argument(help: "The backup file.") var file: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let path = try store.path()
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "There is a workspace at \(path) already. Move it away first, or name another place."
            )
        }
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Check its name and your rights.")
        }
        try Wiring.makeFolder(of: path)
        let copy = path + ".new"
        Wiring.removeStore(at: copy)
        defer { Wiring.removeStore(at: copy) }
        try FileManager.default.copyItem(atPath: file, toPath: copy)
        try Wiring.place(try await sound(copy), at: path)
        Exit.say("The workspace at \(path) is as it was when \(file) was written.")
    }

    /// - Throws: when the copy of the backup is no sound workspace.
    private func sound(_ copy: String) async throws -> SQLiteStore {
        let store: SQLiteStore
        do {
            store = try SQLiteStore(path: copy, playbooks: Wiring.shelf())
        } catch let problem as StoreProblem where problem.kind == .damaged {
            throw BadInput("\(file) is damaged or no Baton backup. Use another backup.")
        }
        let damage = try store.integrityProblems()
        guard damage.isEmpty else {
            throw BadInput("The backup \(file) is damaged: \(damage.joined(separator: "; "))")
        }
        let isEmpty = try await store.read { try $0.playbookVersions().isEmpty }
        if isEmpty { throw BadInput("\(file) holds no Baton workspace. Use another backup.") }
        return store
    }
}
