import LeadEngine
import LeadRules

/// Parts that many pages show.
enum Views {
    static func person(_ member: Member) -> View {
        ["name": member.profile.name, "initials": initials(of: member.profile.name)]
    }

    /// The first letters of two names; of a name in one word its first two letters.
    static func initials(of name: String) -> String {
        let parts = name.split(whereSeparator: { $0 == " " || $0 == "-" })
        guard parts.count > 1 else { return String(name.prefix(2)) }
        return String(parts.prefix(2).compactMap(\.first)).uppercased()
    }

    static func clock(_ clock: Clock, _ reader: Reader, _ playbook: Playbook) -> View {
        let left = clock.dueAt - reader.now
        let isOver = left.seconds < 0
        let text: String
        switch clock.state {
        case _ where clock.endedAt == nil && clock.state != .paused:
            text = reader.words(
                isOver ? "clock.over" : "clock.left", ["time": reader.span(left)])
        case .paused:
            text = reader.words(
                "clock.paused", ["time": reader.span(clock.remaining ?? .zero)])
        default: text = reader.words["clock.\(clock.state.rawValue)"]
        }
        return [
            "id": clock.id.description, "rule": clock.rule,
            "title": playbook.clock(clock.rule)?.title ?? clock.rule,
            "state": clock.state.rawValue, "text": text, "due": clock.dueAt.rfc3339,
            "started": clock.startedAt.rfc3339, "dueText": reader.time(clock.dueAt),
            "tone": tone(of: clock, at: reader.now),
            "isRunning": clock.state == .running, "isPaused": clock.state == .paused,
            "purpose": reader.words["purpose.\(clock.purpose.rawValue)"], "task": clock.task,
        ]
    }

    private static func tone(of clock: Clock, at now: Instant) -> String {
        guard clock.endedAt == nil else { return clock.state == .met ? "good" : "muted" }
        if clock.state == .paused { return "muted" }
        let whole = max(1, (clock.dueAt - clock.startedAt).seconds)
        let passed = Double((now - clock.startedAt).seconds) / Double(whole)
        return passed >= 0.8 ? "bad" : passed >= 0.5 ? "warn" : "good"
    }

    static func lines(_ lines: [ScoreLine], _ words: Words) -> View {
        lines.map { line -> View in
            [
                "title": words["score-rule.\(line.rule)", ifAny: line.title],
                "fact": words.translated(line.fact),
                "points": Figures.points(line.points), "isLoss": line.points < 0,
            ]
        }.view
    }

    static func options<C: RawRepresentable & CaseIterable>(
        _: C.Type, chosen: String?, _ title: (C) -> String
    ) -> View where C.RawValue == String {
        C.allCases.map { option -> View in
            [
                "value": option.rawValue, "title": title(option),
                "isChosen": option.rawValue == chosen,
            ]
        }.view
    }

    static func options(_ values: [(String, String)], chosen: String?) -> View {
        values.map { value, title -> View in
            ["value": value, "title": title, "isChosen": value == chosen]
        }.view
    }
}

extension Words {
    /// The text of a key, or one that the playbook gives in the team's own language.
    subscript(_ key: String, ifAny other: String) -> String { has(key) ? self[key] : other }
}
