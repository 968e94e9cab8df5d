import ArgumentParser
import Foundation
import StoragePostgres

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
            """
            The database, instead of a folder: sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME \
            (environment: BATON_DATABASE).
            """,
            valueName: "url"))
    var database: String?

    /// Where the workspace is. What the command line says goes before the environment.
    func place() throws -> StorePlace {
        let environment = ProcessInfo.processInfo.environment
        switch (database, data) {
        case (_?, _?): throw WrongUse("Give --data or --database, not both.")
        case (let url?, nil): return try StorePlace(url: url)
        case (nil, let folder?): return StorePlace(folder: folder)
        case (nil, nil):
            if let url = environment["BATON_DATABASE"] { return try StorePlace(url: url) }
            return StorePlace(folder: environment["BATON_DATA"] ?? "./baton-data")
        }
    }
}

/// A place for a workspace.
enum StorePlace: Sendable {
    /// The path of a SQLite file.
    case sqlite(String)
    case postgres(PostgresAddress)

    init(folder: String) {
        self = .sqlite((folder.hasSuffix("/") ? folder : folder + "/") + "baton.sqlite")
    }

    /// - Throws: `WrongUse` for another kind of URL, `StoreProblem` for one that cannot be read.
    init(url: String) throws {
        if url.hasPrefix("sqlite:"), url != "sqlite:" {
            self = .sqlite(String(url.dropFirst(7)))
        } else if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            self = .postgres(try PostgresAddress(url))
        } else {
            throw WrongUse(
                "'\(url.prefix { $0 != "@" })' is no database URL. Write it as sqlite:PATH or "
                    + "postgres://USER:PASSWORD@HOST:5432/DATABASE.")
        }
    }

    /// As messages name it; without any password.
    var name: String {
        switch self {
        case .sqlite(let path): path
        case .postgres(let address): address.place
        }
    }
}
