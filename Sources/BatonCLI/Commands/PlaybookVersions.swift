import ArgumentParser
import LeadEngine
import LeadRules
import PlaybookFile

struct PlaybookShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows the active playbook, or another version, in plain words.")
    @Argument(help: "The version; the active one when left out.") var version: Int?
    @Flag(help: "Print the file itself.") var yaml = false
    @Flag(help: "Print which version it is, and since when, as JSON.") var json = false
    @OptionGroup var store: StoreOptions

    private struct Answer: Encodable {
        let version: Int
        let name: String
        let active: Bool
        let activeFrom: Instant?
    }

    func run() async throws {
        let engine = try Wiring.engine(store)
        defer { engine.close() }
        let now = engine.time.now()
        let active = engine.activeVersion(at: now)?.version
        let versions = try await engine.store.read { try $0.playbookVersions() }
        let shown = try choose(versions, active: active, now)
        if json {
            return try Wiring.printJSON(
                Answer(
                    version: shown.version, name: shown.name, active: shown.version == active,
                    activeFrom: shown.activeFrom))
        }
        let text = try await engine.store.read { try $0.playbookText(version: shown.version) } ?? ""
        if yaml { return print(text, terminator: "") }
        print("Version \(shown.version), \(Self.state(shown, active: active, now))")
        print(PlaybookFile.outline(try PlaybookFile.read(text)))
        for later in versions where later.waits(at: now) && later.version != shown.version {
            print("Version \(later.version), \(Self.state(later, active: active, now))")
        }
    }

    private func choose(_ versions: [PlaybookVersion], active: Int?, _ now: Instant) throws
        -> PlaybookVersion
    {
        if let version {
            let found = versions.first { $0.version == version }
            guard let found else {
                let known = versions.map { "\($0.version)" }.joined(separator: ", ")
                throw Failure(
                    "There is no playbook version \(version). "
                        + (known.isEmpty ? "None was activated yet." : "There are: \(known)."))
            }
            return found
        }
        if let found = versions.first(where: { $0.version == active }) { return found }
        let waiting = versions.filter { $0.waits(at: now) }.map {
            " Version \($0.version) will be from \($0.activeFrom?.rfc3339 ?? "") on."
        }
        throw Failure(
            "No playbook is active yet."
                + (waiting.first ?? " Activate one: baton playbook activate FILE."))
    }

    private static func state(_ version: PlaybookVersion, active: Int?, _ now: Instant) -> String {
        let from = version.activeFrom?.rfc3339 ?? ""
        if version.waits(at: now) { return "not yet active: from \(from) on" }
        return version.version == active ? "active since \(from)" : "no longer active"
    }
}

extension PlaybookVersion {
    /// Whether it becomes the policy later.
    fileprivate func waits(at now: Instant) -> Bool { activeFrom.map { $0 > now } ?? false }
}

struct PlaybookActivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "activate",
        abstract: "Checks a playbook and makes it the policy, now or at a time.",
        discussion: "Makes the workspace when there is none.")
    @Argument(help: "The playbook file.") var file: String
    @Option(help: ArgumentHelp("From when on; now when left out.", valueName: "time"))
    var at: String?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    func run() async throws {
        let text = try Wiring.text(of: file)
        let playbook = try PlaybookFile.read(text, file: file)
        let from = try at.map { try Wiring.time($0, option: "--at") }
        let engine = try Engine(store: Wiring.store(store), time: SystemTime())
        defer { engine.close() }
        let now = engine.time.now()
        if let from, from < now {
            throw WrongUse("--at \(from.rfc3339) has passed. Leave it out to activate now.")
        }
        let version = try await engine.activate(
            text, name: playbook.name, digest: Wiring.digest(text), by: .system, from: from)
        if json { return try Wiring.printJSON(["version": version]) }
        let when = from.map { "and will be active from \($0.rfc3339) on" } ?? "and active now"
        Exit.say("Playbook '\(playbook.name)' is version \(version) \(when).")
    }
}
