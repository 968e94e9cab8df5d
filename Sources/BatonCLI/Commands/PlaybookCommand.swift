import ArgumentParser
import LeadEngine
import LeadRules
import PlaybookFile

struct PlaybookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "playbook", abstract: "Checks, compares, shows and activates the policy file.",
        subcommands: [Check.self, Diff.self, Show.self, Activate.self])

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a playbook; errors come as FILE:LINE:COLUMN: message.")
        @Argument(help: "The playbook file.") var file: String

        func run() throws {
            let playbook = try Wiring.playbook(file: file)
            print("\(file): playbook '\(playbook.name)' is fine.")
        }
    }

    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says in words what one playbook changes against another.")
        @Argument(help: "The playbook before.") var before: String
        @Argument(help: "The playbook after.") var after: String
        @Flag(help: "Print JSON.") var json = false

        func run() throws {
            let lines = PlaybookDiff.lines(
                from: try Wiring.playbook(file: before), to: try Wiring.playbook(file: after))
            if json { return try Wiring.printJSON(lines) }
            print(lines.isEmpty ? "No rule differs." : lines.joined(separator: "\n"))
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the active playbook, or another version, in plain words.")
        @Argument(help: "The version; the active one when left out.") var version: Int?
        @Flag(help: "Print the file itself.") var yaml = false
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let engine = try Wiring.engine(store)
            defer { engine.close() }
            let active = engine.activeVersion(at: engine.time.now())?.version
            guard let version = version ?? active else {
                throw Failure(
                    "No playbook is active yet. Activate one: baton playbook activate FILE.")
            }
            let text = try await engine.store.read { try $0.playbookText(version: version) }
            guard let text else { throw Failure("There is no playbook version \(version).") }
            if yaml { return print(text, terminator: "") }
            print("Version \(version)\(version == active ? " (active)" : "")")
            print(PlaybookFile.outline(try PlaybookFile.read(text)))
        }
    }

    struct Activate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a playbook and makes it the policy, now or at a time.")
        @Argument(help: "The playbook file.") var file: String
        @Option(help: "From when on; now when left out.") var at: String?
        @OptionGroup var store: StoreOptions

        func run() async throws {
            let text = try Wiring.text(of: file)
            let playbook = try PlaybookFile.read(text, file: file)
            let from = try at.map { try Wiring.time($0, option: "--at") }
            let engine = try Engine(store: Wiring.store(store), time: SystemTime())
            defer { engine.close() }
            let version = try await engine.activate(
                text, name: playbook.name, digest: Wiring.digest(text), by: .system, from: from)
            let when = from.map { " from \($0.rfc3339) on" } ?? " now"
            Exit.say("Playbook '\(playbook.name)' is version \(version) and active\(when).")
        }
    }
}
