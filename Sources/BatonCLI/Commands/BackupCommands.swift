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
        let part = file + ".part"
        try? FileManager.default.removeItem(atPath: part)
        do {
            try kept.backup(to: part) { progress.show($0, "\(Int($0 * 100))%") }
            try FileManager.default.moveItem(atPath: part, toPath: file)
        } catch {
            try? FileManager.default.removeItem(atPath: part)
            throw error
        }
        progress.finish(file)
    }
}

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Makes a workspace from a backup. An existing one is never overwritten.")
    @Argument(help: "The backup file.") var file: String
    @OptionGroup var store: StoreOptions

    func run() throws {
        let path = try store.path()
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "There is a workspace at \(path) already. Move it away first, or name another place."
            )
        }
        guard FileManager.default.fileExists(atPath: file) else {
            throw BadInput("There is no file \(file).")
        }
        let folder = URL(filePath: path).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let part = path + ".part"
        try? FileManager.default.removeItem(atPath: part)
        do {
            try FileManager.default.copyItem(atPath: file, toPath: part)
            let copy = try SQLiteStore(path: part, playbooks: Wiring.shelf())
            let damage = try copy.integrityProblems()
            try copy.close()
            guard damage.isEmpty else {
                throw BadInput("The backup \(file) is damaged: \(damage.joined(separator: "; "))")
            }
            for ending in ["-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: part + ending)
            }
            try FileManager.default.moveItem(atPath: part, toPath: path)
        } catch {
            for ending in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: part + ending)
            }
            throw error
        }
        Exit.say("The workspace at \(path) is as it was when \(file) was written.")
    }
}
