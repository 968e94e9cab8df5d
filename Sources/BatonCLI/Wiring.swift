import Crypto
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import Storage
import StoragePostgres
import StorageSQLite

/// Builds the parts from the options; the same way for every command.
enum Wiring {
    static func shelf() -> PlaybookShelf { PlaybookShelf { try PlaybookFile.read($0) } }

    /// Opens the store, making its folder when it is new.
    static func store(_ options: StoreOptions) throws -> any Store {
        try store(at: options.place())
    }

    static func store(at place: StorePlace) throws -> any Store {
        switch place {
        case .sqlite(let path):
            try makeFolder(of: path)
            return try SQLiteStore(path: path, playbooks: shelf())
        case .postgres(let address):
            return try PostgresStore(address, playbooks: shelf())
        }
    }

    static func makeFolder(of path: String) throws {
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure(
                "The folder \(folder) cannot be made. Name a place where you may write.")
        }
    }

    /// Runs a body on a store of its own and, only when that worked, makes it the workspace.
    ///
    /// - Throws: `Failure` when there is a workspace already.
    static func fresh<T>(_ options: StoreOptions, _ body: (SQLiteStore) async throws -> T)
        async throws -> T
    {
        let place = try options.place()
        try await refuseExisting(place)
        let making = scratchPath("new")
        defer { removeStore(at: making) }
        let store = try SQLiteStore(path: making, playbooks: shelf())
        let result = try await body(store)
        try await settle(store, at: place)
        return result
    }

    /// - Throws: `Failure` when a place holds a workspace already.
    static func refuseExisting(_ place: StorePlace) async throws {
        let exists =
            switch place {
            case .sqlite(let path): FileManager.default.fileExists(atPath: path)
            case .postgres:
                try await store(at: place).read {
                    try !$0.playbookVersions().isEmpty || $0.lastEvent() != nil
                }
            }
        guard exists else { return }
        throw Failure(
            "This needs a fresh workspace, and there is one at \(place.name) already. "
                + "Name another place with --data or --database.")
    }

    /// Makes a store the workspace of a place, where it appears as a whole or not at all.
    static func settle(_ store: SQLiteStore, at place: StorePlace) async throws {
        switch place {
        case .sqlite(let path):
            try makeFolder(of: path)
            try Wiring.place(store, at: path)
        case .postgres: try await WorkspaceCopy(from: store, to: self.store(at: place)).run()
        }
    }

    /// Copies the workspace, as it is at one moment, into a SQLite file.
    static func snapshot(
        of options: StoreOptions, at path: String,
        progress: @escaping @Sendable (Double?, String) -> Void = { _, _ in }
    ) async throws {
        switch try existingStore(options) {
        case let file as SQLiteStore:
            try file.backup(to: path) { progress($0, "\(Int($0 * 100))%") }
        case let other:
            let copy = try SQLiteStore(path: path, playbooks: shelf())
            try await WorkspaceCopy(from: other, to: copy).run { progress(nil, "\($0) \($1)") }
            try copy.close()
        }
    }

    /// Copies a store to a path, where it appears as a whole or not at all.
    static func place(_ store: SQLiteStore, at path: String, progress: (Double) -> Void = { _ in })
        throws
    {
        let part = path + ".part"
        removeStore(at: part)
        defer { removeStore(at: part) }
        try withoutActuallyEscaping(progress) { try store.backup(to: part, progress: $0) }
        try FileManager.default.moveItem(atPath: part, toPath: path)
    }

    /// Removes a store and the files that SQLite keeps beside it.
    static func removeStore(at path: String) {
        for ending in ["", "-wal", "-shm", "-journal"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
    }

    /// A path for a store that is thrown away.
    static func scratchPath(_ what: String) -> String {
        FileManager.default.temporaryDirectory
            .appending(path: "baton-\(what)-\(UUID().uuidString)").path
    }

    /// Opens a store that must be there already.
    static func existingStore(_ options: StoreOptions) throws -> any Store {
        try existingStore(at: options.place())
    }

    static func existingStore(at place: StorePlace) throws -> any Store {
        if case .sqlite(let path) = place, !FileManager.default.fileExists(atPath: path) {
            throw Failure(
                "There is no workspace at \(path). Name it with --data or --database, or start one: "
                    + "baton playbook activate FILE.")
        }
        return try store(at: place)
    }

    static func engine(_ options: StoreOptions, time: any TimeSource = SystemTime()) throws
        -> Engine
    {
        try Engine(store: existingStore(options), time: time)
    }

    static func digest(_ text: String) -> String {
        SHA256.hash(data: Data(text.utf8)).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// Reads a text file, or says why it cannot be read.
    static func text(of file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure("The file \(file) cannot be read. Check its name and your rights.")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw BadInput("The file \(file) is not UTF-8 text.")
        }
        return text
    }

    /// Reads a playbook that came over HTTP; each problem's field is its place, `LINE:COLUMN`.
    static func readPlaybook(_ text: String) throws -> Playbook {
        do {
            return try PlaybookFile.read(text)
        } catch {
            throw Refusal(
                .invalid, "invalid-playbook",
                "The playbook has \(error.problems.count) problems; nothing was changed.",
                problems: error.problems.map {
                    FieldProblem(
                        field: "\($0.line):\($0.column)", code: "invalid", message: $0.message)
                })
        }
    }

    static func playbook(file: String) throws -> Playbook {
        try PlaybookFile.read(try text(of: file), file: file)
    }

    /// Writes a value as JSON, keys sorted.
    static func printJSON(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A time given on the command line.
    static func time(_ text: String, option: String) throws -> Instant {
        guard let at = Instant(rfc3339: text) else {
            throw WrongUse(
                "\(option): '\(text)' is not a time. Write it like 2026-03-01T09:00:00+09:00, "
                    + "2026-03-01T00:00:00Z or 2026-03-01.")
        }
        return at
    }
}
