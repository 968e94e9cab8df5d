import ArgumentParser
import Foundation

/// Where the workspace is kept.
struct StoreOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The folder of the workspace; its SQLite file is inside (environment: BATON_DATA; \
            ./baton-data when left out).
            """, valueName: "folder"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "The database, instead of a folder: sqlite:PATH (environment: BATON_DATABASE).",
            valueName: "url"))
    var database: String?

    /// The path of the SQLite file. What the command line says goes before the environment.
    func path() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        switch (database, data) {
        case (_?, _?): throw WrongUse("Give --data or --database, not both.")
        case (let url?, nil): return try Self.file(of: url)
        case (nil, let folder?): return Self.file(in: folder)
        case (nil, nil):
            if let url = environment["BATON_DATABASE"] { return try Self.file(of: url) }
            return Self.file(in: environment["BATON_DATA"] ?? "./baton-data")
        }
    }

    private static func file(in folder: String) -> String {
        (folder.hasSuffix("/") ? folder : folder + "/") + "baton.sqlite"
    }

    private static func file(of url: String) throws -> String {
        if url.hasPrefix("sqlite:"), url != "sqlite:" { return String(url.dropFirst(7)) }
        guard url.contains(":"), !url.hasPrefix("sqlite:") else {
            throw WrongUse("'\(url)' is no database URL. Write it as sqlite:PATH.")
        }
        throw Failure(
            "This Baton keeps its data in SQLite; '\(url.prefix { $0 != ":" }):' is not supported. "
                + "Use sqlite:PATH.")
    }
}
