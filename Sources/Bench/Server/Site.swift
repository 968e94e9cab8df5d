import Foundation

/// Makes workspaces with the release binary's own commands.
final class Site {
    let baton: String
    let folder: TemporaryFolder
    private let playbook: String
    private var made = 0

    init(baton: String, playbook: String, folder: TemporaryFolder) throws {
        for file in [baton, playbook] where !FileManager.default.fileExists(atPath: file) {
            throw BenchFailure("There is no \(file). Start this with bin/bench.")
        }
        self.baton = baton
        self.playbook = playbook
        self.folder = folder
    }

    /// A workspace with the default policy, a team whose seats never fill, and keys.
    ///
    /// - Parameter database: where to put it, instead of a folder.
    func workspace(database: String? = nil) throws -> Workspace {
        var workspace = Workspace(data: nextFolder(), database: database)
        let place = workspace.place
        _ = try baton(["playbook", "activate", playbook] + place)
        try join("boss", "manager", place)
        try join("ae1", "ae", place)
        try join("sdr1", "sdr", place)
        // What they let run out goes to the first.
        for number in 2...6 { try join("sdr\(number)", "sdr", place, backup: "sdr1") }
        workspace.writeKey = try key("site", "track", source: "website", place)
        workspace.apiKey = try key("forms", "capture", source: nil, place)
        return workspace
    }

    private func join(_ name: String, _ role: String, _ place: [String], backup: String? = nil)
        throws
    {
        let more = backup.map { ["--backup", "\($0)@bench.example"] } ?? []
        _ = try baton(
            [
                "member", "add", "\(name)@bench.example", "--name", name, "--role", role,
                "--cap", "1000000",
            ] + more + place)
    }

    /// A copy of a workspace that nobody has open.
    func copy(_ workspace: Workspace) throws -> Workspace {
        var copy = workspace
        copy.data = nextFolder()
        try FileManager.default.copyItem(atPath: workspace.data, toPath: copy.data)
        return copy
    }

    /// Lets somebody sign in.
    func give(_ password: String, to email: String, in workspace: Workspace) throws {
        _ = try baton(["member", "password", email] + workspace.place, input: password)
    }

    /// Fails when the tables are not what the journal says.
    func verify(_ workspace: Workspace) throws {
        say("  verifying the journal")
        _ = try baton(["verify"] + workspace.place)
    }

    private func key(_ name: String, _ scope: String, source: String?, _ place: [String]) throws
        -> String
    {
        let more = source.map { ["--source", $0] } ?? []
        return try baton(["token", "create", name, "--scopes", scope] + place + more)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func nextFolder() -> String {
        made += 1
        return "\(folder.path)/\(made)"
    }

    /// Runs a command to its end; answers with what it printed.
    private func baton(_ arguments: [String], input: String? = nil) throws -> String {
        let process = Process()
        if let input {
            let pipe = Pipe()
            process.standardInput = pipe
            pipe.fileHandleForWriting.write(Data((input + "\n").utf8))
            try pipe.fileHandleForWriting.close()
        }
        let output = Pipe()
        let complaint = Pipe()
        process.executableURL = URL(filePath: baton)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = complaint
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complained = complaint.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchFailure(
                "baton \(arguments.joined(separator: " ")): "
                    + String(decoding: complained, as: UTF8.self))
        }
        return String(decoding: printed, as: UTF8.self)
    }
}

/// A Baton workspace, and keys to it.
struct Workspace {
    /// Its folder, unless there is a database.
    var data: String
    var database: String?
    var writeKey = ""
    var apiKey = ""

    /// The options that name it to a command.
    var place: [String] { database.map { ["--database", $0] } ?? ["--data", data] }

    var file: String { data + "/baton.sqlite" }
}
