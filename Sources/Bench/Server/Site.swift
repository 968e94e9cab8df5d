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
    func workspace() throws -> Workspace {
        let data = nextFolder()
        _ = try baton(["playbook", "activate", playbook, "--data", data])
        let team = (1...6).map { ("sdr\($0)", "sdr") } + [("ae1", "ae"), ("boss", "manager")]
        for (name, role) in team {
            _ = try baton([
                "member", "add", "\(name)@bench.example", "--name", name, "--role", role,
                "--cap", "1000000", "--data", data,
            ])
        }
        return Workspace(
            data: data, writeKey: try key("site", "track", source: "website", data),
            apiKey: try key("forms", "capture", source: nil, data))
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
        _ = try baton(["member", "password", email, "--data", workspace.data], input: password)
    }

    /// Fails when the tables are not what the journal says.
    func verify(_ workspace: Workspace) throws {
        say("  verifying the journal")
        _ = try baton(["verify", "--data", workspace.data])
    }

    private func key(_ name: String, _ scope: String, source: String?, _ data: String) throws
        -> String
    {
        let more = source.map { ["--source", $0] } ?? []
        return try baton(["token", "create", name, "--scopes", scope, "--data", data] + more)
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

/// A folder with a Baton workspace, and keys to it.
struct Workspace {
    var data: String
    var writeKey: String
    var apiKey: String

    var file: String { data + "/baton.sqlite" }
}
