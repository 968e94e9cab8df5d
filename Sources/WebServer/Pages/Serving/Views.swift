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

    /// - Parameter owner: in whose working time it runs.
    static func clock(
        _ clock: Clock, _ reader: Reader, _ playbook: Playbook, owner: Member? = nil
    ) -> View {
        let pace = Pace(of: clock, playbook, owner: owner, at: reader.now)
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
            "title": reader.words.translated(playbook.clock(clock.rule)?.title ?? clock.rule),
            "state": clock.state.rawValue, "text": text, "due": clock.dueAt.rfc3339,
            "started": clock.startedAt.rfc3339, "dueText": reader.time(clock.dueAt),
            "tone": pace.tone, "warnAt": pace.warnAt?.rfc3339, "badAt": pace.badAt?.rfc3339,
            "isRunning": clock.state == .running, "isPaused": clock.state == .paused,
            "purpose": reader.words["purpose.\(clock.purpose.rawValue)"],
            "task": clock.task.map { reader.words.translated($0) },
        ]
    }

    static func lines(_ lines: [ScoreLine], _ words: Words) -> View {
        lines.map { line -> View in
            [
                "title": words.translated(line.title),
                "fact": words.fact(line.fact),
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

/// How urgent a clock is: by the working time that has gone by, as reminders are.
private struct Pace {
    var tone = "muted"
    /// When half of the time, and when four fifths of it, will have gone by.
    var warnAt: Instant?
    var badAt: Instant?

    init(of clock: Clock, _ playbook: Playbook, owner: Member?, at now: Instant) {
        guard clock.endedAt == nil else {
            tone = clock.state == .met ? "good" : "muted"
            return
        }
        guard clock.state != .paused else { return }
        guard let rule = playbook.clock(clock.rule), clock.dueAt > now,
            let calendar = playbook.calendar(for: rule.calendar, owner: owner)
        else {
            tone = clock.dueAt > now ? "good" : "bad"
            return
        }
        let left = calendar.openTime(from: now, to: clock.dueAt)
        let half = rule.time.fraction(0.5)
        let fifth = rule.time.fraction(0.2)
        tone = left <= fifth ? "bad" : left <= half ? "warn" : "good"
        warnAt = left > half ? calendar.due(after: now, left - half) : clock.startedAt
        badAt = left > fifth ? calendar.due(after: now, left - fifth) : clock.startedAt
    }
}
