import ArgumentParser
import LeadEngine
import LeadRules
import PlaybookFile

struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints when a clock that starts at a time would run out.",
        discussion: """
            Example: baton due decision --from 2026-03-07T10:00:00+09:00 --playbook playbook.yaml
            """)
    @Argument(
        help: """
            The clock, by its name in the playbook; or a kind of handoff, for its first-contact clock.
            """)
    var clock: String
    @Option(
        help: ArgumentHelp(
            "When it starts, RFC 3339; again for more starts, each answered on its own line.",
            valueName: "time"))
    var from: [String]
    @Option(
        help: ArgumentHelp("The playbook file; the active one when left out.", valueName: "file"))
    var playbook: String?
    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "A member (id, mail address) or a role, whose hours count.", valueName: "whom"))
    var owner: String?
    @Option(help: "Which first-contact clock, for a kind of handoff.")
    var temperature: Temperature?
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var store: StoreOptions

    private struct Answer: Encodable {
        let clock: String
        let calendar: String
        let due: String
    }

    func validate() throws {
        if from.isEmpty { throw ValidationError("Say when it starts: --from <time>.") }
    }

    func run() async throws {
        let starts = try from.map { try Wiring.time($0, option: "--from") }
        let (playbook, members) = try await sources()
        let rule = try clockRule(playbook)
        let member = try owner.flatMap { try find($0, members) }
        guard let calendar = playbook.calendar(for: rule.calendar, owner: member) else {
            throw Failure("Clock '\(rule.id)' has no calendar.")
        }
        let answers = try starts.map { start in
            guard let due = calendar.due(after: start, rule.time) else {
                throw Failure("The calendar of clock '\(rule.id)' never opens.")
            }
            return Answer(
                clock: rule.id, calendar: calendar.zone,
                due: due.rfc3339(offsetSeconds: calendar.offsetSeconds(at: due)))
        }
        guard json else {
            for answer in answers { print(answer.due) }
            return
        }
        if answers.count == 1 { return try Wiring.printJSON(answers[0]) }
        try Wiring.printJSON(answers)
    }

    private func sources() async throws -> (Playbook, [Member]) {
        if let playbook { return (try Wiring.playbook(file: playbook), []) }
        let engine = try Wiring.engine(store)
        defer { engine.close() }
        guard let active = engine.activeVersion(at: engine.time.now()) else {
            throw Failure("No playbook is active; name one with --playbook.")
        }
        return try await engine.store.read {
            (try $0.playbook(version: active.version), try $0.members())
        }
    }

    /// The clock itself; or, for a kind of handoff, its first-contact clock at the temperature.
    private func clockRule(_ playbook: Playbook) throws -> ClockRule {
        if let rule = playbook.clock(clock) {
            guard temperature == nil else {
                throw WrongUse(
                    "'\(clock)' is a clock: --temperature chooses among those of a handoff only.")
            }
            return rule
        }
        if let handoff = playbook.handoff(clock) {
            let facts = temperature.map { ["temperature": Value.text($0.rawValue)] } ?? [:]
            let choice = handoff.contactClocks.first { $0.when.holds { facts[$0] } }
            if let rule = choice.flatMap({ playbook.clock($0.clock) }) { return rule }
            throw Failure("The handoff '\(clock)' has no first-contact clock for that.")
        }
        throw Refusal.unknown(
            "clock", clock, field: "CLOCK",
            known: playbook.clocks.map(\.id) + playbook.handoffs.map(\.id))
    }

    private func find(_ name: String, _ members: [Member]) throws -> Member? {
        let found = members.first {
            $0.id.description == name || $0.profile.email == name.lowercased()
                || $0.profile.name == name
        }
        if found != nil { return found }
        if let role = Role(rawValue: name) { return members.first { $0.profile.role == role } }
        throw Refusal.unknown(
            "member", name, field: "--for",
            known: members.map(\.profile.email) + Role.allCases.map(\.rawValue))
    }
}
