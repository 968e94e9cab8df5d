import ArgumentParser
import Foundation
import LeadEngine
import StorageSQLite

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copies the workspace to a file; consistent while serving.")
    @Argument(help: "The file to write; it must not exist.") var file: String
    @OptionGroup var store: StoreOptions

    func run() async throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure("The file \(file) exists already. Name another.")
        }
        let progress = Progress("Backup")
        let part = file + ".part"
        Wiring.removeStore(at: part)
        defer { Wiring.removeStore(at: part) }
        do {
            try await Wiring.snapshot(of: store, at: part) { progress.show($0, $1) }
            try FileManager.default.moveItem(atPath: part, toPath: file)
        } catch let problem as StoreProblem where problem.kind != .missing {
            throw problem
        } catch let failure as Failure {
            throw failure
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
        let place = try store.place()
        try await Wiring.refuseExisting(place)
        guard FileManager.default.isReadableFile(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Check its name and your rights.")
        }
        let copy = Wiring.scratchPath("restore")
        defer { Wiring.removeStore(at: copy) }
        do {
            try FileManager.default.copyItem(atPath: file, toPath: copy)
        } catch {
            throw Failure(
                "\(file) cannot be copied to \(copy). Check the space there; TMPDIR names another "
                    + "place.")
        }
        try await Wiring.settle(try await sound(copy), at: place)
        Exit.say("The workspace at \(place.name) is as it was when \(file) was written.")
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
            throw BadInput(
                "The backup \(file) is damaged (\(damage.prefix(3).joined(separator: "; "))). Use "
                    + "another backup.")
        }
        let isEmpty = try await store.read { try $0.playbookVersions().isEmpty }
        if isEmpty { throw BadInput("\(file) holds no Baton workspace. Use another backup.") }
        return store
    }
}
