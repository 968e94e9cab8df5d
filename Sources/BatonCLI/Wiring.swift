import ArgumentParser
import Crypto
import Foundation
import LeadEngine
import LeadRules
import PlaybookFile
import Storage
import StorageSQLite

/// Where the workspace is kept.
struct StoreOptions: ParsableArguments {
    @Option(help: "The folder of the workspace; its SQLite file is inside.")
    var data: String = ProcessInfo.processInfo.environment["BATON_DATA"] ?? "./baton-data"

    @Option(help: "The database instead: sqlite:PATH (environment: BATON_DATABASE).")
    var database: String?

    /// The path of the SQLite file.
    func path() throws -> String {
        guard let url = database ?? ProcessInfo.processInfo.environment["BATON_DATABASE"] else {
            return data + "/baton.sqlite"
        }
        guard url.hasPrefix("sqlite:") else {
            let scheme = url.prefix { $0 != ":" }
            throw Failure(
                "This Baton keeps its data in SQLite; '\(scheme):' is not supported. "
                    + "Use sqlite:PATH.")
        }
        return String(url.dropFirst("sqlite:".count))
    }
}

/// Builds the parts from the options; the same way for every command.
enum Wiring {
    static func shelf() -> PlaybookShelf { PlaybookShelf { try PlaybookFile.read($0) } }

    /// Opens the store, making its folder when it is new.
    static func store(_ options: StoreOptions) throws -> SQLiteStore {
        let path = try options.path()
        let folder = URL(filePath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure("The folder \(folder) cannot be made: \(error.localizedDescription)")
        }
        return try SQLiteStore(path: path, playbooks: shelf())
    }

    /// Opens a store that must be there already.
    static func existingStore(_ options: StoreOptions) throws -> SQLiteStore {
        let path = try options.path()
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "There is no workspace at \(path). Name it with --data or --database, or start one: "
                    + "baton playbook activate FILE.")
        }
        return try SQLiteStore(path: path, playbooks: shelf())
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
            throw BadInput("The file \(file) cannot be read. Check its name and rights.")
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
        let encoder = EventJSON.encoder()
        encoder.outputFormatting.insert(.prettyPrinted)
        print(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A time given on the command line.
    static func time(_ text: String, option: String) throws -> Instant {
        guard let at = Instant(rfc3339: text) else {
            throw BadInput(
                "\(option) '\(text)' is not a time. Write it like 2026-03-01T09:00:00+09:00 or 2026-03-01."
            )
        }
        return at
    }
}
